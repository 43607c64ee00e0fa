"""The shape of what is decided before a person is erased."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.people.models import Person
from tumar.people.queries.erasure import NearFile


class ErasureForm(forms.Form):
    """Why a person is erased, and which files near it go as well."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy(
            "Kept in the journal; name nobody here. Such as: asked for by letter of 3 May."
        ),
    )
    remove = forms.MultipleChoiceField(
        label=gettext_lazy("Files that go as well"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, near: Sequence[NearFile], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(one.file.sha256, self.told(one)) for one in near if not one.is_own]
        self.fields["remove"].choices = choices
        self.initial.setdefault("remove", [one.file.sha256 for one in near if one.names])
        if not choices:
            del self.fields["remove"]

    @staticmethod
    def told(one: NearFile) -> str:
        """Return how a file is told: its name, what it stands for, whether the name was read in it."""
        about = one.about.partition(":")[2] or _("a list as it was received")
        told = _("%(file)s (%(about)s)") % {"file": one.file.name, "about": about}
        return _("%(file)s: the name stands in it") % {"file": told} if one.names else told


class ConfirmationForm(ErasureForm):
    """The second step: the same, with the person's code typed in."""

    code = forms.CharField(label=gettext_lazy("Code of the person"), max_length=40)

    def __init__(self, *arguments: Any, person: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.person = person
        self.fields["code"].help_text = _("Type %(code)s to confirm.") % {"code": person.code}
        self.fields["code"].widget.attrs["autocomplete"] = "off"
        self.fields["reason"].widget = forms.HiddenInput()
        if "remove" in self.fields:
            self.fields["remove"].widget = forms.MultipleHiddenInput()

    def clean_code(self) -> str:
        """Refuse another code than the person's."""
        if self.cleaned_data["code"].strip().upper() != self.person.code.upper():
            raise ValidationError(_("This is not the code of the person."))
        return self.person.code
