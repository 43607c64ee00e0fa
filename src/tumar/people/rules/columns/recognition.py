"""The columns of one table recognised: each with its field, how surely, and why; a person may change it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tumar.kernel.tables.grids import Value, letters, shown
from tumar.people.rules.columns import contents, headers
from tumar.people.rules.columns.contents import Content
from tumar.people.rules.columns.fields import IN_LATIN, MANY, NAMING, Field, Kind
from tumar.people.rules.columns.headers import Match, Why
from tumar.people.rules.splitting import Order
from tumar.people.rules.values import dates

# Where a header is so unsure, what stands in the column may say otherwise.
UNSURE = 0.6
MOSTLY = 0.6
# The countries whose language heads a list, for numbers and names that say nothing of their country.
COUNTRY_OF = {
    "kk": "KZ",
    "ky": "KG",
    "uz": "UZ",
    "tg": "TJ",
    "mn": "MN",
    "fa": "AF",
    "ps": "AF",
    "ur": "PK",
    "az": "AZ",
    "tk": "TM",
    "ka": "GE",
    "hy": "AM",
    "uk": "UA",
    "ro": "MD",
    "mk": "MK",
    "sq": "AL",
}


@dataclass(frozen=True)
class Guess:
    """What one column is taken for; `heading` names the session where people attend one."""

    column: int
    header: str
    field: Field | None
    confidence: float
    why: Why
    words: str = ""
    language: str = ""
    others: tuple[Field, ...] = ()
    order: Order | None = None
    heading: str = ""

    @property
    def letters(self) -> str:
        """The column's letters, as in a cell's address."""
        return letters(self.column)


@dataclass(frozen=True)
class Recognised:
    """The columns of one table, and where its rows begin; rows count from 1."""

    sheet: str
    kind: Kind
    header_rows: tuple[int, ...]
    columns: tuple[Guess, ...]

    @cached_property
    def places(self) -> Mapping[Field, int]:
        """Return the column of each field that one column holds."""
        return {
            guess.field: guess.column for guess in self.columns if guess.field and guess.field not in MANY
        }

    @cached_property
    def sessions(self) -> Mapping[int, str]:
        """Return the session headings of the attendance columns."""
        return {guess.column: guess.heading for guess in self.columns if guess.field is Field.ATTENDANCE}

    @cached_property
    def fingerprint(self) -> str:
        """Return what tells tables with the same headers, under which a mapping can be remembered."""
        told = "\x1f".join([self.kind.value, *(headers.cleaned(guess.header) for guess in self.columns)])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    @cached_property
    def names_rows(self) -> bool:
        """Tell whether a column says whom or what each row is about."""
        return any(field in self.places for field in NAMING[self.kind])

    @cached_property
    def country_hint(self) -> str:
        """Return the country whose language heads most columns, or nothing where it is no country's own."""
        told = [guess.language for guess in self.columns if guess.language and guess.field]
        own = [language for language in told if language not in ("ru", "en")]
        best = max(set(own), key=own.count, default="")
        return COUNTRY_OF.get(best, "") if best and own.count(best) * 2 > len(told) else ""

    def guess(self, field: Field) -> Guess | None:
        """Return the column that holds the field."""
        return next((guess for guess in self.columns if guess.field is field), None)

    def confirmed(self, mapping: Mapping[int, Field | None]) -> "Recognised":
        """Return the same table with the columns that a person has confirmed or changed."""
        columns = tuple(
            replace(
                guess,
                field=mapping[guess.column],
                confidence=1.0,
                why=Why.CONFIRMED,
                others=(),
                heading=guess.heading or guess.header,
            )
            if guess.column in mapping
            else guess
            for guess in self.columns
        )
        return replace(self, columns=columns)


def _from_match(column: int, header: str, found: Match) -> Guess:
    return Guess(
        column,
        header,
        found.field,
        found.confidence,
        found.why,
        found.words,
        found.language,
        found.others,
        found.order,
    )


