"""What a workbook of law has written, kept row by row, so that its import can be looked at and undone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel import labels
from tumar.kernel.bulk import Facts, Row, batches
from tumar.kernel.incoming import receiving
from tumar.kernel.incoming import rows as kept
from tumar.kernel.incoming.undoing import Effect, Target, effects_on_file
from tumar.kernel.languages import said
from tumar.kernel.models import ListImport, ListRow, StoredFile
from tumar.kernel.scope import Scope

# Under this kind an import of the workbook stands among the lists that came in.
LAW_BOOK = "law-book"
Decision, Outcome = ListRow.Decision, ListRow.Outcome
LONGEST_TITLE = 200

# What a sheet wrote: its title in the workbook, its label, its rows.
Written = tuple[str, str, Sequence[Row]]


def keep(written: Sequence[Written], *, file: StoredFile, name: str, by: Scope) -> ListImport | None:
    """Keep what sheets of law wrote, inside the transaction of the import; None where they wrote nothing."""
    own = [(title, TARGETS[label], rows) for title, label, rows in written if label in TARGETS and rows]
    if not own:
        return None
    one = receiving.keep_imported(LAW_BOOK, name=name, file=file, by=by)
    for _done in kept.store(one, _rows(one, own)):
        pass
    return receiving.move(one, ListImport.State.COMMITTED, counts=kept.counted(one))


def _rows(one: ListImport, own: Sequence[tuple[str, Target, Sequence[Row]]]) -> Iterator[ListRow]:
    number = 0
    for title, target, rows in own:
        for batch in batches(rows):
            for row, effect in zip(batch, effects_on_file(target, batch), strict=True):
                number += 1
                facts = dict(zip(target.table.names, row.values, strict=True))
                yield _row(one, number, title, row, target, facts, effect)


def _row(
    one: ListImport, number: int, title: str, row: Row, target: Target, facts: Facts, effect: Effect
) -> ListRow:
    return ListRow(
        source=one,
        number=number,
        sheet=title[:120],
        row=row.number,
        facts={"name": _title(target, facts)},
        decision=Decision.NEW if row.before is None else Decision.MATCHED,
        outcome=Outcome.APPLIED,
        record=_label(target, facts)[:120],
        effects=[effect],
    )


def _label(target: Target, facts: Mapping[str, Any]) -> str:
    """Return the label of a record of its own; a part has none."""
    own = getattr(target.table.model, "LABEL", "")
    return f"{own}:{facts['code']}" if own else ""


def _title(target: Target, facts: Mapping[str, Any]) -> str:
    """Return what names a row: what a record is called, else what names the part within its record."""
    title = facts.get("title")
    called = said(title) if isinstance(title, dict) else ""
    code = " ".join(str(part) for part in target.table.key_of(facts) if part not in (None, ""))
    return f"{called} ({code})"[-LONGEST_TITLE:] if called else code[:LONGEST_TITLE]


def changes_shown(effects: Iterable[Effect]) -> list[tuple[str, str, str]]:
    """Return what a row changed: the field, what it held, what it holds, in the language of the page."""
    found = []
    for effect in effects:
        target = TARGETS[effect["table"]]
        label = getattr(target.table.model, "LABEL", target.name)
        for name, value in (effect["before"] or {}).items():
            old, new = (_words(label, name, one) for one in (value, effect["after"][name]))
            found.append((labels.field_name(label, name), old, new))
    return found


def _words(label: str, name: str, value: Any) -> str:
    if isinstance(value, dict):
        return " / ".join(f"{language}: {text}" for language, text in value.items())
    told = labels.field_value(label, name, value)
    if isinstance(told, list):
        return ", ".join(map(str, told))
    return "" if told is None else str(told)
