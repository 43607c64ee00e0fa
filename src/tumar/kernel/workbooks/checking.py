"""Rows of a sheet checked: cells read, references followed, each row compared with what is on file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from tumar.kernel.bulk import Facts, Filed, Key, Row, batches
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.kernel.workbooks import stands
from tumar.kernel.workbooks.declared import Reference, Sheet
from tumar.kernel.workbooks.findings import Findings, Sentence, Severity
from tumar.kernel.workbooks.known import Known
from tumar.kernel.workbooks.merged import follow_merges
from tumar.kernel.workbooks.parsing import Broken, Formula, Reading, Unreadable
from tumar.kernel.workbooks.reading import Layout, RawRow, layout_of, rows_of

Progress = Callable[[str, int], None]


class Files(Protocol):
    """The evidence files that came with a book."""

    def has(self, name: str) -> bool:
        """Tell whether a file of this name came with the book."""


@dataclass
class Counts:
    """How many rows of a sheet are new, change something, change nothing, or are bad."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0


@dataclass
class Checked:
    """One sheet after its check: the rows to write, the evidence to attach, and the counts."""

    sheet: Sheet
    title: str
    rows: list[Row] = field(default_factory=list)
    evidence: list[tuple[str, str]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class CheckedDraft:
    """One row while it is checked."""

    __slots__ = ("_checker", "_layout", "facts", "filed", "given", "is_bad", "key", "raw")

    def __init__(self, checker: "Checker", layout: Layout, raw: RawRow) -> None:
        self._checker, self._layout, self.raw = checker, layout, raw
        self.given: Facts = {}
        self.facts: Facts = {}
        self.filed: Facts | None = None
        self.key: Key | None = None
        self.is_bad = not layout.is_whole

    @property
    def has_stand(self) -> bool:
        """Tell whether the row says what it was when the workbook was written."""
        return bool(self.raw.cells.get(self._layout.sheet.stand))

    def has_column(self, key: str) -> bool:
        """Tell whether the book has this column."""
        return key in self._layout.places

    def may(self, permission: Permission, country: str | None) -> bool:
        """Tell whether the sender may do this in a country."""
        return self._checker.by.allows(permission, country)

    def error(self, key: str, say: Sentence) -> None:
        """Object: the row cannot be taken."""
        self.is_bad = True
        self._note(Severity.ERROR, key, say)

    def warn(self, key: str, say: Sentence) -> None:
        """Say something that the sender should know."""
        self._note(Severity.WARNING, key, say)

    def _note(self, severity: Severity, key: str, say: Sentence) -> None:
        self._checker.notes.note(
            severity,
            self._layout.title,
            say,
            row=self.raw.number,
            cell=self._layout.cell(key, self.raw.number),
            column=self._layout.heading(key),
            content=self.raw.cells.get(key),
        )

    def of(self, label: str, key: Key, name: str) -> Any:
        """Return one fact of a record referred to, in the book or on file; None where there is none."""
        return self._checker.known.fact(label, key, name)


def read_cells(draft: CheckedDraft, sheet: Sheet, reading: Reading) -> None:
    """Read every cell of a row; each that cannot be read is noted."""
    for column in sheet.columns:
        value = draft.raw.cells.get(column.key)
        draft.given[column.key] = None
        if value is None:
            if column.is_required and draft.has_column(column.key):
                draft.error(column.key, _("This cell must not be empty."))
        elif isinstance(value, Formula):
            draft.error(column.key, _("The cell holds a formula; paste its value."))
        elif isinstance(value, Broken):
            draft.error(column.key, _("The cell holds the error of a calculation. Write the value itself."))
        else:
            try:
                found = column.parse(value, reading)
                draft.given[column.key] = None if found == () else found
            except Unreadable as fault:
                draft.error(column.key, fault.say)


def merged(sheet: Sheet, given: Facts, filed: Filed | None) -> Facts:
    """Return what the row stands for: what it gives, over what is on file, over what holds by default.

    An empty cell says nothing, so it takes nothing away.
    """
    facts = {**dict.fromkeys(sheet.table.names), **sheet.table.defaults, **(filed.facts if filed else {})}
    for key, value in given.items():
        name, _point, language = key.partition(".")
        if value is None or name in (sheet.evidence, sheet.stand):
            continue
        if language:
            facts[name] = {**(facts[name] or {}), language: value}
        else:
            facts[name] = tuple(sorted(value)) if name in sheet.table.sets else value
    return facts


class Checker:
    """Checks the sheets of one book, in the programme's own chain."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        reading: Reading,
        files: Files,
        by: Scope,
        progress: Progress | None = None,
    ) -> None:
        self.notes = Findings()
        self.known = Known(sheets)
        self._reading, self._files, self.by = reading, files, by
        self._progress = progress or (lambda _sheet, _done: None)

    def check(self, page: Any, sheet: Sheet) -> Checked:
        """Check one sheet and return what is to be written of it."""
        checked = Checked(sheet, page.title)
        layout = layout_of(page, sheet, self.notes)
        if layout is None:
            return checked
        seen: dict[Key, int] = {}
        shared: dict[Key, int] = {}
        parents: dict[Key, tuple[CheckedDraft, Key]] = {}
        done = 0
        for raws in batches(rows_of(page, layout, self.notes)):
            drafts = [CheckedDraft(self, layout, raw) for raw in raws]
            for draft in drafts:
                read_cells(draft, sheet, self._reading)
            follow_merges(drafts, sheet, self.known)
            for draft in drafts:
                self._name(draft, sheet, seen)
            self._check_batch(drafts, sheet, shared, checked, parents)
            done += len(drafts)
            self._progress(sheet.name, done)
        self._follow_own(sheet, parents, checked)
        return checked

    def _name(self, draft: CheckedDraft, sheet: Sheet, seen: dict[Key, int]) -> None:
        table = sheet.table
        key = tuple(draft.given.get(name) for name in table.key)
        if any(
            part is None and name not in table.open_key for part, name in zip(key, table.key, strict=True)
        ):
            draft.is_bad = True
            return
        if key in seen:
            first = seen[key]
            draft.error(
                table.key[-1] if len(table.key) > 1 else table.key[0],
                lambda: _("The same stands in row %(row)s already. Keep one of the two.") % {"row": first},
            )
            return
        seen[key] = draft.raw.number
        draft.key = key

    def _check_batch(
        self,
        drafts: list[CheckedDraft],
        sheet: Sheet,
        shared: dict[Key, int],
        checked: Checked,
        parents: dict[Key, tuple[CheckedDraft, Key]],
    ) -> None:
        filed = sheet.table.filed(draft.key for draft in drafts if draft.key is not None)
        for draft in drafts:
            on_file = filed.get(draft.key) if draft.key is not None else None
            draft.filed = on_file.facts if on_file else None
            draft.facts = merged(sheet, draft.given, on_file)
            stands.weigh(draft, sheet, on_file, self._reading)
        for reference in sheet.references:
            if reference.label != sheet.label:
                self.known.learn(
                    reference.label, (key for draft in drafts for key in reference.keys(draft.facts))
                )
        for draft in drafts:
            self._follow(draft, sheet)
            if not draft.is_bad:
                sheet.settle(draft)
            if draft.key is not None and not draft.is_bad:
                # Rows below may ask for it; should something be found yet, it is bad for them, too.
                self.known.keep_good(sheet.label, draft.key, draft.facts)
        if sheet.unique:
            self._refuse_shared(drafts, sheet, shared)
        for draft in drafts:
            evidence = self._evidence(draft, sheet)
            self._require_rights(draft, sheet, bool(evidence))
            self._keep(draft, sheet, checked, filed.get(draft.key) if draft.key else None, evidence)
            if draft.key is not None and not draft.is_bad:
                for target in self._own_targets(draft, sheet):
                    parents[draft.key] = (draft, target)

    @staticmethod
    def _own_targets(draft: CheckedDraft, sheet: Sheet) -> Iterator[Key]:
        for reference in sheet.references:
            if reference.label == sheet.label:
                yield from reference.keys(draft.facts)

    def _follow(self, draft: CheckedDraft, sheet: Sheet) -> None:
        for reference in sheet.references:
            if reference.label == sheet.label or not reference.is_asked:
                continue
            for key in reference.keys(draft.facts):
                if not self.known.has(reference.label, key) or key in self.known.bad[reference.label]:
                    self._object_to(draft, reference, key)

    def _object_to(self, draft: CheckedDraft, reference: Reference, key: Key) -> None:
        target = self.known.sheets[reference.label]
        if (row := self.known.bad[reference.label].get(key)) is not None:
            draft.error(
                reference.fact,
                lambda: (
                    _("This depends on row %(row)s of the sheet “%(sheet)s”, which cannot be taken.")
                    % {"row": row, "sheet": target.name}
                ),
            )
            return
        draft.error(
            reference.fact,
            lambda: (
                _("“%(code)s” is neither in the sheet “%(sheet)s” nor on file.")
                % {"code": " ".join(map(str, key)), "sheet": target.name}
                + self.known.meant(reference.label, key[-1])
            ),
        )

    def _refuse_shared(self, drafts: list[CheckedDraft], sheet: Sheet, shared: dict[Key, int]) -> None:
        """Refuse rows that share with another row, or a record on file, what only one may have."""
        facts_of = [draft for draft in drafts if not draft.is_bad]
        on_file = sheet.table.holders(sheet.unique, [draft.facts for draft in facts_of])
        for draft in facts_of:
            value = tuple(draft.facts[name] for name in sheet.unique)
            holder = on_file.get(value)
            if value in shared:
                first = shared[value]
                draft.error(
                    sheet.unique[0],
                    lambda first=first: _("Row %(row)s says the same under another code.") % {"row": first},  # type: ignore[misc]
                )
            elif holder is not None and holder != draft.key:
                told = " ".join(map(str, holder))
                draft.error(
                    sheet.unique[0],
                    lambda told=told: _("%(code)s on file says the same.") % {"code": told},  # type: ignore[misc]
                )
            shared.setdefault(value, draft.raw.number)

    def _evidence(self, draft: CheckedDraft, sheet: Sheet) -> list[tuple[str, str]]:
        names = draft.given.get(sheet.evidence) if sheet.evidence else None
        if not names or draft.key is None:
            return []
        missing = [name for name in names if not self._files.has(name)]
        if missing:
            draft.warn(
                sheet.evidence,
                lambda: _("No such file came with the workbook: %(names)s.") % {"names": "; ".join(missing)},
            )
        label = getattr(sheet.table.model, "LABEL", sheet.label)
        return [(f"{label}:{draft.key[0]}", name) for name in names if name not in missing]

    def _require_rights(self, draft: CheckedDraft, sheet: Sheet, brings_evidence: bool) -> None:
        is_same = draft.filed is not None and all(
            draft.facts[name] == draft.filed[name] for name in sheet.table.names
        )
        if draft.is_bad or (is_same and not brings_evidence):
            return
        countries = {*sheet.countries(draft.facts, draft)}
        if draft.filed:
            countries |= {*sheet.countries(draft.filed, draft)}
        refused = sorted(str(one or "") for one in countries if not self.by.allows(sheet.permission, one))
        if refused:
            where = ", ".join(filter(None, refused)) or _("every country")
            draft.error(
                "country" if "country" in sheet.table.names else sheet.table.key[0],
                lambda: _("You may not change this: it needs the right for %(where)s.") % {"where": where},
            )

    def _keep(
        self,
        draft: CheckedDraft,
        sheet: Sheet,
        checked: Checked,
        on_file: Filed | None,
        evidence: list[tuple[str, str]],
    ) -> None:
        if draft.is_bad:
            checked.counts.bad += 1
            if draft.key is not None:
                self.known.keep_bad(sheet.label, draft.key, draft.raw.number)
            return
        names, facts = sheet.table.names, draft.facts
        if draft.key is not None:
            self.known.keep_good(sheet.label, draft.key, facts)
        checked.evidence += evidence
        values = tuple(facts[name] for name in names)
        if on_file is None:
            checked.counts.new += 1
            checked.rows.append(Row(draft.raw.number, values))
        elif before := {name: on_file.facts[name] for name in names if facts[name] != on_file.facts[name]}:
            checked.counts.changed += 1
            checked.rows.append(Row(draft.raw.number, values, before, on_file.version))
        else:
            checked.counts.unchanged += 1

    def _follow_own(
        self, sheet: Sheet, parents: dict[Key, tuple[CheckedDraft, Key]], checked: Checked
    ) -> None:
        """Follow references within the sheet, which may point to later rows; bad rows make others bad."""
        self.known.learn(sheet.label, (target for _draft, target in parents.values()))
        own = [one for one in sheet.references if one.label == sheet.label]
        fallen: set[Key] = set()
        is_settled = not parents
        while not is_settled:
            is_settled = True
            for key, (draft, target) in parents.items():
                if key in fallen:
                    continue
                is_bad = not self.known.has(sheet.label, target) or target in self.known.bad[sheet.label]
                if is_bad:
                    self._object_to(draft, own[0], target)
                elif key in _upwards(target, parents):
                    is_bad = True
                    draft.error(own[0].fact, _("This leads back to the row itself. Correct it."))
                if is_bad:
                    is_settled = False
                    fallen.add(key)
                    self.known.keep_bad(sheet.label, key, draft.raw.number)
        if fallen:
            self._drop(fallen, sheet, checked)

    @staticmethod
    def _drop(fallen: set[Key], sheet: Sheet, checked: Checked) -> None:
        names, counts = sheet.table.names, checked.counts
        places = [names.index(name) for name in sheet.table.key]
        kept = []
        for row in checked.rows:
            if tuple(row.values[place] for place in places) not in fallen:
                kept.append(row)
            elif row.before is None:
                counts.new -= 1
            else:
                counts.changed -= 1
        counts.unchanged -= len(fallen) - (len(checked.rows) - len(kept))
        counts.bad += len(fallen)
        checked.rows = kept


def _upwards(start: Key, parents: dict[Key, tuple[CheckedDraft, Key]]) -> Iterator[Key]:
    """Yield a row and what it is part of, as far up as the book tells; each once."""
    seen: set[Key] = set()
    here: Key | None = start
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        here = parents[here][1] if here in parents else None