def _first_guess(column: int, parts: Sequence[str], content: Content, kind: Kind) -> Guess:
    """Guess from the header: its lowest line first, for a group's heading above says less."""
    header = " / ".join(parts)
    nothing = Guess(column, header, None, 0.0, Why.NOTHING)
    if _is_session(parts, content, kind):
        return replace(nothing, field=Field.ATTENDANCE, confidence=0.9, why=Why.SESSION, heading=parts[-1])
    best: Match | None = None
    for text in [*reversed(parts), header]:
        found = headers.match(text, kind)
        if found and (best is None or found.confidence > best.confidence + 0.05):
            best = found
    return _from_match(column, header, best) if best else nothing


def _is_session(parts: Sequence[str], content: Content, kind: Kind) -> bool:
    if kind not in (Kind.PERSONS, Kind.PARTICIPANTS) or not parts:
        return False
    is_named = any(map(headers.names_a_session, parts)) or dates.is_day(parts[-1])
    known = headers.match(parts[-1], kind, typos=False)
    if known and known.field is not Field.ATTENDANCE and known.confidence > UNSURE:
        return False
    return is_named and (content.marks >= 0.5 or not content.texts or content.share(_is_hours) >= MOSTLY)


def _is_hours(text: str) -> bool:
    return text.isdecimal() and int(text) <= 24


def _by_content(guess: Guess, content: Content, kind: Kind, taken: frozenset[Field]) -> Guess:
    """Let what stands in a column decide where its header tells nothing, or plainly something else."""
    if guess.field in (Field.PHONE, Field.EMAIL):
        is_mail = content.emails >= 0.8 and content.with_telephone < 0.3
        if guess.field is Field.PHONE and is_mail and Field.EMAIL not in taken:
            return replace(guess, field=Field.EMAIL, why=Why.CONTENT)
        return guess
    if guess.confidence >= UNSURE and guess.field:
        return guess
    may_attend = kind in (Kind.PERSONS, Kind.PARTICIPANTS) and guess.header and not guess.field
    if may_attend and content.texts and content.marks >= 0.9 and not all(map(_is_hours, content.texts)):
        return replace(guess, field=Field.ATTENDANCE, confidence=0.6, why=Why.CONTENT, heading=guess.header)
    found = contents.guess(content.values)
    is_personal = kind not in (Kind.ORGANISATIONS, Kind.CONSIGNMENTS)
    if found and found[0] not in taken and found[1] > guess.confidence and is_personal:
        field = _latin_where(found[0], content, taken)
        return replace(guess, field=field, confidence=round(found[1], 2), why=Why.CONTENT)
    return guess


def _latin_where(field: Field, content: Content, taken: frozenset[Field]) -> Field:
    return IN_LATIN[field] if field in IN_LATIN and field in taken and content.latin > MOSTLY else field


def _names_settled(guesses: list[Guess], contents_of: Mapping[int, Content]) -> list[Guess]:
    """Settle what `name` means: the given name beside a family name, else the full name."""
    fields = {guess.field for guess in guesses}
    has_family = Field.FAMILY in fields
    settled = []
    for guess in guesses:
        content = contents_of[guess.column]
        if guess.field is Field.NAME:
            guess = replace(guess, field=Field.GIVEN if has_family else Field.FULL_NAME)
        elif guess.field is Field.GIVEN and not has_family and Field.FULL_NAME not in fields:
            if content.several_words >= MOSTLY or Field.PATRONYMIC not in fields:
                guess = replace(guess, field=Field.FULL_NAME)
        elif guess.field is Field.FAMILY and Field.GIVEN not in fields and content.several_words >= MOSTLY:
            if not fields & {Field.NAME, Field.FULL_NAME}:
                guess = replace(guess, field=Field.FULL_NAME)
        elif guess.field is Field.LATIN_GIVEN and Field.LATIN_FAMILY not in fields:
            guess = replace(guess, field=Field.LATIN_FULL_NAME)
        elif guess.field in IN_LATIN.values() and content.texts and content.latin < 0.5:
            # Headed "as in passport", but written in the script of the country.
            original = next(field for field, latin in IN_LATIN.items() if latin is guess.field)
            guess = guess if original in fields else replace(guess, field=original)
        settled.append(guess)
    return settled


