"""Directory entries, and messages to them."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel import mail
from tumar.kernel.choosing import RecordField
from tumar.kernel.pages import RecordForm
from tumar.kernel.scope import Scope
from tumar.network.models import ContactMessage, DirectoryEntry
from tumar.network.queries.directory import organisations_to_enter
from tumar.places import queries as places


class EntryForm(RecordForm):
    """How somebody wants to be found."""

    organisation = RecordField(
        label=gettext_lazy("organisation"),
        required=False,
        help_text=gettext_lazy("Only where the organisation itself is to be found, not you."),
    )
    agrees = forms.BooleanField(
        label=gettext_lazy(
            "I agree to be found here. I can withdraw at any time; then the entry is gone at once."
        ),
        required=False,
    )

    class Meta:
        model = DirectoryEntry
        fields = (
            *("organisation", "name", "country", "expertise", "languages", "text", "visibility", "agrees"),
        )
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = [("", "—"), *places.country_choices()]
        self.fields["organisation"].find = partial(organisations_to_enter, scope)
        self.fields["name"].help_text = _("As others know you. Your e-mail address is never shown.")
        if self.instance.pk:
            del self.fields["organisation"], self.fields["agrees"], self.fields["reason"]

    OWN = ("name", "country", "expertise", "languages", "text", "visibility")

    @property
    def columns(self) -> dict[str, Any]:
        """The facts that are the entry's own columns."""
        return {name: self.cleaned_data[name] for name in self.OWN}

    @property
    def agreement(self) -> dict[str, Any]:
        """Whether the owner agreed, and for which organisation."""
        return {"agrees": self.cleaned_data["agrees"], "organisation": self.cleaned_data["organisation"]}


class ContactForm(forms.ModelForm):
    """A message to somebody whose address stays hidden."""

    # Nobody sees this field; programs that fill in every field do.
    website = forms.CharField(required=False, label=gettext_lazy("Leave this empty"), max_length=200)

    class Meta:
        model = ContactMessage
        fields = ("name", "email", "subject", "text", "website")
        widgets = {"text": forms.Textarea({"rows": 8})}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def _post_clean(self) -> None:
        """Leave the instance alone: the action keeps the message."""

    def clean_subject(self) -> str:
        """Return the subject as one line, or refuse one that has no letter in it."""
        if not (subject := mail.one_line(self.cleaned_data["subject"])):
            raise ValidationError(_("Say in a few words what it is about."))
        return subject

    def clean_name(self) -> str:
        """Return the name as one line, or refuse one that has no letter in it."""
        if not (name := mail.one_line(self.cleaned_data["name"])):
            raise ValidationError(_("Say who you are."))
        return name

    @property
    def is_trapped(self) -> bool:
        """Tell whether the field was filled in that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    @property
    def message(self) -> dict[str, str]:
        """The message as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "subject", "text")}
