"""What the book and the file know of records that rows refer to; asked many at a time, kept small."""

from collections.abc import Iterable, Mapping
from typing import Any

from tumar.kernel.bulk import Facts, Key
from tumar.kernel.workbooks.declared import Sheet
from tumar.kernel.workbooks.parsing import meant

# Above this many, looking for the nearest code would take longer than correcting it.
COMPARED_AT_MOST = 5000

Told = tuple[Any, ...]


class Known:
    """Records by label and key: those in the book that are good, those that are bad, those on file."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.sheets: Mapping[str, Sheet] = {sheet.label: sheet for sheet in sheets}
        self.good: dict[str, dict[Key, Told]] = {label: {} for label in self.sheets}
        self.bad: dict[str, dict[Key, int]] = {label: {} for label in self.sheets}
        self._filed: dict[str, dict[Key, Told | None]] = {label: {} for label in self.sheets}
        asked_for = {one.label for sheet in self.sheets.values() for one in sheet.references}
        self._asked_for = asked_for

    def keep_good(self, label: str, key: Key, facts: Facts) -> None:
        """Remember a good row of the book, as far as other rows ask for it."""
        if label in self._asked_for or self.sheets[label].told:
            self.good[label][key] = tuple(facts[name] for name in self.sheets[label].told)

    def keep_bad(self, label: str, key: Key, row: int) -> None:
        """Remember that a row of the book is bad, and so is whatever depends on it."""
        self.good[label].pop(key, None)
        self.bad[label].setdefault(key, row)

    def learn(self, label: str, keys: Iterable[Key]) -> None:
        """Look up on file, in one go, the keys that neither the book nor an earlier look-up has answered."""
        filed, good = self._filed[label], self.good[label]
        wanted = {key for key in keys if key not in good and key not in filed}
        if not wanted:
            return
        sheet = self.sheets[label]
        found = sheet.table.filed(wanted)
        for key in wanted:
            on_file = found.get(key)
            filed[key] = tuple(on_file.facts[name] for name in sheet.told) if on_file else None

    def has(self, label: str, key: Key) -> bool:
        """Tell whether the key names a good row of the book or a record on file."""
        return key in self.good[label] or self._filed[label].get(key) is not None

    def fact(self, label: str, key: Key, name: str) -> Any:
        """Return one fact of a record, as the book has it or else the file; None where there is no record."""
        told = self.good[label].get(key)
        if told is None:
            self.learn(label, (key,))
            told = self._filed[label].get(key)
        return None if told is None else told[self.sheets[label].told.index(name)]

    def meant(self, label: str, value: Any) -> str:
        """Return a sentence that proposes a code of the book near to this one, or nothing."""
        codes = self.good[label]
        return meant(str(value), (str(key[-1]) for key in codes)) if len(codes) <= COMPARED_AT_MOST else ""
