"""Inputs that several rooms' forms have: a day, a file that proves something."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST_EVIDENCE = 20 * 1024 * 1024
# What is scanned, photographed or signed; nothing that a browser would run.
EVIDENCE_ENDINGS = (
    *(".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic"),
    *(".docx", ".xlsx", ".pptx", ".odt", ".ods", ".csv", ".txt", ".eml"),
)


class DayInput(forms.DateInput):
    """A date as browsers pick it; without that, it is typed as year-month-day."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class EvidenceField(forms.FileField):
    """A file that stands as evidence: a document or a picture, 20 MB at the most."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("File"))
        options.setdefault("help_text", gettext_lazy("A document or a picture, 20 MB at the most."))
        super().__init__(max_length=200, **options)
        self.widget.attrs["accept"] = ",".join(EVIDENCE_ENDINGS)

    def clean(self, value: Any, initial: Any = None) -> Any:
        """Refuse what is too large, or no document or picture."""
        file = super().clean(value, initial)
        if isinstance(file, UploadedFile):
            if PurePath(file.name or "").suffix.lower() not in EVIDENCE_ENDINGS:
                raise ValidationError(_("Choose a document or a picture, such as PDF, JPEG or DOCX."))
            if file.size is not None and file.size > LARGEST_EVIDENCE:
                raise ValidationError(_("The file is larger than 20 MB."))
        return file


class EvidenceForm(forms.Form):
    """A file to be kept as evidence of a record."""

    file = EvidenceField()

    @property
    def content(self) -> bytes:
        """The bytes as received."""
        return bytes(self.cleaned_data["file"].read())

    @property
    def name(self) -> str:
        """The name under which the file was received."""
        return str(self.cleaned_data["file"].name)
