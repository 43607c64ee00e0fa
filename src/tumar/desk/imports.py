"""A workbook of records: kept as received, checked over all rooms, written as a whole or not at all."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from tumar.desk.lists_in import books
from tumar.events import imports as events
from tumar.kernel import files, journal
from tumar.kernel.models import ListImport, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied, Refusal, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.kernel.workbooks import opening
from tumar.kernel.workbooks.checking import Checked, Checker, Counts
from tumar.kernel.workbooks.declared import Sheet
from tumar.kernel.workbooks.findings import Finding, Passed, Severity
from tumar.kernel.workbooks.parsing import meant
from tumar.kernel.workbooks.writing import NOTES
from tumar.law import imports as law
from tumar.people import imports as people
from tumar.places import imports as places
from tumar.programmes import imports as programmes
from tumar.supplies import imports as supplies
from tumar.training import imports as training

# The programme's own chain: what is referred to comes before what refers to it.
SHEETS: tuple[Sheet, ...] = (
    people.ORGANISATIONS,
    *programmes.SHEETS,
    people.PERSONS,
    *events.SHEETS,
    *training.SHEETS,
    *places.SHEETS,
    *law.SHEETS,
    *supplies.SHEETS,
)
# Whoever looks after the law of a country sends its sheets, and no others; every row asks for its own right.
PERMISSIONS = (
    Permission.KERNEL_BOOK_IMPORT,
    Permission.LAW_INSTRUMENT_EDIT,
    Permission.LAW_REFORM_EDIT,
)
# The languages in which sheets are called, as pages name them.
TAGS = ("en", "ru", "fa-AF")
LARGEST_EVIDENCE = 20 * 1024 * 1024

# Called with the sheet, how many rows are done, and how many there are (0 while that is not known).
Progress = Callable[[str, int, int], None]


def _silent(_sheet: str, _done: int, _total: int) -> None:
    """Tell nobody."""


class BookHasErrors(Refusal):
    """The workbook has errors, and nobody said that its good rows shall be taken."""


class BookOvertaken(Refusal):
    """What is on file changed between the check of the workbook and its import."""


@dataclass(frozen=True)
class Folder:
    """Evidence files that lie in a folder, found by their names within it."""

    path: Path

    def _place(self, name: str) -> Path | None:
        folder = self.path.resolve()
        try:
            place = (folder / name).resolve()
            is_fit = place.is_relative_to(folder) and place.is_file()
            return place if is_fit and place.stat().st_size <= LARGEST_EVIDENCE else None
        except (OSError, ValueError):
            return None

    def has(self, name: str) -> bool:
        """Tell whether the folder holds such a file, of 20 MB at the most."""
        return self._place(name) is not None

    def keep(self, name: str) -> StoredFile | None:
        """Keep the file's bytes, and return their row."""
        place = self._place(name)
        return files.keep(place.read_bytes(), name=place.name) if place else None


@dataclass(frozen=True)
class Kept:
    """Evidence files that are kept already, as hashes by name; folders in a name do not matter."""

    hashes: Mapping[str, str] = field(default_factory=dict)

    def _hash(self, name: str) -> str:
        return self.hashes.get(name) or self.hashes.get(name.replace("\\", "/").rpartition("/")[2], "")

    def has(self, name: str) -> bool:
        """Tell whether such a file came with the workbook."""
        return bool(self._hash(name))

    def keep(self, name: str) -> StoredFile | None:
        """Return the file's row."""
        return StoredFile.objects.filter(sha256=self._hash(name)).first()


Evidence = Folder | Kept


