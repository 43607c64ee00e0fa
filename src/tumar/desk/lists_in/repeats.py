"""The same person twice in one list: on the sheet of another day, or typed once more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from struct import Struct
from typing import Any, NamedTuple

from tumar.people.rules.employers import employer_key
from tumar.people.rules.listed_names import name_key


class Mention(NamedTuple):
    """Where a list named a person first, and what it said there that tells namesakes apart.

    Of texts only the hash is kept, 0 for none: a list may be hundreds of thousands of rows long.
    """

    number: int
    sheet: int
    birth_year: int
    sex: bytes
    email: int
    telephone: int
    employer: int

    def is_same(self, other: "Mention") -> bool:
        """Tell whether two rows with one name are one person: nothing contradicts, and something confirms."""
        is_one_year = self.birth_year == other.birth_year
        if self.birth_year and other.birth_year and not is_one_year:
            return False
        if {self.sex, other.sex} == {b"F", b"M"}:
            return False
        pairs = zip(self._confirming(), other._confirming(), strict=True)
        if any(one and one == another for one, another in pairs):
            return True
        if self.employer and other.employer:
            return self.employer == other.employer
        return self.sheet != other.sheet or not (self.employer or other.employer)

    def _confirming(self) -> tuple[int, int, int]:
        return self.birth_year, self.email, self.telephone


# A mention as it is kept: a quarter of what the objects take.
_PACKED = Struct("=IqH1sqqq")


def _mark(text: Any) -> int:
    return hash(str(text)) if text else 0


@dataclass
class Repeats:
    """Remembers whom a list has named so far; a few numbers for each person."""

    by_name: dict[int, bytes] = field(default_factory=dict)
    by_record: dict[str, int] = field(default_factory=dict)

    def first(self, number: int, sheet: str, facts: Mapping[str, Any], employer: str) -> int | None:
        """Return the row in which the list named this person first, or None and remember this one as that."""
        words = name_key(facts)
        if not words:
            return None
        mention = Mention(
            number,
            _mark(sheet),
            int(facts["birth_year"] or 0),
            str(facts["sex"] or "")[:1].encode(),
            _mark(facts["email"]),
            _mark(facts["telephone"]),
            _mark(employer_key(employer) if employer else ""),
        )
        key = hash(words)
        known = self.by_name.get(key, b"")
        for one in map(Mention._make, _PACKED.iter_unpack(known)):
            if one.is_same(mention):
                return one.number
        self.by_name[key] = known + _PACKED.pack(*mention)
        return None

    def of_record(self, number: int, record: str) -> int | None:
        """Return the row that was matched to the record first, or None and remember this one as that."""
        first = self.by_record.setdefault(record, number)
        return None if first == number else first
