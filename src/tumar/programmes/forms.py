"""The shape of what is typed about programmes, their parts and responses to crises."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.money import major_units, minor_units
from tumar.kernel.pages import CodedForm
from tumar.kernel.part_pages import PartForm
from tumar.kernel.scope import Scope
from tumar.people.queries import find_organisations
from tumar.places.queries import country_choices
from tumar.programmes import rules
from tumar.programmes.models import (
    ActivityLine,
    Claim,
    Objective,
    Participation,
    Programme,
    ProgrammeTag,
    Response,
)

BY_CODE_OR_NAME = _("Its code, or words of its name.")
EURO = "EUR"


DAYS = {
    "since": DayInput(),
    "until": DayInput(),
    "starts": DayInput(),
    "ends": DayInput(),
    "as_of": DayInput(),
}


class ProgrammeForm(CodedForm):
    """One programme: its names, its contract, its time and its money."""

    IS_CODE_PROPOSED = False

    funder = RecordField(label=_("funder"), required=False, help_text=BY_CODE_OR_NAME)
    implementer = RecordField(label=_("implementer"), required=False, help_text=BY_CODE_OR_NAME)
    budget = forms.DecimalField(
        label=_("Budget in euro"), required=False, min_value=0, max_digits=15, decimal_places=2
    )

    class Meta:
        model = Programme
        fields = (
            *("code", "short_title", "title", "funder", "implementer", "contract_reference"),
            *("starts", "ends", "budget", "context", "notes", "is_ours", "is_demonstration"),
        )
        widgets = DAYS

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        find = partial(find_organisations, scope)
        for name in ("funder", "implementer"):
            self.fields[name].find = find
            if self.instance.pk:
                self.initial[name] = getattr(self.instance, name)
        if self.instance.budget_cents is not None:
            self.initial["budget"] = major_units(self.instance.budget_cents, EURO)
        self.order_fields(list(self.Meta.fields))

    @property
    def facts(self) -> dict[str, Any]:
        found = super().facts
        budget: Decimal | None = found.pop("budget", None)
        return {**found, "budget_cents": None if budget is None else minor_units(budget, EURO)}


class ResponseForm(CodedForm):
    """One crisis: its name and its time."""

    IS_CODE_PROPOSED = False

    class Meta:
        model = Response
        fields = ("code", "name", "since", "until")
        widgets = DAYS


class ObjectiveForm(PartForm):
    """One numbered objective."""

    ADD = _("Add an objective")

    class Meta:
        model = Objective
        fields = ("number", "title")


class ActivityLineForm(PartForm):
    """One line of the plan of activities."""

    ADD = _("Add an activity line")

    class Meta:
        model = ActivityLine
        fields = ("code", "objective", "title")

    def offer(self) -> None:
        """Offer the programme's own objectives."""
        self.fields["objective"].label = _("objective")
        self.fields["objective"].queryset = self.record.objectives.all()


class ParticipationForm(PartForm):
    """One partner country's part in the programme."""

    ADD = _("Add a partner country")

    class Meta:
        model = Participation
        fields = ("country", "since", "until", "source")
        widgets = DAYS

    def offer(self) -> None:
        """Offer every country."""
        self.fields["country"].choices = [("", "—"), *country_choices()]


class TagForm(PartForm):
    """One CBRN area or category."""

    ADD = _("Add a CBRN area or category")

    tag = forms.ChoiceField(
        label=_("CBRN area or category"),
        choices=[
            (ProgrammeTag.Scheme.AREA.label, ProgrammeTag.Area.choices),
            (ProgrammeTag.Scheme.CATEGORY.label, ProgrammeTag.Category.choices),
        ],
    )

    class Meta:
        model = ProgrammeTag
        fields = ("tag",)

    @property
    def facts(self) -> dict[str, Any]:
        tag = self.cleaned_data["tag"]
        is_area = tag in ProgrammeTag.Area.values
        scheme = ProgrammeTag.Scheme.AREA if is_area else ProgrammeTag.Scheme.CATEGORY
        return {"scheme": scheme.value, "tag": tag}


class ClaimForm(PartForm):
    """One figure published elsewhere; money is typed in euro."""

    ADD = _("Add a published claim")

    figure = forms.DecimalField(
        label=_("figure"), min_value=0, max_digits=15, decimal_places=2, help_text=_("Money in euro.")
    )

    class Meta:
        model = Claim
        fields = ("indicator", "qualifier", "figure", "as_of", "source")
        widgets = DAYS
        help_texts = {"indicator": _("The indicator's code, such as trainers_trained.")}

    def offer(self) -> None:
        """Show money in euro."""
        if self.instance.pk and rules.is_money(self.instance.indicator):
            self.initial["figure"] = major_units(self.instance.figure, EURO)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        figure = cleaned.get("figure")
        if figure is not None and figure % 1 and not rules.is_money(cleaned.get("indicator", "")):
            self.add_error("figure", _("A number of things has no fraction."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        found = super().facts
        is_money = rules.is_money(found["indicator"])
        figure = minor_units(found["figure"], EURO) if is_money else int(found["figure"])
        return {**found, "figure": figure}


PART_FORMS: dict[str, type[PartForm]] = {
    "objectives": ObjectiveForm,
    "activity-lines": ActivityLineForm,
    "participations": ParticipationForm,
    "tags": TagForm,
    "claims": ClaimForm,
}
