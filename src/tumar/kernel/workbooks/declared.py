"""How a room declares the sheets it reads: columns, what names a row, what rows refer to, what must hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tumar.kernel.bulk import Facts, Key, Row, Table
from tumar.kernel.folding import fold
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.kernel.workbooks.findings import Sentence
from tumar.kernel.workbooks.headings import in_dari, in_language
from tumar.kernel.workbooks.parsing import Parser


@dataclass(frozen=True)
class Column:
    """One column: the fact it fills (`title.en`: one language of a text), its headers, how a cell is read."""

    key: str
    header: str
    header_ru: str
    parse: Parser
    is_required: bool = False
    # What a cell shows of the facts, where it is not the fact itself.
    write: Callable[[Mapping[str, Any]], Any] | None = None

    @property
    def is_further(self) -> bool:
        """Tell whether it is a text in a language besides English and Russian."""
        return self.key.partition(".")[2] not in ("", "en", "ru")

    def goes_by(self, header: str) -> bool:
        """Tell whether a header names this column."""
        return fold(header) in {fold(name) for name in self.names}

    @property
    def names(self) -> tuple[str, ...]:
        """What the column is called, in each language of the project."""
        return (self.header, self.header_ru, in_dari(self.header))

    def called(self, language: str) -> str:
        """Return what the column is called in a language."""
        return in_language(self.header, self.header_ru, language)


@dataclass(frozen=True)
class Reference:
    """A fact that names a record, or several, of another sheet; after the facts named in `within`."""

    fact: str
    label: str
    within: tuple[str, ...] = ()
    # Else it is only looked up, many at a time, for the sheet to say what it thinks of it.
    is_asked: bool = True

    def keys(self, facts: Mapping[str, Any]) -> Iterator[Key]:
        """Yield what names each record referred to; nothing where the fact is empty."""
        value = facts.get(self.fact)
        if value is None or any(facts.get(name) is None for name in self.within):
            return
        for item in value if isinstance(value, tuple) else (value,):
            yield (*(facts[name] for name in self.within), item)


class Draft(Protocol):
    """A row while it is checked: what it gives, what is on file, what it will say; and a way to object."""

    given: Facts
    filed: Facts | None
    facts: Facts

    @property
    def has_stand(self) -> bool:
        """Tell whether the row says what it was when the workbook was written."""

    def has_column(self, key: str) -> bool:
        """Tell whether the book has this column."""

    def may(self, permission: Permission, country: str | None) -> bool:
        """Tell whether the sender may do this in a country."""

    def error(self, key: str, say: Sentence) -> None:
        """Object: the row cannot be taken."""

    def warn(self, key: str, say: Sentence) -> None:
        """Say something that the sender should know."""

    def of(self, label: str, key: Key, name: str) -> Any:
        """Return one fact of a record referred to, in the book or on file; None where there is none."""


Settle = Callable[[Draft], None]
Bring = Callable[[Sequence[Row], Scope], Iterator[int]]
# Which countries a row belongs to: each needs the right to edit; None is a record of no country.
Countries = Callable[[Facts, Draft], Iterable[str | None]]


def _nothing(_draft: Draft) -> None:
    """Object to nothing."""


def nowhere(_facts: Facts, _draft: Draft) -> tuple[None]:
    """Say that a row belongs to no country: only who may edit everywhere may send it."""
    return (None,)


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook, as its room declares it."""

    name: str
    name_ru: str
    label: str
    table: Table
    columns: tuple[Column, ...]
    permission: Permission
    bring: Bring
    countries: Countries = nowhere
    references: tuple[Reference, ...] = ()
    # Facts that rows of other sheets ask for.
    told: tuple[str, ...] = ()
    settle: Settle = _nothing
    # Sets of facts that, besides the key, no two rows may share; with the column to blame.
    unique: tuple[str, ...] = ()
    # The column with names of evidence files, if there is one.
    evidence: str = ""
    # The column that says what the row was when the workbook was written, if there is one.
    stand: str = ""

    def goes_by(self, title: str) -> bool:
        """Tell whether the title of a sheet names this one; case and blanks do not matter."""
        return _packed(title) in {_packed(name) for name in self.names}

    @property
    def names(self) -> tuple[str, ...]:
        """What the sheet is called, in each language of the project."""
        return (self.name, self.name_ru, in_dari(self.name))

    def called(self, language: str) -> str:
        """Return what the sheet is called in a language."""
        return in_language(self.name, self.name_ru, language)

    def column(self, key: str) -> Column | None:
        """Return the column that fills this fact."""
        return next((column for column in self.columns if column.key == key), None)


def _packed(title: str) -> str:
    return fold(title).replace(" ", "").replace("_", "").replace("-", "")
