"""`tumar person export CODE --output FILE.zip`: all that is held about a person, for that person."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from tumar.kernel.scope import of_the_machine
from tumar.people.actions import subject
from tumar.people.models import Person


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar person`."""
    parser.add_argument("act", choices=["export"], help="what to do")
    parser.add_argument("code", metavar="CODE", help="the person's code, such as KZ-000123")
    parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="the archive to write")
    parser.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES], help="its language")


def run(options: argparse.Namespace) -> int:
    """Write the archive; 1 when there is no such person or the file cannot be written."""
    person = Person._base_manager.filter(code=options.code.upper()).first()
    if person is None:
        print(f"tumar person: There is no person with the code '{options.code}'.", file=sys.stderr)
        return 1
    language = options.lang or subject.language_of(person, settings.LANGUAGE_CODE)
    archive = subject.export_person(person, by=of_the_machine("tumar person"), language=language)
    try:
        options.output.write_bytes(archive)
    except OSError as error:
        print(f"tumar person: {options.output} cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{options.output}: {len(archive)} bytes about {person.code}")
    return 0
