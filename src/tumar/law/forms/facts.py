"""Acts of States towards treaties, and what was looked for in a country's law."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.forms.parts import BY_CODE_OR_NAME, or_kept
from tumar.law.models import Coverage, TreatyAct
from tumar.law.queries.instruments import find_instruments
from tumar.places.offering import offer_countries


class FactForm(forms.ModelForm):  # type: ignore[type-arg]
    """A dated fact of a country, with a reason when it is changed."""

    reason = forms.CharField(required=False, max_length=500)

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].label = _("Reason for the change")
        self.fields["reason"].help_text = _("Kept in the journal.")
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])
        if not self.instance.pk:
            del self.fields["reason"]
        offer_countries(self.fields["country"], scope, Permission.LAW_INSTRUMENT_EDIT, "")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds or amends the row and checks it."""

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned values that belong to the row itself."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}  # type: ignore[attr-defined]

    @property
    def why(self) -> str:
        """Why the row is changed."""
        return str(self.cleaned_data.get("reason", ""))


class TreatyActForm(FactForm):
    """What a State did towards a treaty, when, after which source."""

    instrument = RecordField(label=_("treaty"), help_text=BY_CODE_OR_NAME)

    class Meta:
        model = TreatyAct
        fields = ("instrument", "country", "act", "day", "source", "note")

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, scope=scope, **named)
        kept = self.instance.instrument if self.instance.pk else None
        if kept is not None:
            self.initial["instrument"] = kept
        self.fields["instrument"].find = partial(or_kept, kept, partial(find_instruments, scope))
        self.fields["day"].help_text = _("2022-05-21, or as much of it as is known: 2022-05, 2022.")


class CoverageForm(FactForm):
    """What was looked for, where and when, and whether it was found."""

    class Meta:
        model = Coverage
        fields = ("country", "area", "kind", "outcome", "where", "day", "by_laws_included", "note")
        widgets = {"day": DayInput()}
