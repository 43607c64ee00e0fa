"""To which CoE region a country belonged on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tumar.kernel.intervals import Interval
from tumar.places.models import Grouping, Membership
from tumar.results.rules import SEVERAL

ALWAYS = Interval(None, None)


@dataclass(frozen=True)
class Regions:
    """The dated memberships of every country, read once."""

    memberships: dict[str, list[tuple[Interval, str]]]
    # Most countries have belonged to one region since ever; they are asked for once an event.
    always: dict[str, str]

    @classmethod
    def load(cls) -> "Regions":
        """Read the memberships in CoE regions."""
        found: defaultdict[str, list[tuple[Interval, str]]] = defaultdict(list)
        rows = Membership.objects.filter(grouping__kind=Grouping.Kind.COE_REGION)
        for country, code, since, until in rows.order_by("grouping__code", "pk").values_list(
            "country_id", "grouping__code", "since", "until"
        ):
            found[country].append((Interval(since, until), code))
        always = {country: held[0][1] for country, held in found.items() if held[0][0] == ALWAYS}
        return cls(dict(found), always)

    def of(self, country: str, day: date) -> str:
        """Return the code of the country's region on the day, or nothing."""
        if country in self.always:
            return self.always[country]
        for interval, code in self.memberships.get(country, ()):
            if interval.holds(day):
                return code
        return ""

    def of_all(self, countries: Iterable[str], day: date) -> str:
        """Return the one region of several countries, the word for several, or nothing."""
        found = {self.of(country, day) for country in countries} - {""}
        if len(found) > 1:
            return SEVERAL
        return found.pop() if found else ""
