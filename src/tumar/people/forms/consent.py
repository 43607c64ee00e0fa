"""The shape of what is typed about consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel import clock
from tumar.kernel.inputs import DayInput, EvidenceField
from tumar.people.models import Consent, ConsentText
from tumar.people.queries import consent as reads


class ConsentForm(forms.Form):
    """One person's answer, with the paper or message that proves it."""

    text = forms.ChoiceField(label=_("what was asked"))
    answer = forms.ChoiceField(label=_("answer"), choices=Consent.Answer.choices)
    on = forms.DateField(label=_("day of the answer"), widget=DayInput())
    how = forms.ChoiceField(label=_("how it was given"), choices=Consent.How.choices)
    file = EvidenceField(
        required=False,
        label=_("evidence"),
        help_text=_("The scan of the paper, or the message; 20 MB."),
    )
    reason = forms.CharField(label=_("Remark"), required=False, max_length=500)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.texts = {str(text.pk): text for text in reads.in_force()}
        self.fields["text"].choices = [(pk, str(text)) for pk, text in self.texts.items()]
        self.initial.setdefault("on", clock.today())

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = {**self.cleaned_data, "text": self.texts[self.cleaned_data["text"]]}
        if file := typed.pop("file"):
            typed["file"] = (str(file.name), file.read())
        return typed


class ConsentTextForm(forms.ModelForm):
    """The next version of a purpose's text."""

    class Meta:
        model = ConsentText
        fields = ("purpose", "text", "valid_from", "asks_again")
        widgets = {"valid_from": DayInput()}

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds it and checks it."""
