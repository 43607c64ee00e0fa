"""The shape of what the desk types about an evaluation: its days, its questions, sheets taken back."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.events.forms.registering import choices_typed
from tumar.events.models import Evaluation, EvaluationQuestion
from tumar.events.queries.evaluation import Source
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


class AnswerListForm(forms.Form):
    """A table of answers from paper; its key comes with the page, so that the page sent twice counts once."""

    ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
    LARGEST = 5_000_000

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    file = forms.FileField(
        max_length=200,
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "XLSX, XLS, ODS, CSV or TSV: one row a sheet, one column a question; 5 MB at the most."
        ),
        widget=forms.FileInput({"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        """Refuse what is no table by its name, or larger than any table of answers."""
        file = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() not in self.ENDINGS:
            raise ValidationError(_("Choose a table, such as XLSX or CSV."))
        if file.size > self.LARGEST:
            raise ValidationError(_("The file is larger than 5 MB."))
        return file

    @property
    def told(self) -> dict[str, Any]:
        """The table by name and bytes, and the key of the page."""
        file = self.cleaned_data["file"]
        return {"name": str(file.name), "content": bytes(file.read()), "key": self.cleaned_data["key"]}


class CopyQuestionsForm(forms.Form):
    """From which earlier event own questions are taken over."""

    source = forms.ChoiceField(
        label=gettext_lazy("event"),
        help_text=gettext_lazy("Only questions that are not asked here already are added."),
    )

    def __init__(self, *arguments: Any, sources: list[Source], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.sources = {one.event.code: one for one in sources}
        self.fields["source"].choices = [(code, one.label) for code, one in self.sources.items()]  # type: ignore[attr-defined]

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation that was chosen."""
        return self.sources[self.cleaned_data["source"]].evaluation
