"""Parts of pages: icons, values as people read them, form controls, lines of the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tumar.kernel import labels, lists, sensitive
from tumar.kernel.days import PartialDay, day_words
from tumar.kernel.languages import TextsInput, said
from tumar.kernel.models import JournalEntry
from tumar.kernel.parts import version_of

register = template.Library()
register.filter("version_of", version_of)

SELECTS = (forms.Select, forms.SelectMultiple)
# After these acts the journal tells new values alone.
FIRST = frozenset({"added", "attached", "created", "frozen", "granted", "imported"})
TICKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a line icon of the page's sprite; it decorates and is not read out."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-{}"/></svg>', name
    )


def unknown() -> SafeString:
    """Return what stands for a value that nobody knows: a dash to see, a word to hear."""
    return format_html(
        '<span class="is-unknown"><span aria-hidden="true">—</span>'
        '<span class="visually-hidden">{}</span></span>',
        pgettext("a value", "unknown"),
    )


@register.filter
def number(value: Any) -> str:
    """Return a number with the separators of the page's language, and no idle zeros after the point."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    elif isinstance(value, Decimal):
        value = value.normalize()
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def shown(value: Any) -> Any:
    """Return a value as people read it: days, yes and no, texts of several languages, a dash for nothing."""
    if value is None or value == "" or value == {} or value == []:
        return unknown()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{day_words(value)}, {value:%H:%M} UTC"
    if isinstance(value, date | PartialDay):
        return day_words(value)
    if isinstance(value, Decimal | float):
        return number(value)
    if isinstance(value, Mapping):
        return said(value)
    if isinstance(value, list | tuple):
        return format_html_join(", ", "{}", ((shown(item),) for item in value))
    return str(value) if isinstance(value, int) else value


@register.filter
def cell(one: lists.Cell) -> Any:
    """Return the value of one cell of a list; a column of numbers is grouped, a year is not."""
    is_figure = isinstance(one.value, int | float | Decimal) and not isinstance(one.value, bool)
    if one.column.is_money and is_figure:
        return formats.number_format(one.value, decimal_pos=2, use_l10n=True, force_grouping=True)
    return number(one.value) if one.column.is_number and is_figure else shown(one.value)


@register.filter
def cell_class(one: lists.Cell) -> str:
    """Return how one cell of a list is set: figures to the right, days and codes on one line."""
    if one.column.is_number:
        return " is-number"
    if isinstance(one.value, date | PartialDay):
        return " is-day"
    return " is-code" if one.column.key == "code" else ""


@register.filter
def is_group(field: BoundField) -> bool:
    """Tell whether a field is several controls that share one legend."""
    return bool(field.use_fieldset) or isinstance(field.field.widget, TextsInput)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Tell whether a field is one box to tick, with its words after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a field's control in the house's look, tied to its help and its errors."""
    widget = field.field.widget
    kind = "form-control"
    if isinstance(widget, TICKS):
        kind = "form-check-input"
    elif isinstance(widget, SELECTS):
        kind = "form-select"
    classes = [kind, widget.attrs.get("class", ""), "is-invalid" if field.errors else ""]
    described = [f"{field.auto_id}_helptext" if field.help_text else "", f"{field.auto_id}_error"]
    if not field.errors:
        described.pop()
    attributes: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    if any(described):
        attributes["aria-describedby"] = " ".join(filter(None, described))
    return field.as_widget(attrs=attributes)


@register.simple_tag
def faults_in(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Return every fault of a form with the control that it is about, for the summary on top."""
    found = [("", str(message)) for message in form.non_field_errors()]
    for field in form:
        where = "" if field.is_hidden else f"#{field.id_for_label or field.auto_id}"
        found += [(where, f"{field.label}: {message}") for message in field.errors]
    return found


@dataclass(frozen=True)
class Change:
    """One field of a record in a journal entry: what it was, what it became."""

    field: str
    old: Any
    new: Any
    is_first: bool


@register.simple_tag(takes_context=True)
def changes_in(context: Mapping[str, Any], entry: JournalEntry) -> list[Change]:
    """Return what an entry tells to whoever looks at the page: values of sensitive columns stay hidden."""
    scope, seen = context["request"].scope, context.get("record")
    return changes(entry, sensitive.hidden_in_journal(entry.about, scope, seen))


def changes(entry: JournalEntry, hidden: frozenset[str] = frozenset()) -> list[Change]:
    """Return what an entry of the journal tells, field by field, in the record's own words."""
    is_first = entry.verb.rpartition(".")[2] in FIRST
    about = labels.part_told(entry.verb, entry.about)
    return [
        _hidden(about, name) if name in hidden else _change(about, name, value, is_first=is_first)
        for name, value in entry.changes.items()
        if not (is_first and value is None)
    ]


def _hidden(about: str, name: str) -> Change:
    return Change(labels.field_name(about, name), None, _("not shown"), is_first=True)


def _change(about: str, name: str, value: Any, *, is_first: bool) -> Change:
    field = labels.field_name(about, name)
    # Two hosts of a new event are no change from the one to the other.
    if isinstance(value, list) and len(value) == 2 and not is_first:
        old, new = (_told(about, name, one) for one in value)
        return Change(field, old, new, is_first=False)
    return Change(field, None, _told(about, name, value), is_first=True)


def _told(about: str, name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_told(about, name, one) for one in value]
    told = labels.field_value(about, name, value)
    url = labels.url_of(value) if isinstance(value, str) and labels.model_of(value) else ""
    return format_html('<a href="{}">{}</a>', url, told) if url else told


@register.filter
def code_of(label: str) -> str:
    """Return the code of the record that a label names."""
    return label.partition(":")[2]


@register.filter
def deed(verb: str) -> str:
    """Return an act of the journal as people say it."""
    return labels.deed(verb)


@register.filter
def page(label: str) -> str:
    """Return the address of the record that a label names, or nothing when it has none."""
    return labels.url_of(label)


@register.filter
def euro(cents: int | None) -> Any:
    """Return euro cents as an amount in whole euro; for overviews, where cents say nothing."""
    if cents is None:
        return unknown()
    # "EUR 1,250" in English, "1 250 EUR" elsewhere: the EU's own usage.
    amount = number(round(cents / 100))
    return f"EUR\u00a0{amount}" if (get_language() or "en").startswith("en") else f"{amount}\u00a0EUR"


@register.filter
def joined(items: Iterable[Any]) -> str:
    """Return the items in one line."""
    return ", ".join(str(item) for item in items)
