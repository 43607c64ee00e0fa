"""The shape of what the desk types about an evaluation: its days, its questions, sheets taken back."""

from django import forms
from django.utils.translation import gettext_lazy

from tumar.events.forms.registering import choices_typed
from tumar.events.models import Evaluation, EvaluationQuestion
from tumar.kernel.inputs import DayInput
from tumar.kernel.languages import TextsFormField


class EvaluationForm(forms.ModelForm):  # type: ignore[type-arg]
    """From when to when people answer, and what stands above the questions."""

    class Meta:
        model = Evaluation
        fields = ("opens_on", "closes_on", "words")
        widgets = {"opens_on": DayInput(), "closes_on": DayInput()}

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and keeps."""


class EvaluationQuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One question of an evaluation."""

    choices = TextsFormField(
        rows=4,
        required=False,
        label=gettext_lazy("choices"),
        help_text=gettext_lazy("One a line, in the same order in each language; only where there are any."),
    )

    class Meta:
        model = EvaluationQuestion
        fields = ("text", "kind", "is_required", "least", "most")
        help_texts = {
            "least": gettext_lazy("Only for a number."),
            "most": gettext_lazy("Only for a number. Results count it in five ranges at the most."),
        }

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.order_fields(["text", "kind", "choices", "least", "most", "is_required"])
        if self.instance.pk:
            self.initial["choices"] = _typed(self.instance)

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and keeps."""

    def clean_choices(self) -> list[list[object]]:
        """Return the choices, each with a value that answers keep and its words in every language."""
        return choices_typed(self.cleaned_data["choices"] or {})


def _typed(question: EvaluationQuestion) -> dict[str, str]:
    """Return the choices as they were typed: one a line, language by language."""
    languages = {language for _value, texts in question.choices for language in texts}
    return {
        language: "\n".join(texts.get(language, "") for _value, texts in question.choices)
        for language in languages
    }


class WithdrawForm(forms.Form):
    """Why a sheet is taken back."""

    reason = forms.CharField(max_length=300, label=gettext_lazy("Reason"))
