"""What a row says of a person."""

import re
from dataclasses import dataclass
from typing import Any

from tumar.kernel.tables.grids import Row, shown
from tumar.people.rules import splitting
from tumar.people.rules.columns.contents import COUNTED, is_latin, is_organisation
from tumar.people.rules.columns.fields import Field, Kind
from tumar.people.rules.listed import ListedPerson, ListedTrainer
from tumar.people.rules.name_words import is_patronymic
from tumar.people.rules.naming import Name
from tumar.people.rules.occupations import OccupationGroup, Sex
from tumar.people.rules.rows.cells import Cells
from tumar.people.rules.rows.surveying import Table
from tumar.people.rules.values import contacts, dates, occupations
from tumar.people.rules.values.remarks import Said

# Whoever is trained was born in these years; others are typing errors, or dates of something else.
BORN = range(1915, 2016)
BETWEEN = re.compile(r"\s*[,;\n]\s*")
LONGEST_PART = 100


@dataclass(frozen=True)
class _Told:
    """A full name taken apart, and what stood beside it."""

    name: Name
    aside: str = ""


class PersonReader:
    """Reads the rows of one table of persons, with what its whole columns tell."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.places = table.recognised.places
        self.order = table.name_order(Field.FULL_NAME)
        self.latin_order = table.name_order(Field.LATIN_FULL_NAME)
        self.date_orders = {
            field: table.date_order(field) for field in (Field.BIRTH, Field.QUALIFIED_ON, Field.VALID_UNTIL)
        }
        self.above: dict[Field, str] = {}
        self.sexes = table.sexes()
        self.marks = table.marks()
        employer = table.recognised.guess(Field.EMPLOYER)
        self.splits_employer = (
            bool(employer and Field.POSITION in employer.others) and Field.POSITION not in self.places
        )

    def read(self, row: Row) -> ListedPerson:
        """Return what the row says; nothing in it is lost, and what is odd in it is said."""
        cells = Cells(self.table, row)
        country = cells.country()
        hint = country or self.table.hint
        told = self._name(cells, hint)
        latin = self._latin(cells, hint)
        name = told.name or latin
        if not name:
            cells.say_at(Said.NAME_MISSING, self._naming_place())
        if not latin and str(name).isascii() and is_latin(str(name)):
            latin = name
        employer, position = self._work(cells, told.aside)
        facts: dict[str, Any] = {
            **cells.common(),
            "name": name,
            "latin": latin,
            "country": country,
            "sex": self._sex(cells),
            **self._birth(cells),
            "employer": employer,
            "department": cells.text(Field.DEPARTMENT),
            "position": position,
            "occupation_said": cells.text(Field.OCCUPATION),
            "group": self._group(cells, position),
            "document": cells.text(Field.DOCUMENT),
            **self._contacts(cells, hint),
            "attended": self._attended(cells),
        }
        if self.table.recognised.kind is Kind.TRAINERS:
            facts |= self._training(cells)
            return ListedTrainer(**facts, findings=tuple(cells.findings))
        return ListedPerson(**facts, findings=tuple(cells.findings))

    def _naming_place(self) -> int | None:
        wanted = (Field.FULL_NAME, Field.FAMILY, Field.GIVEN, Field.LATIN_FULL_NAME, Field.LATIN_FAMILY)
        return next((self.places[field] for field in wanted if field in self.places), None)

    def _name(self, cells: Cells, country: str) -> _Told:
        family, given = cells.text(Field.FAMILY), cells.text(Field.GIVEN)
        patronymic = cells.text(Field.PATRONYMIC)
        if family or given:
            return _Told(self._in_parts(cells, family, given, patronymic, country))
        if single := cells.text(Field.SINGLE):
            return _Told(Name(single=single))
        full = cells.text(Field.FULL_NAME)
        if not full:
            return _Told(Name(single=patronymic) if patronymic else Name())
        told = self._taken_apart(cells, Field.FULL_NAME, full, country)
        if patronymic and not told.name.patronymic:
            single = told.name.single
            parts = Name(told.name.family, told.name.given or single, patronymic)
            told = _Told(parts, told.aside)
        return told

    def _in_parts(self, cells: Cells, family: str, given: str, patronymic: str, country: str) -> Name:
        """Return a name whose parts stand in columns, also where one cell holds two of them."""
        if not patronymic and Field.PATRONYMIC not in self.places and " " in given:
            first, _blank, rest = given.partition(" ")
            if is_patronymic(rest.split(" ")[0], country) or is_patronymic(rest, country):
                given, patronymic = first, rest
        if family and not given and Field.GIVEN in self.places:
            full = splitting.split_full_name(family, country=country, order=splitting.Order.FAMILY_FIRST)
            if full.name.family and full.name.given:
                cells.say(Said.NAME_UNCLEAR, Field.FAMILY)
                return full.name
        if not family and Field.FAMILY not in self.places:
            return Name(single=given) if not patronymic else Name(given=given, patronymic=patronymic)
        for field, text in ((Field.FAMILY, family), (Field.GIVEN, given)):
            if any(map(str.isdigit, text)) or len(text) > LONGEST_PART:
                cells.say(Said.NAME_ODD, field)
        return Name(family, given, patronymic)

    def _taken_apart(self, cells: Cells, field: Field, full: str, country: str) -> _Told:
        bare = COUNTED.sub("", full)
        order = self.order if field is Field.FULL_NAME else self.latin_order
        split = splitting.split_full_name(bare, country=country, order=order)
        if any(map(str.isdigit, str(split.name))) or len(bare) > 2 * LONGEST_PART:
            cells.say(Said.NAME_ODD, field)
        elif split.name.given.endswith(".") and len(split.name.given) <= 3:
            cells.say(Said.NAME_INITIALS, field)
        elif splitting.Doubt.ORDER in split.doubts or splitting.Doubt.PARTS in split.doubts:
            cells.say(Said.NAME_UNCLEAR, field)
        return _Told(split.name, split.aside)

    def _latin(self, cells: Cells, country: str) -> Name:
        family, given = cells.text(Field.LATIN_FAMILY), cells.text(Field.LATIN_GIVEN)
        if family or given:
            return Name(family, given, cells.text(Field.LATIN_PATRONYMIC))
        if single := cells.text(Field.LATIN_SINGLE):
            return Name(single=single)
        full = cells.text(Field.LATIN_FULL_NAME)
        return self._taken_apart(cells, Field.LATIN_FULL_NAME, full, country).name if full else Name()

    def _sex(self, cells: Cells) -> Sex:
        text = cells.text(Field.SEX)
        if not text:
            return Sex.UNKNOWN
        found = self.sexes.read(text)
        if found is None:
            cells.say(Said.SEX_UNKNOWN, Field.SEX)
        return found or Sex.UNKNOWN

    def _day(self, cells: Cells, field: Field) -> dates.Day:
        value = cells.value(field)
        if value is None:
            return dates.NOTHING
        found = dates.day(value, self.date_orders[field])
        if found.said:
            cells.say(found.said, field)
        return found

    def _birth(self, cells: Cells) -> dict[str, Any]:
        found = self._day(cells, Field.BIRTH)
        if found.year is not None and found.year not in BORN:
            cells.say(Said.DATE_OUT_OF_REASON, Field.BIRTH)
            found = dates.NOTHING
        return {"birth_date": found.day, "birth_year": found.year}

    def _work(self, cells: Cells, aside: str) -> tuple[str, str]:
        employer, position = self._as_above(cells, Field.EMPLOYER), self._as_above(cells, Field.POSITION)
        if Field.EMPLOYER not in self.places:
            employer = cells.text(Field.DEPARTMENT)
        if self.splits_employer and employer:
            parts = [part for part in BETWEEN.split(shown(cells.value(Field.EMPLOYER))) if part]
            posts = [part for part in parts if _is_post(part)] or parts[-1:]
            if len(parts) > 1 and len(posts) == 1:
                employer = ", ".join(part for part in parts if part is not posts[0])
                position = posts[0]
        return employer, position or aside

    def _as_above(self, cells: Cells, field: Field) -> str:
        """Return what a cell says, also where it says: as above."""
        text = cells.text(field)
        if text.lower() in DITTO:
            return self.above.get(field, "")
        self.above[field] = text
        return text

    def _group(self, cells: Cells, position: str) -> OccupationGroup:
        said = cells.text(Field.OCCUPATION)
        for text in (said, position):
            if text and (group := occupations.group_of(text)) is not OccupationGroup.UNKNOWN:
                return group
        if said:
            cells.say(Said.OCCUPATION_UNKNOWN, Field.OCCUPATION)
        elif position:
            cells.say(Said.OCCUPATION_UNKNOWN, Field.POSITION)
        return OccupationGroup.UNKNOWN

    def _contacts(self, cells: Cells, country: str) -> dict[str, str]:
        mail, number = cells.text(Field.EMAIL), cells.text(Field.PHONE)
        if not mail and "@" in number:
            mail, number = number, contacts.without_emails(number)
            email_field = Field.PHONE
        else:
            email_field = Field.EMAIL
            if "@" in mail and not number and contacts.is_telephone(rest := contacts.without_emails(mail)):
                number = rest
        found = {"email": "", "phone": "", "phone_said": number}
        if mail and mail not in NOBODY:
            address = contacts.email(mail)
            found["email"] = address.value
            if address.said:
                cells.say(address.said, email_field)
        if number and number not in NOBODY:
            told = contacts.telephone(number, country)
            found["phone"] = told.value
            if told.said:
                cells.say(told.said, Field.PHONE)
        return found

    def _attended(self, cells: Cells) -> dict[str, bool]:
        found = {}
        for place, heading in self.table.recognised.sessions.items():
            text = shown(cells.at(place))
            mark = self.marks[place].read(text)
            if mark is not None:
                found[heading] = mark
            elif text:
                cells.say_at(Said.MARK_UNKNOWN, place)
        return found

    def _training(self, cells: Cells) -> dict[str, Any]:
        return {
            "qualification": cells.text(Field.QUALIFICATION),
            "qualified_on": self._day(cells, Field.QUALIFIED_ON).day,
            "valid_until": self._day(cells, Field.VALID_UNTIL).day,
            "certificate": cells.text(Field.CERTIFICATE),
            "topics": cells.text(Field.TOPICS),
            "languages": cells.text(Field.LANGUAGES),
        }


def _is_post(text: str) -> bool:
    """Tell whether a part of a cell names a post and no organisation."""
    return occupations.group_of(text) is not OccupationGroup.UNKNOWN and not is_organisation(text)


# What people type where there is nothing to type.
DITTO = frozenset(
    {
        '"',
        "''",
        "-//-",
        '-"-',
        "- // -",
        "—//—",
        "//",
        "то же",
        "там же",
        "шу ерда",
        "сол жерде",
        "same",
        "ditto",
        "»",
    }
)
NOBODY = frozenset(
    {"-", "—", "–", "нет", "no", "n/a", "н/д", "йўқ", "жоқ", "жок", "none", "yoʻq", "yo'q", "0", "x", "."}
)
