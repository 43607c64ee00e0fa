"""The shape of what is typed about identity documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.people.models import IdentityDocument
from tumar.places.models import Country
from tumar.places.queries import country_choices


class DocumentForm(forms.Form):
    """One document to be put on file; the number is asked for and never shown again in a form."""

    kind = forms.ChoiceField(label=_("kind of document"), choices=IdentityDocument.Kind.choices)
    country = forms.ChoiceField(label=_("country of issue"))
    number = forms.CharField(
        label=_("document number"),
        max_length=40,
        help_text=_("Kept encrypted. It stands on no page, in no list and in no download."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = country_choices(None)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return {**self.cleaned_data, "country": Country(pk=self.cleaned_data["country"])}


class LookForm(forms.Form):
    """Why somebody must see a document's number."""

    reason = forms.CharField(
        label=_("What the number is needed for"),
        max_length=500,
        help_text=_("Kept in the journal, with your name and the time."),
    )
