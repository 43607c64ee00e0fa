"""What is typed on the pages of results."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel import clock


class DayForm(forms.Form):
    """The day that figures are wanted for."""

    as_of = forms.DateField(label=_("As of"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class FreezeForm(DayForm):
    """The day to freeze, and what the edition restates."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    note = forms.CharField(
        label=_("What this edition restates, and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Leave it empty for the first edition of a period."),
    )

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day > clock.today():
            raise forms.ValidationError(_("The day lies ahead; figures are frozen up to today."))
        return day