@dataclass(frozen=True)
class Plan:
    """A workbook after its check: what was found, and what would be written."""

    name: str
    sha256: str
    findings: tuple[Finding, ...]
    errors: int
    warnings: int
    sheets: tuple[Checked, ...]
    evidence: Evidence
    # Rows that say nothing of any record: how many, and the first ones with their reasons.
    passed_over: int
    passed: tuple[Passed, ...]

    @property
    def has_errors(self) -> bool:
        """Tell whether at least one row cannot be taken."""
        return self.errors > 0

    @property
    def not_shown(self) -> int:
        """How many findings are counted only."""
        return self.errors + self.warnings - len(self.findings)

    @property
    def counts(self) -> dict[str, Counts]:
        """How many rows of each sheet are new, changed, unchanged, bad."""
        return {checked.sheet.name: checked.counts for checked in self.sheets}

    @property
    def rows(self) -> int:
        """How many rows would be written."""
        return sum(len(checked.rows) for checked in self.sheets)

    @property
    def changes_nothing(self) -> bool:
        """Tell whether everything is on file already."""
        return not self.rows

    def as_json(self) -> dict[str, Any]:
        """Return the plan as JSON can hold it."""
        return {
            "book": self.name,
            "sha256": self.sha256,
            "sheets": {name: vars(counts) for name, counts in self.counts.items()},
            "errors": self.errors,
            "warnings": self.warnings,
            "not_shown": self.not_shown,
            "findings": [finding.as_json() for finding in self.findings],
            "passed_over": {"count": self.passed_over, "first": [asdict(one) for one in self.passed]},
        }


@dataclass(frozen=True)
class Outcome:
    """What an import has written."""

    counts: Mapping[str, Counts]
    attached: int
    written: int
    # The rows of law, as they can be looked at and undone.
    kept: ListImport | None = None

    @property
    def is_kept_in_part(self) -> bool:
        """Tell whether rows of other sheets were written, which stay when those of law are undone."""
        return self.kept is not None and sum(self.kept.counts.values()) < self.written


def read_book(
    source: Path | bytes,
    *,
    by: Scope,
    evidence: Evidence | None = None,
    name: str = "",
    keep: bool = True,
    progress: Progress = _silent,
) -> Plan:
    """Keep a workbook as received and check it; raise UnreadableBook where it is none.

    `evidence` says where the files named in it are: beside the book, when that is a file.
    """
    _require(by)
    content = source if isinstance(source, bytes) else _content(source)
    name = name or (source.name if isinstance(source, Path) else "book.xlsx")
    if evidence is None:
        evidence = Folder(source.parent) if isinstance(source, Path) else Kept()
    if keep:
        files.keep(content, name=name)
    book = opening.opened(content)
    try:
        return _checked(book, content, name, by, evidence, progress)
    finally:
        book.close()


def sheets_for(by: Scope) -> tuple[Sheet, ...]:
    """Return the sheets that somebody may send."""
    if by.allows_somewhere(Permission.KERNEL_BOOK_IMPORT):
        return SHEETS
    return tuple(sheet for sheet in law.SHEETS if by.allows_somewhere(sheet.permission))


@dataclass(frozen=True)
class Described:
    """One sheet as a page tells of it: its name, what else it is called by language, its columns."""

    called: str
    also: tuple[tuple[str, str], ...]
    required: tuple[str, ...]
    others: tuple[str, ...]


def described(by: Scope, language: str) -> list[Described]:
    """Return the sheets that somebody may send, with their columns, in a language of the project."""
    found = []
    for sheet in sheets_for(by):
        required = tuple(one.called(language) for one in sheet.columns if one.is_required)
        others = (one for one in sheet.columns if not one.is_required and not one.is_further)
        told = tuple(one.called(language) for one in others)
        called = sheet.called(language)
        also = tuple((code, name) for code, name in zip(TAGS, sheet.names, strict=True) if name != called)
        found.append(Described(called, also, required, told))
    return found


