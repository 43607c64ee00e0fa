"""The command line `tumar`: every command answers with one clear sentence when it cannot do its work."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import NoReturn

# Each command lives in the room that does the work: its module has `arguments(parser)` and `run(options)`.
COMMANDS = {
    "serve": ("tumar.config.commands.serve", "start the server and the worker"),
    "demo": ("tumar.config.commands.demo", "load the reference programme into an empty database"),
    "import": ("tumar.desk.commands.import_book", "read a workbook of records"),
    "factsheet": ("tumar.results.commands.factsheet", "print a programme's factsheet"),
    "evidence": ("tumar.results.commands.evidence", "print the records behind one figure"),
    "event": ("tumar.events.commands.event", "events: tumar event list | show CODE | report CODE"),
    "retention": ("tumar.people.commands.retention", "take away personal data that nobody needs any more"),
    "person": ("tumar.people.commands.person", "all that is held about a person: tumar person export CODE"),
    "transliterate": (
        "tumar.people.commands.transliterate",
        "write a name in other letters: tumar transliterate --lang kk TEXT",
    ),
    "calendar": ("tumar.network.commands.calendar", "print the calendar as an iCalendar file"),
    "digest": (
        "tumar.network.commands.digest",
        "send announcements by e-mail to those for whom they are due",
    ),
    "sheet": ("tumar.events.commands.sheet", "print sign-in sheets, and read them when they are signed"),
    "check": ("tumar.config.commands.check", "check settings, database, journal and files"),
    "user": ("tumar.people.commands.user_add", "add an account: tumar user add EMAIL --role KIND"),
    "match": ("tumar.people.commands.match", "find who is who in two lists, or twice in one"),
    "duplicates": ("tumar.people.commands.duplicates", "queue persons on file who may be the same"),
    "law": ("tumar.law.commands.law", "national law: tumar law parse FILE"),
    "worker": ("tumar.config.commands.worker", "carry out background work until stopped"),
}
# These see to the tables themselves, must see them as they are, or need none; every other one brings them up.
OWN_TABLES = frozenset({"serve", "demo", "check", "transliterate"})
USAGE_ERROR = 2
FAILURE = 1


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. Try '{self.prog} --help'.", file=sys.stderr)
        sys.exit(USAGE_ERROR)


def _overview() -> str:
    lines = ["Usage: tumar COMMAND [options]", ""]
    lines += [f"  {name:<13} {told}" for name, (_module, told) in COMMANDS.items()]
    return "\n".join([*lines, "", "'tumar COMMAND --help' tells more."])


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tumar.config.settings")
    django = import_module("django")
    django.setup()


def _needs_tables(module: ModuleType, words: Sequence[str]) -> bool:
    """Tell whether the tables must be in order; a command with several acts decides for each of them."""
    return bool(module.needs_tables(words)) if hasattr(module, "needs_tables") else True


def _run(name: str, words: Sequence[str]) -> int:
    module_name, told = COMMANDS[name]
    _prepare()
    module = import_module(module_name)
    parser = Parser(prog=f"tumar {name}", description=told.capitalize() + ".")
    module.arguments(parser)
    options = parser.parse_args(words)
    if name not in OWN_TABLES and _needs_tables(module, words):
        import_module("tumar.config.installation").bring_up_tables()
    return int(module.run(options))


def _sentence(error: BaseException) -> str:
    """Return what went wrong as one line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if text.endswith((".", "!", "?")) else text + "."


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never show a traceback unless TUMAR_TRACEBACK is set."""
    words = list(sys.argv[1:] if words is None else words)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())
        return 0 if words else USAGE_ERROR
    if words[0] in {"-V", "--version"}:
        print(import_module("tumar").__version__)
        return 0
    if words[0] not in COMMANDS:
        print(f"tumar: there is no command '{words[0]}'. Try 'tumar --help'.", file=sys.stderr)
        return USAGE_ERROR
    try:
        return _run(words[0], words[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader went away (`tumar evidence ... | head`); say nothing more to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("TUMAR_TRACEBACK"):
            raise
        print(f"tumar {words[0]}: {_sentence(error)}", file=sys.stderr)
        return FAILURE


if __name__ == "__main__":
    sys.exit(main())
