"""The shape of what is typed about memberships and exchange rates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel.inputs import DayInput
from tumar.places import queries
from tumar.places.models import ExchangeRate, Membership


class MembershipForm(forms.ModelForm):
    """One country's belonging to one grouping."""

    class Meta:
        model = Membership
        fields = ("country", "since", "until", "source")
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = [("", "—"), *queries.country_choices()]
        self.fields["source"].required = True
        self.fields["since"].help_text = _("Empty where no source states the day.")
        self.fields["until"].help_text = _("Empty while it lasts.")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds it and checks it."""


class EndForm(forms.Form):
    """The last day of something that ends, and why it ends."""

    until = forms.DateField(label=_("Last day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)


class RateForm(forms.ModelForm):
    """One currency's rate in one month."""

    class Meta:
        model = ExchangeRate
        fields = ("currency", "month", "per_euro", "source")
        help_texts = {
            "currency": _("Three letters of ISO 4217, such as USD."),
            "month": _("Year and month: 2020-03."),
            "per_euro": _("How many units one euro bought."),
            "source": _("For example the European Commission's monthly accounting rate."),
        }

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds it and checks it."""
