"""The shape of what comes with a list: the list itself, what its columns mean, what somebody decides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.desk.lists_in.fields import label
from tumar.desk.lists_in.kinds import CONSIGNMENTS, KINDS
from tumar.desk.lists_in.reading import fields_of
from tumar.kernel.models import ListImport
from tumar.kernel.scope import Scope
from tumar.kernel.tables.archives import LARGEST_BOOK
from tumar.places import queries as places
from tumar.supplies.models import ConsignmentLine

ENDINGS = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"
LONGEST_PASTE = 2_000_000
FRAME = ("event", "programme", "country")


class FrameForm(forms.Form):
    """What holds for a whole list: the event, the programme, the country."""

    event = forms.CharField(
        label=gettext_lazy("Event"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("The code of the event, for a list of participants or of trainers it made."),
    )
    programme = forms.CharField(
        label=gettext_lazy("Programme"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("The code of the programme, for trainers and consignments without an event."),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("For rows that do not say it themselves."),
    )

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = sorted(
            ((one.pk, str(one)) for one in places.known_countries(scope)), key=lambda pair: pair[1]
        )
        self.fields["country"].choices = [("", _("as the list says")), *choices]  # type: ignore[attr-defined]

    @property
    def options(self) -> dict[str, str]:
        """What was chosen for the whole list."""
        return {name: self.cleaned_data[name].strip().upper() for name in FRAME}


class ListForm(FrameForm):
    """A list as a file or as pasted text; the key lets it be sent once only."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(label=gettext_lazy("What it is a list of"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("XLSX, XLS, ODS, CSV or TSV, 100 MB at the most."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or the table as text"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("Copy the table out of a document or a message and paste it here."),
    )

    field_order = ("key", "kind", "file", "text", "event", "programme", "country")

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, scope=scope, **named)
        open_to = [kind for kind in KINDS.values() if scope.allows_somewhere(kind.permission)]
        self.fields["kind"].choices = [(kind.key, kind.title) for kind in open_to]  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ENDINGS

    def clean_file(self) -> Any:
        """Refuse what is too large to be read."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_BOOK:
            raise ValidationError(_("The file is larger than 100 MB. Split it into several workbooks."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: a file, or text."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()):
            raise ValidationError(_("Choose a file, or paste a table; one of the two."))
        return cleaned

    @property
    def received(self) -> dict[str, Any]:
        """The list as it came, with its name, its kind and its key."""
        file = self.cleaned_data["file"]
        content = file.read() if file else self.cleaned_data["text"].encode()
        name = file.name if file else _("pasted table") + ".txt"
        return {"content": content, "name": name, **{key: self.cleaned_data[key] for key in ("kind", "key")}}


def _category() -> forms.ChoiceField:
    other = str(ConsignmentLine.Category.OTHER.label)
    named = [each for each in ConsignmentLine.Category.choices if each[0] != ConsignmentLine.Category.OTHER]
    return forms.ChoiceField(
        label=gettext_lazy("Category of goods"),
        required=False,
        choices=[("", other), *named],
        help_text=gettext_lazy("For rows that name none themselves."),
    )


class ColumnsForm(FrameForm):
    """What each column of a list means; columns with one heading are asked for once."""

    def __init__(self, *arguments: Any, one: ListImport, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, scope=scope, initial=one.options, **named)
        self._framed: tuple[str, ...] = FRAME
        if one.kind == CONSIGNMENTS:
            self.fields["category"] = _category()
            self._framed = (*FRAME, "category")
        choices = [("", _("leave out")), *((field, label(field)) for field in fields_of(one.kind))]
        self.columns: list[tuple[Mapping[str, Any], str]] = []
        for column in unique_columns(one.columns):
            name = f"column-{column['key']}"
            self.fields[name] = forms.ChoiceField(
                label=column["heading"] or column["letter"],
                choices=choices,
                required=False,
                initial=one.mapping.get(column["key"], ""),
            )
            self.columns.append((column, name))

    @property
    def rows(self) -> list[tuple[Mapping[str, Any], Any]]:
        """Each column with its control."""
        return [(column, self[name]) for column, name in self.columns]

    @property
    def frame(self) -> list[Any]:
        """The controls for the whole list."""
        return [self[name] for name in self._framed]

    @property
    def options(self) -> dict[str, str]:
        """What was chosen for the whole list."""
        chosen = super().options
        return chosen | ({"category": self.cleaned_data["category"]} if "category" in self._framed else {})

    @property
    def mapping(self) -> dict[str, str]:
        """By column's key what it means."""
        return {str(column["key"]): self.cleaned_data[name] for column, name in self.columns}


def unique_columns(tables: Sequence[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Return the columns of all tables, one for each key."""
    return {column["key"]: column for table in tables for column in table["columns"]}.values()
