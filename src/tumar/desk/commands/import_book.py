"""`tumar import BOOK.xlsx`: check a workbook, tell what was found, and write it; `--as` reads any list."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from tumar.desk import imports
from tumar.desk.commands import import_list
from tumar.desk.lists_in import telling
from tumar.desk.lists_in.kinds import KINDS
from tumar.kernel.refusals import Denied, Refusal
from tumar.kernel.scope import Scope, of_the_machine
from tumar.kernel.workbooks.opening import UnreadableBook
from tumar.people import queries as people
from tumar.people.models import Account

DONE, REFUSED = 0, 1
KINDS_SAID = "|".join(KINDS)
NO_BOOK = f"If this is a list and no workbook of records, say of what: --as {KINDS_SAID}."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar import`."""
    parser.add_argument("book", metavar="BOOK.xlsx", type=Path, help="the workbook to read, or any list")
    parser.add_argument("--good-rows", action="store_true", help="take the good rows of a book with errors")
    parser.add_argument("--check", action="store_true", help="only tell what is found; write nothing")
    parser.add_argument("--account", dest="email", metavar="EMAIL", help="with the rights of this account")
    parser.add_argument(
        "--files", metavar="DIR", type=Path, help="where evidence files lie (default: beside the book)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the report")
    parser.add_argument("--progress", action="store_true", help="tell on standard error how far it is")
    import_list.arguments(parser)


class CannotImport(Exception):
    """The import cannot begin; the message is the sentence to say."""


def _scope(email: str | None) -> Scope:
    if email is None:
        return of_the_machine("tumar import")
    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    if account is None:
        raise CannotImport(f"There is no account '{email}'.")
    return people.scope_of(account)


def _evidence(folder: Path | None) -> imports.Folder | None:
    if folder is not None and not folder.is_dir():
        raise CannotImport(f"There is no folder {folder}.")
    return imports.Folder(folder) if folder else None


def _tell_progress(sheet: str, done: int, total: int) -> None:
    act = f"written {done} of {total}" if total else f"checked {done}"
    print(f"{sheet}: {act}", file=sys.stderr, flush=True)


def _say_nothing(_sheet: str, _done: int, _total: int) -> None:
    """Tell no progress."""


def _text(report: dict[str, Any]) -> str:
    lines = [f"{report['book']} (SHA-256 {report['sha256']})", ""]
    if report["sheets"]:
        lines.append(f"{'sheet':<20}{'new':>9}{'changed':>9}{'unchanged':>11}{'bad':>9}")
    for name, counts in report["sheets"].items():
        numbers = f"{counts['new']:>9}{counts['changed']:>9}{counts['unchanged']:>11}{counts['bad']:>9}"
        lines.append(f"{name:<20}{numbers}")
    lines.append("")
    for one in report["findings"]:
        place = " ".join(str(part) for part in (one["sheet"], one["cell"] or one["row"] or "") if part)
        shown = f" [{one['content']}]" if one["content"] else ""
        lines.append(f"{one['severity']}: {place}{shown}: {one['message']}")
    if report["not_shown"]:
        lines.append(f"... and {report['not_shown']} more.")
    passed = report["passed_over"]
    lines += [telling.passed_in_one_line(one) for one in passed["first"]]
    if left := passed["count"] - len(passed["first"]):
        lines.append(telling.more_passed_over(left))
    if report["findings"] or passed["count"]:
        lines.append("")
    lines.append(f"{report['errors']} errors, {report['warnings']} warnings. {report['told']}")
    return "\n".join(lines)


def _told(plan: imports.Plan, outcome: imports.Outcome | None) -> str:
    if outcome is None:
        return "Nothing was imported."
    if not outcome.written and not outcome.attached:
        return "Everything is on file already; nothing was changed."
    left = sum(counts.bad for counts in plan.counts.values())
    said = f"{outcome.written} rows were written, {outcome.attached} evidence files attached"
    return f"{said}; {left} rows were left out." if left else f"{said}."


def _print(plan: imports.Plan, outcome: imports.Outcome | None, form: str) -> None:
    report = {**plan.as_json(), "imported": outcome is not None, "told": _told(plan, outcome)}
    print(json.dumps(report, ensure_ascii=False, indent=2) if form == "json" else _text(report))


def _import(options: argparse.Namespace) -> int:
    by = _scope(options.email)
    if options.kind:
        return import_list.run(options, by)
    tell = _tell_progress if options.progress else _say_nothing
    is_check = options.check or options.dry_run
    if list_options := [
        name for name in ("event", "programme", "country", "category") if getattr(options, name)
    ]:
        raise CannotImport(f"--{list_options[0].replace('_', '-')} goes with a list: add --as {KINDS_SAID}.")
    evidence = _evidence(options.files)
    plan = imports.read_book(options.book, by=by, evidence=evidence, keep=not is_check, progress=tell)
    if not plan.sheets:
        print(f"tumar import: {NO_BOOK}", file=sys.stderr)
    if is_check or (plan.has_errors and not options.good_rows):
        _print(plan, None, options.format)
        if plan.has_errors and not is_check:
            print("tumar import: the workbook has errors; nothing was imported.", file=sys.stderr)
        return REFUSED if plan.has_errors else DONE
    outcome = imports.apply(plan, by=by, good_rows=options.good_rows, progress=tell)
    _print(plan, outcome, options.format)
    return DONE


def run(options: argparse.Namespace) -> int:
    """Import a workbook: 0 when all is well, 1 when it has errors or was refused."""
    try:
        return _import(options)
    except Denied:
        said = f"The account {options.email} may not import workbooks."
    except UnreadableBook as refusal:
        said = f"{refusal} {NO_BOOK}"
    except (CannotImport, Refusal) as refusal:
        said = str(refusal)
    except DatabaseError as error:
        said = f"The database cannot be used: {' '.join(str(error).split())}"
    print(f"tumar import: {said}", file=sys.stderr)
    return REFUSED
