"""A mail server of a few lines, on a free port of this machine, that keeps what it was sent."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default


class Mailbox(socketserver.ThreadingTCPServer):
    """Accepts letters, except to `refused` addresses."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[Message] = []
        self.refused: dict[str, int] = {}

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """One connection of a sender."""

    server: Mailbox

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                self.say("354 go on")
                self.server.letters.append(message_from_bytes(self.body(), policy=default))
            address = line.partition("<")[2].partition(">")[0]
            code = self.server.refused.get(address, 250) if verb == "RCPT" else 250
            self.say(f"{code} {'ok' if code == 250 else 'no such mailbox'}")

    def body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Run the server while a test needs it."""
    with Mailbox() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
