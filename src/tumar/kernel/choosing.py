"""A record chosen in a form by its code or by words of its name, without a script and without a long list."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel.models import Record

BETWEEN = " · "
NAMED_AT_MOST = 5

Find = Callable[[str], Sequence[Record]]


def _nobody(_text: str) -> Sequence[Record]:
    return ()


class RecordField(forms.CharField):
    """One record by its code or by words of its name; `find` returns what the person may choose from."""

    def __init__(self, *, find: Find = _nobody, **options: Any) -> None:
        super().__init__(**options)
        self.find = find
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return f"{value.code}{BETWEEN}{value}" if isinstance(value, Record) else value

    def clean(self, value: Any) -> Record | None:
        text = super().clean(value)
        if not text:
            return None
        code = text.split(BETWEEN)[0].strip()
        found = list(self.find(code))[: NAMED_AT_MOST + 1]
        exact = [record for record in found if record.code == code.upper()]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(_("Nothing on file has this code or name: “%(text)s”.") % {"text": text})
        named = "; ".join(f"{record.code}{BETWEEN}{record}" for record in found[:NAMED_AT_MOST])
        raise ValidationError(_("Several fit, name one of them by its code: %(named)s.") % {"named": named})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))


class RecordsField(forms.CharField):
    """Several records, one a line, each by its code or by words of its name."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("One a line: its code, or words of its name."))
        super().__init__(required=False, **options)
        self.one = RecordField(required=False)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(self.one.prepare_value(record) for record in value)
        return value

    def clean(self, value: Any) -> Any:
        found, faults = {}, []
        for line in filter(None, map(str.strip, (super().clean(value) or "").splitlines())):
            try:
                record = self.one.clean(line)
            except ValidationError as error:
                faults += error.messages
            else:
                if record is not None:
                    found[record.pk] = record
        if faults:
            raise ValidationError(faults)
        return list(found.values())
