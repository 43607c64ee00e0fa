"""`tumar import LIST --as KIND`: read any list, tell what becomes of each row, and write it."""

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid4, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.desk.lists_in import committing, planning, reading, sending, telling
from tumar.desk.lists_in.consignments import has_category
from tumar.desk.lists_in.context import ListRefused, context_of
from tumar.desk.lists_in.kinds import CONSIGNMENTS, KINDS, Kind
from tumar.desk.lists_in.planned import Decision
from tumar.kernel.incoming import receiving, rows
from tumar.kernel.models import ListImport
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied
from tumar.kernel.scope import Scope
from tumar.kernel.tables.archives import LARGEST_BOOK

DONE, REFUSED = 0, 1
IMPORTED, PREVIEWED, NOT_TAKEN = "imported", "previewed", "refused"
# Lists that come by the command are known again by their bytes, their kind and what was chosen for them.
FAMILY = UUID("6f2b7c4e-5d0a-4f0e-9a49-0b7a2f5d53c1")
IN_MEMORY = 8 * 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of lists to `tumar import`."""
    group = parser.add_argument_group("any list of one kind")
    group.add_argument("--as", dest="kind", choices=tuple(KINDS), help="what the rows of the list are")
    group.add_argument("--event", metavar="CODE", default="", help="the event that the rows belong to")
    group.add_argument("--programme", metavar="CODE", default="", help="the programme that they belong to")
    group.add_argument("--country", metavar="CC", default="", help="the country of rows that do not say it")
    group.add_argument("--category", metavar="CODE", default="", help="the category of goods that name none")
    group.add_argument("--dry-run", action="store_true", help="tell what would happen; write nothing")
    group.add_argument("--take-new", action="store_true", help="take doubtful rows as new, not for review")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BOOK:
            raise ListRefused(_("The file is larger than 100 MB. Split it into several workbooks."))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ListRefused(_("There is no file %(path)s.") % {"path": path}) from error
    except (OSError, ValueError) as error:
        raise ListRefused(_("The file %(path)s cannot be read.") % {"path": path}) from error


def _require(kind: Kind, by: Scope) -> None:
    if not by.allows_somewhere(kind.permission):
        raise Denied(kind.permission)


class Report:
    """What is told of a list: its rows first, set aside as they come, so that length does not matter."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        spool = tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8")  # noqa: SIM115
        self._rows: IO[str] = spool
        self.counts: Counter[str] = Counter()
        self._passed: Sequence[Mapping[str, Any]] = ()
        self._passed_over = 0

    def take(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Set rows aside, one a line."""
        for one in told:
            self.counts[one["decision"]] += 1
            self._rows.write(json.dumps(one, ensure_ascii=False) + "\n")

    def pass_over(self, passed: Mapping[str, Any]) -> None:
        """Keep the rows that are about nobody, as a list keeps them: how many, and the first ones."""
        self._passed_over, self._passed = passed.get("count", 0), telling.passed_told(passed)

    def _lines(self) -> Iterator[str]:
        self._rows.seek(0)
        yield from self._rows

    def print(self, status: str, message: str, form: str) -> None:
        """Print the whole of it."""
        if form == "json":
            head = json.dumps({"status": status, "message": message}, ensure_ascii=False)[:-1]
            print(f'{head}, "{self._kind.noun}": [', end="")
            for number, line in enumerate(self._lines()):
                print("," * bool(number) + "\n" + line.rstrip("\n"), end="")
            passed = {"count": self._passed_over, "first": self._passed}
            print(f'\n], "passed_over": {json.dumps(passed, ensure_ascii=False)}}}')
            return
        for line in self._lines():
            print(telling.in_one_line(json.loads(line)))
        for each in self._passed:
            print(telling.passed_in_one_line(each))
        if left := self._passed_over - len(self._passed):
            print(telling.more_passed_over(left))
        print(message)


def _counts_told(counts: Mapping[str, int]) -> str:
    words = dict(rows.Decision.choices)
    return ", ".join(f"{words[one]}: {counts[one]}" for one in rows.Decision.values if counts.get(one))


def _dry_run(content: bytes, options: argparse.Namespace, by: Scope, report: Report) -> str:
    kind, name = KINDS[options.kind], options.book.name
    context = context_of(_options(options), by)
    tables = reading.tables_of(content, name, kind.key)
    mapping = {column["key"]: column["field"] for table in tables for column in table["columns"]}
    passed, without_category = reading.PassedOver(), 0
    listed = reading.rows_of(content, name, kind.key, mapping, passed)
    for one in planning.plan(listed, kind, context):
        report.take([telling.as_json(one.as_row(0), context.country_of_list)])
        is_to_come = one.decision in (Decision.NEW, Decision.MATCHED)
        without_category += is_to_come and kind.key == CONSIGNMENTS and not has_category(one.facts)
    report.pass_over(asdict(passed))
    if not report.counts:
        raise ListRefused(_("No row of data was found in this list."))
    told = _("Nothing was written (%(counts)s).") % {"counts": _counts_told(report.counts)}
    goods = telling.without_category(without_category, context.category)
    return " ".join(filter(None, [told, goods, *telling.needs_told(context.needs)]))


def _options(options: argparse.Namespace) -> dict[str, str]:
    chosen = {name: getattr(options, name).strip() for name in ("event", "programme", "country", "category")}
    return {
        name: value.lower() if name == "category" else value.upper()
        for name, value in chosen.items()
        if value
    }


def _import(content: bytes, options: argparse.Namespace, by: Scope, report: Report) -> str:
    one = _received(content, options, by)
    if one.state != ListImport.State.COMMITTED:
        one = sending.recognise(one.key, by=by)
        if one.state == ListImport.State.REFUSED:
            raise ListRefused(one.message)
        one = sending.preview(one.key, by=by, tell=_teller(options.progress))
        if one.state != ListImport.State.PREVIEWED:
            raise ListRefused(one.message)
        if options.take_new:
            rows.take_as_new(one)
        try:
            one = committing.commit(one.key, by=by, tell=_teller(options.progress))
        except ListRefused:
            _take_rows(one, by, report)
            raise
    _take_rows(one, by, report)
    return _told(report.counts)


def _take_rows(one: ListImport, by: Scope, report: Report) -> None:
    country = context_of(one.options, by).country_of_list
    report.take(telling.as_json(row, country) for row in rows.of(one).iterator(chunk_size=1000))
    report.pass_over(one.passed_over)


def _received(content: bytes, options: argparse.Namespace, by: Scope) -> ListImport:
    """Return the list as received: one that was broken off is taken up again, an imported one is new."""
    chosen = _options(options)
    said = json.dumps(
        [hashlib.sha256(content).hexdigest(), options.kind, chosen, by.account_id], sort_keys=True
    )
    key = uuid5(FAMILY, said)
    one = sending.receive(content, name=options.book.name, kind=options.kind, options=chosen, key=key, by=by)
    if one.state in (ListImport.State.COMMITTED, ListImport.State.UNDONE):
        facts = {"name": options.book.name, "kind": options.kind, "options": chosen}
        return receiving.receive(content, key=uuid4(), by=by, **facts)
    return one


def _told(counts: Mapping[str, int]) -> str:
    if set(counts) == {Decision.UNCHANGED.value}:
        return _("Everything is on file already; nothing was changed.")
    told = _("Imported (%(counts)s).") % {"counts": _counts_told(counts)}
    if counts.get(Decision.REVIEW):
        waiting = counts[Decision.REVIEW]
        waits = ngettext(
            "%(rows)s row waits for somebody to say who that is; see the list on the desk.",
            "%(rows)s rows wait for somebody to say who they are; see the list on the desk.",
            waiting,
        )
        told = f"{told} {waits % {'rows': waiting}}"
    return told


def _teller(is_wanted: bool) -> committing.Tell:
    def tell(what: str, done: int, total: int) -> None:
        act = f"written {done} of {total}" if total else f"planned {done}"
        print(f"{what}: {act}", file=sys.stderr, flush=True)

    return tell if is_wanted else committing.silent


def run(options: argparse.Namespace, by: Scope) -> int:
    """Import a list of one kind: 0 when it was imported or previewed, 1 when it was refused."""
    report = Report(KINDS[options.kind])
    try:
        _require(KINDS[options.kind], by)
        content = _content(options.book)
        act = _dry_run if options.dry_run or options.check else _import
        message = act(content, options, by, report)
    except Denied as refusal:
        message = _not_allowed(refusal)
    except ListRefused as refusal:
        message = str(refusal)
    else:
        status = PREVIEWED if act is _dry_run else IMPORTED
        report.print(status, message, options.format)
        return DONE
    if options.format == "json":
        report.print(NOT_TAKEN, message, "json")
    print(f"tumar import: {message}", file=sys.stderr)
    return REFUSED


def _not_allowed(refusal: Denied) -> str:
    if refusal.permission in set(Permission):
        return _("This account may not do that: it lacks “%(permission)s”.") % {
            "permission": refusal.permission
        }
    return str(refusal)
