"""The shape of what comes with a workbook."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel.inputs import EVIDENCE_ENDINGS, EvidenceField
from tumar.kernel.workbooks.opening import LARGEST_BOOK


class FilesInput(forms.FileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several evidence files, each a document or a picture."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=FilesInput({"accept": ",".join(EVIDENCE_ENDINGS)}), **options)

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        """Refuse the whole of them when one is too large or no document, naming it."""
        received, faults = [], []
        for file in value or ():
            try:
                received.append(EvidenceField().clean(file))
            except ValidationError as error:
                faults += [f"{file.name}: {message}" for message in error.messages]
        if faults:
            raise ValidationError(faults)
        return received


class BookForm(forms.Form):
    """A workbook with the evidence files that it names; the key lets it be sent once only."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    book = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy("An XLSX file, 100 MB at the most."),
        max_length=200,
    )
    evidence = FilesField(
        label=gettext_lazy("Evidence files"),
        required=False,
        help_text=gettext_lazy("The files that the workbook names in its columns “Evidence”, if any."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["book"].widget.attrs["accept"] = ".xlsx,.xlsm"

    def clean_book(self) -> Any:
        """Refuse what is too large to be read."""
        book = self.cleaned_data["book"]
        if book.size > LARGEST_BOOK:
            raise ValidationError(_("The file is larger than 100 MB. Split it into several workbooks."))
        return book

    @property
    def received(self) -> tuple[str, bytes]:
        """The workbook's name and bytes."""
        book = self.cleaned_data["book"]
        return book.name, book.read()

    @property
    def proofs(self) -> Iterator[tuple[str, bytes]]:
        """The evidence files, each with its name; read one after another."""
        return ((file.name, file.read()) for file in self.cleaned_data["evidence"])


class ConfirmForm(forms.Form):
    """Whether the good rows of a workbook with errors shall be taken."""

    good_rows = forms.BooleanField(required=False)
