"""A file of law that comes in, corrections of its structure, what is asked of versions."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.scope import Scope
from tumar.law.models import Correction, Proposal, UnitKind
from tumar.law.models.words import LANGUAGES, Kind
from tumar.law.queries.instruments import find_instruments
from tumar.law.queries.wording import tradition_choices
from tumar.law.rules.correcting import Operation

LARGEST_ACT = 50 * 1024 * 1024


class ReceiveForm(forms.Form):
    """A file with the text as it holds from a day."""

    file = forms.FileField(
        max_length=200,
        label=gettext_lazy("File"),
        help_text=gettext_lazy("DOCX, HTML, PDF with text, plain text or Akoma Ntoso, 50 MB at the most."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("holds from"),
        widget=DayInput(),
        help_text=gettext_lazy("The day from which the text holds in this wording."),
    )
    tradition = forms.ChoiceField(label=gettext_lazy("drafting tradition"))
    note = forms.CharField(label=gettext_lazy("note"), required=False, max_length=500)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["tradition"].choices = tradition_choices()

    def clean_file(self) -> Any:
        """Refuse what is too large to be an act; everything else is kept and then read."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile) and (file.size or 0) > LARGEST_ACT:
            raise ValidationError(_("The file is larger than 50 MB."))
        return file

    @property
    def facts(self) -> dict[str, Any]:
        """What holds for the version."""
        return {"valid_from": self.cleaned_data["valid_from"], "note": self.cleaned_data["note"]}


class AmendForm(forms.Form):
    """An amending text, the act that it is from, and the day from which the amended text holds."""

    text = forms.CharField(
        label=gettext_lazy("text of the amendment"),
        max_length=200_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=gettext_lazy("The provisions of the amending act that speak of this act, as published."),
    )
    valid_from = forms.DateField(label=gettext_lazy("holds from"), widget=DayInput())
    amended_by = RecordField(
        label=gettext_lazy("amending act"),
        required=False,
        help_text=gettext_lazy("Its code, or words of its name."),
    )
    note = forms.CharField(
        label=gettext_lazy("amending act, in words"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Where it is not in the library."),
    )

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["amended_by"].find = partial(find_instruments, scope)

    @property
    def facts(self) -> dict[str, Any]:
        """What holds for the new version."""
        return {name: self.cleaned_data[name] for name in ("valid_from", "amended_by", "note")}


class DecisionForm(forms.Form):
    """What becomes of one proposed change."""

    state = forms.ChoiceField(choices=Proposal.State.choices)
    edition = forms.IntegerField(min_value=1)
    eid = forms.CharField(max_length=300, required=False)


class CorrectionForm(forms.Form):
    """One correction of one unit."""

    operation = forms.ChoiceField(choices=Correction.Operation.choices)
    unit = forms.CharField(max_length=20)
    edition = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=UnitKind.choices, required=False)
    label = forms.CharField(max_length=300, required=False, strip=True)
    heading = forms.CharField(max_length=2000, required=False)
    text = forms.CharField(required=False, strip=True)
    at = forms.CharField(required=False, max_length=300)

    @property
    def operation_asked(self) -> Operation:
        """What is to be done."""
        return Operation(self.cleaned_data["operation"])

    def values(self, text: str) -> dict[str, str | int]:
        """Return the values of the correction; a place to split is named by the words that begin there."""
        given = self.cleaned_data
        if self.operation_asked is Operation.RETYPE:
            return {"kind": given["kind"]}
        if self.operation_asked is Operation.SPLIT:
            found = text.find(given["at"], 1) if given["at"] else -1
            kind = given["kind"] or UnitKind.UNNUMBERED.value
            return {"position": max(found, 0), "kind": kind, "label": given["label"]}
        if self.operation_asked is Operation.EDIT:
            return {name: given[name] for name in ("label", "heading", "text")}
        return {}


class EditionForm(forms.Form):
    """Which edition of a structure was seen."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SearchForm(forms.Form):
    """What is looked for, on which day, in which country and language."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("All of them must stand in one article; words in quotes, one after another."),
    )
    country = forms.ChoiceField(label=gettext_lazy("country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("language"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("kind"), required=False)
    on = forms.DateField(label=gettext_lazy("as it holds on"), required=False, widget=DayInput())

    def __init__(self, *arguments: Any, countries: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = [("", _("all")), ("INT", _("international")), *countries]
        self.fields["language"].choices = [("", _("all")), *LANGUAGES]
        self.fields["kind"].choices = [("", _("all")), *Kind.choices]
