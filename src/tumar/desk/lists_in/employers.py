"""Organisations that lists name in words: found on file, or added once for all rows that name them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel.bulk import Row
from tumar.kernel.folding import fold
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.actions import bulk
from tumar.people.actions.numbering import free_codes
from tumar.people.models import Organisation
from tumar.people.rules.employers import employer_key, kind_by_name

Names = dict[str, list[tuple[str | None, str]]]


@dataclass
class Employers:
    """Which organisation a text names, in which country; read once for a whole list."""

    by: Scope
    _known: Names | None = None
    _codes: set[str] = field(default_factory=set)

    def _names(self) -> Names:
        if self._known is None:
            self._known = {}
            seen = Organisation.objects.visible_to(self.by) | Organisation.objects.filter(country=None)
            rows = seen.values_list("code", "name", "name_latin", "country_id")
            for code, *names, country in rows.order_by("pk").iterator(chunk_size=5000):
                self._codes.add(code)
                for name in filter(None, names):
                    self._known.setdefault(employer_key(name), []).append((country, code))
        return self._known

    def find(self, text: str, country: str, *, rather: str | None = None) -> str:
        """Return the code of the organisation that the text names in the country, or nothing.

        `rather` is the code that is on file already: where the text names it too, it stays, wherever it is.
        """
        key = employer_key(text)
        found = self._names().get(key, [])
        if rather and any(code == rather for _where, code in found):
            return rather
        if not found and fold(text).upper() in self._codes:
            return fold(text).upper()
        near = [code for where, code in found if where == country] or [
            code for where, code in found if where is None
        ]
        return near[0] if near else ""

    def may_add(self, country: str) -> bool:
        """Tell whether organisations of the country may be added."""
        return self.by.allows(Permission.PEOPLE_ORGANISATION_EDIT, country)

    def add(self, wanted: Iterable[tuple[str, str]]) -> list[Effect]:
        """Add those organisations (text, country) that are not on file, within the action's transaction."""
        missing: dict[tuple[str, str], str] = {}
        for text, country in wanted:
            if self.may_add(country) and employer_key(text) and not self.find(text, country):
                missing.setdefault((employer_key(text), country), text)
        rows: list[Row] = []
        for country in sorted({where for _key, where in missing}):
            own = [(key, text) for (key, where), text in missing.items() if where == country]
            after = Organisation.objects.filter(country_id=country).count()
            codes = free_codes(Organisation, f"{country}-ORG", len(own), after=after, digits=4)
            for code, (key, text) in zip(codes, own, strict=True):
                rows.append(_row(code, text, country))
                self._names().setdefault(key, []).append((country, code))
                self._codes.add(code)
        for _written in bulk.bring_organisations(rows, self.by):
            pass
        return effects_of(TARGETS["people.organisation"], rows)


def _row(code: str, name: str, country: str) -> Row:
    facts: dict[str, Any] = {
        **dict.fromkeys(bulk.ORGANISATIONS.names),
        **bulk.ORGANISATIONS.defaults,
        "code": code,
        "name": name[:300],
        "kind": kind_by_name(name),
        "country": country,
    }
    return Row(0, tuple(facts[one] for one in bulk.ORGANISATIONS.names))