def _each_once(guesses: list[Guess], contents_of: Mapping[int, Content]) -> list[Guess]:
    """Let one column hold each field: the surest, and of equals the one with more in it."""
    best: dict[Field, Guess] = {}
    for guess in guesses:
        if guess.field is None or guess.field in MANY:
            continue
        other = best.get(guess.field)
        weight = (round(guess.confidence, 1), bool(contents_of[guess.column].texts))
        if other is None or weight > (round(other.confidence, 1), bool(contents_of[other.column].texts)):
            best[guess.field] = guess
    kept = []
    for guess in guesses:
        if guess.field is None or guess.field in MANY or best[guess.field] is guess:
            kept.append(guess)
            continue
        kept.append(replace(guess, field=Field.NOTE, others=(guess.field,)))
    return kept


def _scripts_told_apart(guesses: list[Guess], contents_of: Mapping[int, Content]) -> list[Guess]:
    """Take the one in Latin letters of two columns with the same part of the name for the passport's."""
    found = list(guesses)
    for place, guess in enumerate(guesses):
        latin = IN_LATIN.get(guess.field) if guess.field else None
        others = [other for other in guesses if other.field is guess.field and other is not guess]
        is_told = any(_differs_in_script(guess, other, contents_of) for other in others)
        if latin and is_told and all(other.field is not latin for other in found):
            found[place] = replace(guess, field=latin)
    return found


def _differs_in_script(guess: Guess, other: Guess, contents_of: Mapping[int, Content]) -> bool:
    return contents_of[guess.column].latin > MOSTLY > contents_of[other.column].latin


def _headings_told_apart(guesses: list[Guess]) -> list[Guess]:
    """Give each attendance column a heading of its own: the lowest line, with what is above if needed."""
    short = [guess.heading for guess in guesses if guess.field is Field.ATTENDANCE]
    used: dict[str, int] = {}
    named = []
    for guess in guesses:
        if guess.field is not Field.ATTENDANCE:
            named.append(guess)
            continue
        heading = guess.heading or guess.header or guess.letters
        if short.count(guess.heading) > 1:
            heading = guess.header or guess.letters
        used[heading] = used.get(heading, 0) + 1
        if used[heading] > 1:
            heading = f"{heading} ({used[heading]})"
        named.append(replace(guess, heading=heading))
    return named


def _signatures_settled(guesses: list[Guess], contents_of: Mapping[int, Content]) -> list[Guess]:
    """Take a signature column that holds marks for the attendance, where no other column does."""
    if any(guess.field is Field.ATTENDANCE for guess in guesses):
        return guesses
    return [
        replace(guess, field=Field.ATTENDANCE, heading=guess.header)
        if guess.field is Field.SIGNATURE and contents_of[guess.column].marks >= 0.8
        else guess
        for guess in guesses
    ]


def recognised(
    sheet: str,
    kind: Kind,
    header_rows: tuple[int, ...],
    titles: Sequence[Sequence[str]],
    columns: Sequence[Sequence[Value]],
) -> Recognised:
    """Return what each column holds, from the lines of its header and a sample of its cells."""
    contents_of = {place: Content(values) for place, values in enumerate(columns)}
    guesses = [
        _first_guess(place, titles[place] if place < len(titles) else (), content, kind)
        for place, content in contents_of.items()
    ]
    surely = frozenset(guess.field for guess in guesses if guess.field and guess.confidence >= UNSURE)
    guesses = _names_settled(guesses, contents_of)
    for place, guess in enumerate(guesses):
        taken = surely | {other.field for other in guesses if other.field and other.confidence >= UNSURE}
        guesses[place] = _by_content(guess, contents_of[place], kind, taken)
    guesses = _scripts_told_apart(_names_settled(guesses, contents_of), contents_of)
    guesses = _each_once(guesses, contents_of)
    guesses = _headings_told_apart(_signatures_settled(guesses, contents_of))
    filled = tuple(guess for guess in guesses if guess.header or contents_of[guess.column].texts)
    return Recognised(sheet, kind, header_rows, filled)


def text_of(value: Value) -> str:
    """Return a header cell's text on one line."""
    return " ".join(shown(value).split())
