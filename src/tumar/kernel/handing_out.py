"""What a command made, handed out: into a file, or to whatever reads from the terminal's line."""

import sys
from pathlib import Path


class CannotHandOut(Exception):
    """The file cannot be written, or a terminal cannot show it; the message is the sentence to print."""


def hand_out(content: bytes, output: str | None, *, what: str = "") -> None:
    """Write content into the file named, else to the standard output.

    `what` names a kind of file that no terminal can show, such as "PDF"; for text it is left empty.
    """
    if output:
        try:
            Path(output).write_bytes(content)
        except OSError as fault:
            raise CannotHandOut(f"'{output}' cannot be written: {fault.strerror}.") from fault
        return
    if what and sys.stdout.isatty():
        raise CannotHandOut(f"A {what} cannot be shown in a terminal. Name a file with --output.")
    sys.stdout.buffer.write(content)
    sys.stdout.flush()
