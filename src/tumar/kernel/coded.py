"""Several codes of one list in one column, kept so that both databases can look for one of them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _


class CodesField(models.Field):  # type: ignore[type-arg]
    """A list of codes in alphabetical order, kept as one text with a blank around each: ` en ru `.

    JSON cannot be searched the same way on SQLite and PostgreSQL; a text can.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("default", list)
        options.setdefault("blank", True)
        options.setdefault("max_length", 500)
        super().__init__(*arguments, **options)

    def deconstruct(self) -> Any:
        """Leave the list of codes out: a code more is no change of the table."""
        name, path, arguments, options = super().deconstruct()
        options.pop("choices", None)
        return name, path, arguments, options

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> list[str]:
        return (value or "").split()

    def to_python(self, value: Any) -> list[str]:
        """Return the codes, each once, in alphabetical order."""
        found = value.split() if isinstance(value, str) else value or ()
        return sorted({str(code) for code in found})

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        codes = self.to_python(value)
        return f" {' '.join(codes)} " if codes else ""

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse codes that are not on the list."""
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        known = {code for code, _label in self.flatchoices}
        if known and (unknown := [code for code in value if code not in known]):
            raise ValidationError(_("Not on the list: %(codes)s.") % {"codes": ", ".join(unknown)})

    def formfield(self, **options: Any) -> Any:
        """Offer the codes as boxes to tick."""
        return forms.MultipleChoiceField(
            choices=self.flatchoices,
            label=options.get("label", self.verbose_name),
            required=not self.blank,
            help_text=self.help_text,
            widget=options.get("widget", forms.CheckboxSelectMultiple),
        )


def has(name: str, *codes: str) -> Q:
    """Return the condition that a column of codes holds at least one of these."""
    condition = Q(pk__in=[])
    for code in codes:
        condition |= Q(**{f"{name}__contains": f" {code} "})
    return condition


def named(codes: Iterable[str], words: Iterable[tuple[str, Any]]) -> list[str]:
    """Return the words for the codes, in the language of the page; a code without a word as it is."""
    known = dict(words)
    return [str(known.get(code, code)) for code in codes]
