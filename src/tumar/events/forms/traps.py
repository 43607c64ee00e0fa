"""A trap for machines on forms that anybody may send, in place of a riddle that people must solve."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tumar.kernel import clock

# Nobody fills a form in so fast; and a form that lay open for days is filled in anew.
FASTEST, SLOWEST = 3, 7 * 24 * 3600  # seconds
STAMP = "tumar.registration"
TRAP, OPENED = "website", "opened"


class TrappedForm(forms.Form):
    """A form with a field that people do not see, and with the moment at which it was opened."""

    def set_trap(self) -> None:
        """Add both fields, after all others."""
        self.fields[TRAP] = forms.CharField(
            label=_("Leave this empty"),
            required=False,
            max_length=500,
            widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
        )
        stamp = signing.dumps(clock.now().timestamp(), salt=STAMP)
        self.fields[OPENED] = forms.CharField(required=False, initial=stamp, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine filled in, and say so in case it was a person after all."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get(TRAP):
            raise ValidationError(_("The field “Leave this empty” must stay empty."))
        try:
            opened = float(signing.loads(str(cleaned.get(OPENED) or ""), salt=STAMP))
        except (signing.BadSignature, ValueError, TypeError):
            opened = 0.0
        took = clock.now().timestamp() - opened
        if took < FASTEST or took > SLOWEST:
            # A fresh stamp for the next attempt: what was typed stays.
            fresh = self.data.copy()  # type: ignore[attr-defined]
            fresh[OPENED] = signing.dumps(clock.now().timestamp() - FASTEST, salt=STAMP)
            self.data = fresh
            raise ValidationError(_("Please look over what you typed and send it once more."))
        return cleaned