def _require(by: Scope) -> None:
    if not sheets_for(by):
        raise Denied(Permission.KERNEL_BOOK_IMPORT)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > opening.LARGEST_BOOK:
            raise opening.UnreadableBook(
                _("The file is larger than 100 MB. Split it into several workbooks.")
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise opening.UnreadableBook(_("There is no file %(path)s.") % {"path": path}) from error
    except OSError as error:
        raise opening.UnreadableBook(_("The file %(path)s cannot be read.") % {"path": path}) from error


def _checked(book: Any, content: bytes, name: str, by: Scope, evidence: Evidence, progress: Progress) -> Plan:
    checker = Checker(SHEETS, places.READING, evidence, by, lambda sheet, done: progress(sheet, done, 0))
    pages = _recognised(book, checker, sheets_for(by))
    if opening.has_macros(content):
        checker.notes.note(
            Severity.WARNING, name, _("The workbook carries macros. They were not read nor run.")
        )
    checked = tuple(checker.check(pages[sheet.name], sheet) for sheet in SHEETS if sheet.name in pages)
    notes = checker.notes
    return Plan(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        findings=tuple(notes.shown),
        errors=notes.errors,
        warnings=notes.warnings,
        sheets=checked,
        evidence=evidence,
        passed_over=notes.passed_over,
        passed=tuple(notes.passed),
    )


def _recognised(book: Any, checker: Checker, allowed: Sequence[Sheet]) -> dict[str, Any]:
    """Return the book's sheets by the names under which they are declared; others are noted."""
    pages: dict[str, Any] = {}
    notes = checker.notes
    for page in book.worksheets:
        if page.title == NOTES:
            # What names of countries call for, in a workbook that was given out: nothing of records.
            continue
        sheet = next((one for one in SHEETS if one.goes_by(page.title)), None)
        if sheet is None:
            known = [each for one in SHEETS for each in one.names]
            hint = meant(page.title, known)
            notes.note(Severity.WARNING, page.title, _("This sheet is not known and was skipped.") + hint)
        elif sheet.name not in {one.name for one in allowed}:
            notes.note(Severity.ERROR, page.title, _("You may not import this sheet. Take it out."))
        elif sheet.name in pages:
            notes.note(Severity.ERROR, page.title, _("There is another sheet of this name. Join the two."))
        else:
            pages[sheet.name] = page
    if not pages:
        names = ", ".join(sheet.name for sheet in allowed)
        notes.note(
            Severity.ERROR, "", _("No sheet is known. Sheets are called: %(names)s.") % {"names": names}
        )
    return pages


@retrying
def apply(plan: Plan, *, by: Scope, good_rows: bool = False, progress: Progress = _silent) -> Outcome:
    """Write what was checked, all of it or nothing.

    A book with errors is refused unless `good_rows`; then its good rows are written and the others left out.
    """
    _require(by)
    if plan.has_errors and not good_rows:
        raise BookHasErrors(_("The workbook has errors. Nothing was imported."))
    overtaken = _("What is on file changed meanwhile. Nothing was imported; check the workbook again.")
    try:
        with transaction.atomic():
            attached = _write(plan, by, progress)
            kept = _keep(plan, by)
    except Stale as error:
        raise BookOvertaken(overtaken) from error
    except DatabaseError as error:
        # What the check lets through and a table refuses was taken by somebody else in between.
        if isinstance(error, transaction.TransactionManagementError) or "lock" in str(error):
            raise
        raise BookOvertaken(overtaken) from error
    return Outcome(plan.counts, attached, plan.rows, kept)


def _keep(plan: Plan, by: Scope) -> ListImport | None:
    """Keep what the sheets of law wrote, row by row, so that it can be undone."""
    written = [(one.title, one.sheet.label, one.rows) for one in plan.sheets if one.sheet in law.SHEETS]
    file = StoredFile.objects.filter(sha256=plan.sha256).first()
    return books.keep(written, file=file, name=plan.name, by=by) if file else None


def _write(plan: Plan, by: Scope, progress: Progress) -> int:
    for checked in plan.sheets:
        total = len(checked.rows)
        done = 0
        for written in checked.sheet.bring(checked.rows, by):
            done += written
            progress(checked.sheet.name, done, total)
    attached = files.attach_many(_evidence(plan), by=by)
    if plan.rows or attached:
        told = {
            sheet: {name: number for name, number in vars(counts).items() if number}
            for sheet, counts in plan.counts.items()
        }
        about = f"kernel.file:{plan.sha256}"
        journal.write("desk.book.imported", by=by, about=about, name=plan.name, sheets=told)
    return attached


def _evidence(plan: Plan) -> Iterator[tuple[str, StoredFile]]:
    """Yield each record's label with each of its evidence files, kept once."""
    kept: dict[str, StoredFile | None] = {}
    for checked in plan.sheets:
        for label, name in checked.evidence:
            if name not in kept:
                kept[name] = plan.evidence.keep(name)
            if (file := kept[name]) is not None:
                yield label, file
