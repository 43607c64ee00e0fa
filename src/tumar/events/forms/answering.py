"""What somebody answers to the questions of an evaluation, on a telephone or typed in from paper."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from tumar.events.forms.traps import TrappedForm
from tumar.events.models import EvaluationQuestion
from tumar.events.queries.evaluation import cell_labels, scale_end
from tumar.events.rules.evaluation import LONGEST_TEXT, SCALE, Kind
from tumar.kernel.inputs import EvidenceField

KEY, SCAN = "sheet", "scan"


class AnswerForm(forms.Form):
    """One sheet. Its key comes with the page, so that the page sent twice counts once."""

    def __init__(self, questions: Sequence[EvaluationQuestion], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = _answer_field(question)
        anew = _("Please open the page anew.")
        self.fields[KEY] = forms.UUIDField(
            initial=uuid4, widget=forms.HiddenInput, error_messages={"required": anew, "invalid": anew}
        )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The questions, in order."""
        return [self[question.key] for question in self.questions]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by the key of its question; what was left out is not in it."""
        found = {question.key: self.cleaned_data.get(question.key) for question in self.questions}
        return {key: value for key, value in found.items() if value not in (None, "", [])}


class PublicAnswerForm(AnswerForm, TrappedForm):
    """One sheet from anybody who has the address."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.set_trap()


class PaperForm(AnswerForm):
    """One sheet as it was filled in on paper, with a scan of it if there is one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for question in self.questions:
            # What somebody left out on paper cannot be asked for again.
            self.fields[question.key].required = False
        self.fields[SCAN] = EvidenceField(required=False, label=_("scan or photograph of the sheet"))

    @property
    def scan(self) -> tuple[str, bytes] | None:
        """The picture of the paper, by name and bytes."""
        file = self.cleaned_data.get(SCAN)
        return (str(file.name), bytes(file.read())) if file else None


class ScaleField(forms.TypedChoiceField):
    """A value of the scale; `ends` are the words that stand below its first and last value."""

    ends = (SCALE[0], SCALE[-1])

    @property
    def said_ends(self) -> list[str]:
        """The words at both ends, each with its value."""
        return [f"{value}: {scale_end(value)}" for value in self.ends]


def _limits(question: EvaluationQuestion) -> str:
    return _("from %(least)s to %(most)s") % {"least": question.least, "most": question.most}


def _answer_field(question: EvaluationQuestion) -> forms.Field:
    kind = Kind(question.kind)
    common: dict[str, Any] = {"label": str(question), "required": question.is_required}

    def choices() -> list[tuple[str, str]]:
        return list(zip(question.asked.cells, cell_labels(question), strict=True))

    def radio(field: type[forms.TypedChoiceField], coerce: Callable[[str], Any]) -> forms.Field:
        widget = forms.RadioSelect({"class": "is-scale"} if field is ScaleField else {})
        return field(choices=choices(), coerce=coerce, empty_value=None, widget=widget, **common)

    made: Mapping[Kind, Callable[[], forms.Field]] = {
        Kind.SCALE: lambda: radio(ScaleField, int),
        Kind.YES_NO: lambda: radio(forms.TypedChoiceField, str),
        Kind.ONE: lambda: radio(forms.TypedChoiceField, str),
        Kind.SOME: lambda: forms.MultipleChoiceField(
            choices=choices(), widget=forms.CheckboxSelectMultiple, **common
        ),
        Kind.NUMBER: lambda: forms.IntegerField(
            min_value=question.least, max_value=question.most, help_text=_limits(question), **common
        ),
        Kind.TEXT: lambda: forms.CharField(
            max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3}), **common
        ),
    }
    return made[kind]()
