"""Any two lists read as subjects: what their columns hold, names taken apart, and what else both have."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tumar.kernel.folding import fold
from tumar.kernel.tables.grids import Row, Value, shown
from tumar.people.rules.columns.contents import guess, is_counting, is_document
from tumar.people.rules.columns.fields import Field as Column
from tumar.people.rules.columns.fields import Kind
from tumar.people.rules.columns.headers import match
from tumar.people.rules.matching.subjects import Subject
from tumar.people.rules.naming import Name
from tumar.people.rules.splitting import Order, order_of_column, split_full_name
from tumar.people.rules.values import dates
from tumar.people.rules.values.words import SexWords

# How far down a sheet its headers are looked for, and how many rows of a column tell what it holds.
ROWS_ABOVE = 20
SAMPLE = 200
SURE = 0.7
# What names a row of a list and says nothing about a person.
IDENTIFIERS = frozenset(
    (
        *("id", "rec id", "record id", "row id", "pair id", "case id", "left id", "right id", "entity id"),
        *("person id", "group id", "cluster id", "list id", "uid", "uuid", "guid", "key", "index", "idx"),
        *("n", "no", "nr", "num", "number", "row", "pair", "case", "code", "#", "№", "№ п/п", "п/п", "номер"),
        *("left", "right", "source", "list", "cluster", "entity", "match", "label", "truth", "expected"),
        *("same", "verdict", "why", "note", "notes", "comment"),
    )
)
EMPLOYERS = frozenset({"org", "organization", "company", "affiliation", "institute", "institution"})
_WHOLE = (Column.FULL_NAME, Column.NAME)
_PLAIN = {
    Column.FAMILY: "family",
    Column.GIVEN: "given",
    Column.PATRONYMIC: "patronymic",
    Column.LATIN_FAMILY: "family_latin",
    Column.LATIN_GIVEN: "given_latin",
    Column.LATIN_PATRONYMIC: "patronymic_latin",
    Column.EMPLOYER: "employer",
    Column.EMAIL: "email",
    Column.PHONE: "telephone",
    Column.DOCUMENT: "document",
}
_KNOWN = frozenset({*_PLAIN, *_WHOLE, Column.LATIN_FULL_NAME, Column.SEX, Column.BIRTH, Column.COUNTRY})
CountryOf = Callable[[str], str | None]


@dataclass(frozen=True)
class Listed:
    """One list: its columns by what they hold, those that nobody knows by their header, and its rows."""

    columns: dict[Column, int]
    others: dict[str, int]
    rows: tuple[Row, ...]

    @property
    def has_whole_names(self) -> bool:
        """Tell whether names stand in one column, so that their parts must be told apart."""
        parts = {Column.FAMILY, Column.GIVEN, Column.LATIN_FAMILY, Column.LATIN_GIVEN}
        return not parts & set(self.columns)

    def texts(self, column: int) -> list[str]:
        """Return one column as text; empty where a row ends before it."""
        return [shown(row.cells[column]) if column < len(row.cells) else "" for row in self.rows]

    def values(self, column: int) -> list[Value]:
        """Return one column as its cells are."""
        return [row.cells[column] if column < len(row.cells) else None for row in self.rows]


class NoNames(ValueError):
    """Neither a name nor anything else by which persons could be compared stands in a list."""


def listed(rows: Sequence[Row]) -> Listed:
    """Return a sheet's columns and rows; the row with the most known headers heads it."""
    filled = [row for row in rows if row]
    if not filled:
        return Listed({}, {}, ())
    at = max(range(min(ROWS_ABOVE, len(filled))), key=lambda place: (_known_headers(filled[place]), -place))
    return _with_columns(filled[at], tuple(filled[at + 1 :]))


def _header(value: Value) -> str:
    return shown(value).replace("_", " ").strip()


def _known_headers(row: Row) -> int:
    found = (match(_header(cell), Kind.PERSONS) for cell in row.cells if isinstance(cell, str))
    return sum(one is not None and one.field in _KNOWN and one.confidence > SURE for one in found)


def _with_columns(head: Row, rows: tuple[Row, ...]) -> Listed:
    columns: dict[Column, int] = {}
    others: dict[str, int] = {}
    plain = Listed({}, {}, rows)
    for at, cell in enumerate(head.cells):
        values = [value for value in plain.values(at)[:SAMPLE] if value is not None]
        if not values:
            continue
        column = _column(_header(cell), values)
        if column in _KNOWN and column not in columns:
            columns[column] = at
        elif column not in (Column.NUMBER, Column.SIGNATURE):
            others[fold(_header(cell)) or f"column {at + 1}"] = at
    return Listed(columns, others, rows)


