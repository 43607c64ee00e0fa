"""Files of law for the commands that take several: read and recognised, or refused in one sentence."""

from pathlib import Path

from tumar.law.commands.parse import structure_of
from tumar.law.rules.lines import Document
from tumar.law.rules.reading import Unreadable, read
from tumar.law.rules.structure import AUTO, UnknownTradition
from tumar.law.rules.units import Structure
from tumar.law.unreadable import sentence

FAILURE = 1


class Unanswerable(Exception):
    """What was asked for cannot be done; the message is the sentence to print."""


def opened(path: Path) -> tuple[bytes, Document]:
    """Return a file and its lines, in whatever format it is."""
    try:
        data = path.read_bytes()
        return data, read(data, name=path.name)
    except OSError as fault:
        raise Unanswerable(f"'{path}' cannot be read: {fault.strerror or fault}.") from fault
    except Unreadable as fault:
        raise Unanswerable(f"'{path}': {sentence(fault)}") from fault


def act_in(path: Path, tradition: str = AUTO) -> Structure:
    """Return the provisions of the act in a file."""
    data, document = opened(path)
    try:
        return structure_of(data, document, tradition)
    except Unreadable as fault:
        raise Unanswerable(f"'{path}': {sentence(fault)}") from fault
    except UnknownTradition as fault:
        raise Unanswerable(str(fault)) from fault


def text_in(path: Path) -> str:
    """Return the text of a file, one line a paragraph, numbers counted by a word processor included."""
    _data, document = opened(path)
    lines = (f"{line.label} {line.text}".strip() for line in document.lines)
    return "\n".join(line for line in lines if line)
