"""Languages of the project and texts kept in several of them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import get_language

FALLBACKS = ("en", "ru")


def said(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """Return the text in the language asked for, else in English, Russian, or any there is."""
    if not texts:
        return ""
    wanted = (language or get_language() or "en").lower()
    for candidate in (wanted, wanted.split("-")[0], *FALLBACKS):
        if texts.get(candidate):
            return texts[candidate]
    return next((text for text in texts.values() if text), "")


class TextsInput(forms.MultiWidget):
    """One input per language of content."""

    template_name = "kernel/_texts_input.html"

    def __init__(self, *, rows: int = 1, attrs: dict[str, Any] | None = None) -> None:
        self.languages = [code for code, _name in settings.CONTENT_LANGUAGES]
        inputs: dict[str, forms.Widget | type[forms.Widget]] = {
            code: forms.TextInput() if rows == 1 else forms.Textarea({"rows": rows})
            for code in self.languages
        }
        super().__init__(inputs, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = dict(settings.CONTENT_LANGUAGES)
        for code, subwidget in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            subwidget["language_name"] = names[code]
            subwidget["attrs"]["lang"] = code
            # The first language carries the field's requirement; the others may be filled in later.
            if code != self.languages[0]:
                subwidget["attrs"].pop("required", None)
        return context


class TextsFormField(forms.MultiValueField):
    """A text in every language of content; at least one is needed where the field is required."""

    def __init__(self, *, rows: int = 1, max_length: int | None = None, **options: Any) -> None:
        options.pop("encoder", None)
        options.pop("decoder", None)
        fields = [forms.CharField(required=False, max_length=max_length) for _ in settings.CONTENT_LANGUAGES]
        options["widget"] = TextsInput(rows=rows)
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, values: list[str]) -> dict[str, str]:
        codes = [code for code, _name in settings.CONTENT_LANGUAGES]
        return {code: value for code, value in zip(codes, values or [], strict=False) if value}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.compress(data or []) != (initial or {}))


class TextsField(models.JSONField):
    """A text in several languages: `{"en": "...", "ru": "..."}`."""

    def __init__(self, *arguments: Any, rows: int = 1, **options: Any) -> None:
        self.rows = rows
        options.setdefault("default", dict)
        super().__init__(*arguments, **options)

    def formfield(self, **options: Any) -> Any:
        defaults = {"form_class": TextsFormField, "rows": self.rows}
        return models.Field.formfield(self, **{**defaults, **options})