def _column(header: str, values: Sequence[Value]) -> Column | None:
    """Return what a column holds: by its header, else by what stands in it; NUMBER for what names the row."""
    name = fold(header)
    if name in IDENTIFIERS:
        documents = sum(is_document(shown(value)) for value in values)
        is_papers = name == "id" and documents >= 0.8 * len(values) and not is_counting(values)
        return Column.DOCUMENT if is_papers else Column.NUMBER
    if name in EMPLOYERS:
        return Column.EMPLOYER
    found = match(header, Kind.PERSONS)
    if found and found.field in _KNOWN and found.confidence >= SURE:
        return found.field
    if found and found.field == Column.NUMBER and is_counting(values):
        return Column.NUMBER
    if not header or (name in {"year", "год", "г.р"}):
        guessed = guess(values)
        return guessed[0] if guessed else None
    return None


def subjects_of(
    lists: Sequence[Listed], country_of: CountryOf
) -> tuple[list[list[Subject]], tuple[str, ...]]:
    """Return the subjects of each list, and the names of the fields nobody knows that every list has."""
    lists = [_without_false_countries(one, country_of) for one in lists]
    shared = tuple(name for name in lists[0].others if all(name in one.others for one in lists))
    read = [list(_subjects(one, shared, country_of)) for one in lists]
    if not shared and not any(column in _KNOWN for one in lists for column in one.columns):
        raise NoNames
    return read, shared


def _without_false_countries(one: Listed, country_of: CountryOf) -> Listed:
    """Return the list with a column of states or provinces as a field that nobody knows."""
    at = one.columns.get(Column.COUNTRY)
    if at is None:
        return one
    texts = [text for text in one.texts(at) if text]
    if sum(country_of(text) is not None for text in texts[:SAMPLE]) * 2 >= len(texts[:SAMPLE]):
        return one
    columns: dict[Column, int] = {
        column: place for column, place in one.columns.items() if column != Column.COUNTRY
    }
    return replace(one, columns=columns, others={**one.others, "country or state": at})


def _subjects(one: Listed, shared: Sequence[str], country_of: CountryOf) -> Iterator[Subject]:
    size = len(one.rows)
    nothing = [""] * size
    said = {name: one.texts(one.columns[column]) for column, name in _PLAIN.items() if column in one.columns}
    countries = [country_of(text) or text for text in _texts(one, Column.COUNTRY, nothing)]
    _split(one, said, countries)
    said["country"] = countries
    said["sex"] = _sexes(_texts(one, Column.SEX, nothing))
    said["birth"] = _births(one, nothing)
    more = list(zip(*(one.texts(one.others[name]) for name in shared), strict=True)) or [()] * size
    names = tuple(said)
    for values, others in zip(zip(*said.values(), strict=True), more, strict=True):
        yield Subject(**dict(zip(names, values, strict=True)), others=others)


def _texts(one: Listed, column: Column, nothing: list[str]) -> list[str]:
    return one.texts(one.columns[column]) if column in one.columns else nothing


def _split(one: Listed, said: dict[str, list[str]], countries: Sequence[str]) -> None:
    """Take whole names apart where a list has no columns for their parts."""
    whole = next((column for column in _WHOLE if column in one.columns), None)
    if whole is not None:
        texts = one.texts(one.columns[whole])
        if "family" in said and "given" not in said:
            said["given"] = texts  # "Surname" beside "Name": the name is the given one
        elif "given" not in said:
            _take_apart(texts, countries, said, "")
    if Column.LATIN_FULL_NAME in one.columns and "family_latin" not in said:
        _take_apart(one.texts(one.columns[Column.LATIN_FULL_NAME]), countries, said, "_latin")


def _take_apart(
    texts: Sequence[str], countries: Sequence[str], said: dict[str, list[str]], suffix: str
) -> None:
    order = _order(texts, countries)
    names = [
        split_full_name(text, country=country, order=order).name
        for text, country in zip(texts, countries, strict=True)
    ]
    for part, own in (("family", _family), ("given", _given), ("patronymic", _father)):
        said[f"{part}{suffix}"] = [own(name) for name in names]


def _order(texts: Sequence[str], countries: Sequence[str]) -> Order | None:
    known = {country for country in countries if country}
    return order_of_column(texts, next(iter(known)) if len(known) == 1 else "")


def _family(name: Name) -> str:
    return name.family


def _given(name: Name) -> str:
    return name.given or name.single


def _father(name: Name) -> str:
    return name.patronymic


def _sexes(texts: Sequence[str]) -> list[str]:
    words = SexWords(texts)
    return [str(words.read(text) or "") if text else "" for text in texts]


def _births(one: Listed, nothing: list[str]) -> list[str]:
    """Return births as yyyy-mm-dd or a year; digits of another shape stay as they came."""
    at = one.columns.get(Column.BIRTH)
    if at is None:
        return nothing
    values = one.values(at)
    order = dates.order_of(values)
    return [_birth(value, order or dates.Order.DAY_FIRST) for value in values]


def _birth(value: Value, order: dates.Order) -> str:
    text = shown(value)
    if text.isdecimal() and len(text) == 8:
        return text
    read = dates.day(value, order)
    if read.day:
        return read.day.isoformat()
    return str(read.year or "") or text
