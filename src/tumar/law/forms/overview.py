"""Which countries, sets, day and mark a map or a regional report shows."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tumar.kernel.scope import Scope
from tumar.law.forms.rounds import MatrixForm
from tumar.law.models.words import Area
from tumar.law.pictures import AXES
from tumar.law.queries.matrix import Matrix, titles_of
from tumar.law.queries.places import About, about_of, areas_in, told_most
from tumar.law.rules.findings import Axis

MOST_REQUIREMENTS = 400


class OverviewForm(MatrixForm):
    """Countries, sets and a day, without what changed since."""

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, scope=scope, **named)
        del self.fields["compared"]


class MapForm(OverviewForm):
    """Which requirement or area a map shows, and on which of the three axes."""

    about = forms.ChoiceField(label=_("requirement or area"), required=False)
    mark = forms.ChoiceField(
        label=_("mark"), required=False, choices=[(one.value, AXES[one]) for one in Axis]
    )

    def offer(self, found: Matrix) -> None:
        """Offer the areas and requirements that the matrix has."""
        areas = [(About(area=code).key, Area(code).label) for code in areas_in(found)]
        rows = found.rows[:MOST_REQUIREMENTS]
        titles = titles_of(rows)
        by_set: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            about = About(set_code=row.set_code, code=row.code)
            words = f"{row.code} {titles.get(row.requirement, '')}"[:80]
            by_set.setdefault(row.set_code, []).append((about.key, words))
        self.fields["about"].choices = [(_("Areas of law"), areas), *by_set.items()]
        shown = {"about": self.subject(found).key if found.rows else "", "mark": self.axis.value}
        for name, value in shown.items():
            self.fields[name].initial = value
        if self.is_bound:
            # What fell back to a default is shown as chosen, since the map shows it.
            given = QueryDict(mutable=True)
            for name in self.data:
                given.setlist(name, self.data.getlist(name))  # type: ignore[attr-defined]
            for name, value in shown.items():
                given[name] = value
            self.data = given
            self.full_clean()

    def subject(self, found: Matrix) -> About:
        """What the map is about; what is missing or not in the matrix falls back to the area told of most."""
        asked = about_of(self.data.get("about", ""))
        if asked and any(asked.covers(row) for row in found.rows):
            return asked
        return told_most(found) or About()

    @property
    def axis(self) -> Axis:
        """On which axis the marks are shown."""
        asked = self.data.get("mark", "")
        return Axis(asked) if asked in set(Axis) else Axis.ON_PAPER
