"""Labels such as `events.event:P53-KZ-01`: which table is meant, which record, what its fields are called."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, to_locale
from django.utils.translation import gettext as _

from tumar.kernel.days import PartialDay, PartialDayField
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped, Scope
from tumar.kernel.standing import Mergeable

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DAY.pattern + r"T\d{2}:\d{2}.*\+00:00")
HASH = re.compile(r"[0-9a-f]{64}")


@cache
def models_by_label() -> dict[str, type[Model]]:
    """Return every table whose records can be named by a label."""
    return {model.LABEL: model for model in apps.get_models() if hasattr(model, "LABEL")}


def model_of(label: str) -> type[Model] | None:
    """Return the table that a label means, if there is one."""
    return models_by_label().get(label.partition(":")[0])


def views_of(kind: str, model: type[Model]) -> list[Permission]:
    """Return the permissions of which any one opens records of the kind: the table's own, else its room's."""
    if own := getattr(model, "VIEW", None):
        return [own]
    room = kind.partition(".")[0]
    return [one for one in Permission if one.startswith(f"{room}.") and one.endswith(".view")]


def record_of(label: str, scope: Scope) -> Any | None:
    """Return the record that a label names, or None where there is none or the scope may not see it."""
    model = model_of(label)
    if model is None:
        return None
    kind, _colon, code = label.partition(":")
    rows: Any = model._default_manager.all()
    if isinstance(rows, CountryScoped):
        rows = rows.visible_to(scope)
    elif not any(scope.allows_somewhere(view) for view in views_of(kind, model)):
        return None
    return rows.filter(code=code).first() or _survivor(rows, model, code)


def _survivor(rows: Any, model: type[Model], code: str) -> Any | None:
    """Return the record that stands for one that was merged into it."""
    return rows.filter(merged_from__code=code).first() if issubclass(model, Mergeable) else None


def kind_of(label: str) -> str:
    """Return what kind of record a label names, in the words of its table."""
    kind = label.partition(":")[0]
    without_table = {"kernel.file": _("file"), "places.rate": _("exchange rate")}
    try:
        model = models_by_label().get(kind) or apps.get_model(kind)
    except (LookupError, ValueError):
        return without_table.get(kind, kind)
    return str(model._meta.verbose_name)


def url_of(label: str) -> str:
    """Return the address of the record's page: each room calls the page of a kind by the kind's name."""
    kind, _colon, code = label.partition(":")
    room, _dot, thing = kind.partition(".")
    try:
        return reverse(f"{room}:{thing}", args=[code])
    except NoReverseMatch:
        return ""


def part_told(verb: str, about: str) -> str:
    """Return a label of the table that an act was on: a part of the record, where the verb names one.

    `network.member.added` about a group tells of the columns of members, which may share names with others'.
    """
    kind = verb.rpartition(".")[0]
    try:
        apps.get_model(kind)
    except (LookupError, ValueError):
        return about
    return f"{kind}:{about.partition(':')[2]}"


def _field(label: str, name: str) -> Any | None:
    """Return the column that a journal entry means: the record's own, or one of a part of it in its room."""
    kind = label.partition(":")[0]
    room, _dot, thing = kind.partition(".")
    models = {model._meta.model_name: model for model in apps.get_models() if model._meta.app_label == room}
    own = models_by_label().get(kind) or models.get(thing)
    found = [field for model in (own, *models.values()) if model and (field := _column(model, name))]
    if found:
        return next(filter(_is_named, found), found[0])
    # A part that is told by its kind alone: the role that an account was given.
    part = models.get(name)
    return next((one for one in part._meta.fields if one.name == "kind"), None) if part else None


def _column(model: type[Model], name: str) -> Any | None:
    """Return the column of a table that has the name, if it has one that people could read of."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if hasattr(field, "verbose_name") else None


def _is_named(field: Any) -> bool:
    """Tell whether somebody gave the column a name; of itself it has its Python name, in English only."""
    return isinstance(field.verbose_name, Promise)


def _also_told() -> dict[str, str]:
    """Return the names that are no columns: sets of records, files, parts of a record."""
    return {
        "added": _("added"),
        "areas": _("areas"),
        "budget_lines": _("budget lines"),
        "categories": _("categories"),
        "changed": _("changed"),
        "co_organisers": _("co-organisers"),
        "closes": _("closed"),
        "columns": _("columns"),
        "document": _("document"),
        "documents": _("documents"),
        "engine": _("ranked by"),
        "entries_emptied": _("entries emptied"),
        "file": _("evidence file"),
        "files": _("files"),
        "first": _("standing first"),
        "first_five": _("among the first five"),
        "first_ten": _("among the first ten"),
        "how_many": _("how many"),
        "issued": _("country of issue"),
        "hosts": _("hosts"),
        "line": _("line"),
        "links": _("confirmed links"),
        "folded": _("made one of two"),
        "marks": _("attendance by session"),
        "merged": _("merged with"),
        "moved": _("moved"),
        "name": _("file name"),
        "names_emptied": _("entries whose author was erased"),
        "pair": _("compared with"),
        "part": _("part"),
        "instruction": _("instruction"),
        "proposals": _("proposed changes"),
        "provisions": _("provisions"),
        "remembered": _("corrections taken over"),
        "removed": _("removed"),
        "requirement": _("requirement"),
        "requirements": _("requirements"),
        "rows": _("rows"),
        "seat": _("seat of the coder"),
        "session": _("session"),
        "sessions": _("sessions"),
        "sets": _("requirement sets"),
        "sheets": _("sheets"),
        "source": _("made after"),
        "speakers": _("speakers and trainers"),
        "target_groups": _("target groups"),
        "tasks": _("points of the checklist"),
        "unit": _("provision"),
        "version": _("version"),
    }


def field_name(label: str, name: str) -> str:
    """Return how people call a field that the journal tells of; the bare name when nobody knows it."""
    if name == "name" and label.startswith("kernel.file"):
        return _also_told()["name"]
    if (field := _field(label, name)) and _is_named(field):
        return str(field.verbose_name)
    if name in (known := _also_told()):
        return known[name]
    if name.isdigit():
        return _("no. %(number)s") % {"number": name}
    return " ".join(str(_word(label, one)) for one in name.replace("_", " ").split(" "))


def field_value(label: str, name: str, value: Any) -> Any:
    """Return a value that the journal keeps as people read it: the word of a choice, a day, a code."""
    if isinstance(value, list):
        return [field_value(label, name, one) for one in value]
    if name in ("language", "languages"):
        return Locale.parse(to_locale(get_language() or "en")).languages.get(value, value)
    if isinstance(value, dict):
        if name in ("moved", "folded"):
            return "; ".join(f"{_table(kind)} {number}" for kind, number in value.items())
        return value if set(value) <= LANGUAGES else _sheets(value)
    if not isinstance(value, str) or not value:
        return value
    field = _field(label, name)
    if value in (choices := dict(getattr(field, "flatchoices", None) or ())):
        return choices[value]
    if field is not None and _is_of_codes(field):
        return str(field.related_model(pk=value))
    if isinstance(field, PartialDayField):
        return PartialDay(value)
    if DAY.fullmatch(value):
        return date.fromisoformat(value)
    if MOMENT.fullmatch(value):
        return datetime.fromisoformat(value)
    if value.partition(":")[0] in models_by_label():
        return value.partition(":")[2]
    if " · " in value:
        return " · ".join(str(_word(label, one)) for one in value.split(" · "))
    if HASH.fullmatch(value):
        return f"{value[:12]}…"
    return value if field else _word(label, value)


LANGUAGES = {code for code, _name in settings.CONTENT_LANGUAGES}


def _sheets(told: dict[str, Any]) -> str:
    counts = {"new": _("new"), "changed": _("changed"), "unchanged": _("unchanged"), "bad": _("left out")}
    return "; ".join(
        f"{sheet}: " + ", ".join(f"{counts.get(name, name)} {number}" for name, number in found.items())
        for sheet, found in told.items()
        if isinstance(found, dict)
    )


def _table(kind: str) -> str:
    """Return what the rows of a table are called, or the table's name where it is gone."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name_plural)
    except LookupError:
        return kind


def _is_of_codes(field: Any) -> bool:
    """Tell whether the field points to something known by its own code alone, as a country is."""
    target = field.related_model if field.is_relation else None
    return target is not None and target._meta.pk.name == "code"


def _word(label: str, value: str) -> Any:
    """Return the word for a bare code of the room: of a role, a category, a yes or no."""
    if value in ("True", "False"):
        return _("yes") if value == "True" else _("no")
    return _words(label.partition(".")[0]).get(value, value)


@cache
def _words(room: str) -> dict[str, Any]:
    """Return the words of all choices of a room's tables; they speak the language of the page when shown."""
    found: dict[str, Any] = {}
    for model in apps.get_models():
        if model._meta.app_label == room:
            for field in model._meta.fields:
                found |= {str(code): word for code, word in field.flatchoices if len(str(code)) > 2}
    return found


# What was done, in words, by the last word of the verb.
DEEDS = {
    "added": gettext_lazy("added"),
    "agreed": gettext_lazy("both coders agree"),
    "amended": gettext_lazy("changed"),
    "answered": gettext_lazy("a sheet of answers received"),
    "applied": gettext_lazy("applied"),
    "attached": gettext_lazy("evidence file added"),
    "checked": gettext_lazy("finding looked at again"),
    "cited": gettext_lazy("law cited by a coder"),
    "closed": gettext_lazy("closed"),
    "coded": gettext_lazy("coded, blind"),
    "confirmed": gettext_lazy("confirmed"),
    "copied": gettext_lazy("plan taken over"),
    "created": gettext_lazy("created"),
    "decided": gettext_lazy("decided"),
    "differed": gettext_lazy("coders differ"),
    "dropped": gettext_lazy("dropped"),
    "ended": gettext_lazy("ended"),
    "entered": gettext_lazy("entered after a decision"),
    "entered-from-paper": gettext_lazy("entered from paper"),
    "erased": gettext_lazy("erased"),
    "exported": gettext_lazy("all that is held was handed out"),
    "findings": gettext_lazy("findings chosen"),
    "finished": gettext_lazy("finished"),
    "frozen": gettext_lazy("frozen"),
    "given": gettext_lazy("given by a coder, blind"),
    "granted": gettext_lazy("granted"),
    "handed-over": gettext_lazy("handed over"),
    "imported": gettext_lazy("imported"),
    "installed": gettext_lazy("relations of the package installed"),
    "linked": gettext_lazy("linked to a person on file"),
    "links-sent": gettext_lazy("links sent to those who attended"),
    "made": gettext_lazy("made"),
    "measured": gettext_lazy("suggestions measured"),
    "merge-undone": gettext_lazy("merge undone"),
    "merged": gettext_lazy("merged"),
    "minutes-kept": gettext_lazy("minutes kept"),
    "moved": gettext_lazy("state changed"),
    "not-the-same": gettext_lazy("found not to be the same"),
    "opened": gettext_lazy("opened"),
    "planned": gettext_lazy("stages planned"),
    "prepared": gettext_lazy("prepared"),
    "proposed": gettext_lazy("amendment read"),
    "provision": gettext_lazy("provision chosen"),
    "published": gettext_lazy("published"),
    "put-aside": gettext_lazy("put aside"),
    "reached": gettext_lazy("came to a stage"),
    "read": gettext_lazy("file read"),
    "received": gettext_lazy("received"),
    "rechained": gettext_lazy("chained anew"),
    "recorded": gettext_lazy("recorded"),
    "refused": gettext_lazy("could not be read"),
    "removed": gettext_lazy("removed"),
    "reordered": gettext_lazy("moved in the waiting list"),
    "retention-ended": gettext_lazy("taken away at the end of retention"),
    "retention-erased": gettext_lazy("erased at the end of retention"),
    "retired": gettext_lazy("asked no more"),
    "reviewed": gettext_lazy("looked at again"),
    "seen": gettext_lazy("number looked at"),
    "sent-again": gettext_lazy("sent once more"),
    "set": gettext_lazy("set"),
    "sets": gettext_lazy("requirement sets chosen"),
    "settled": gettext_lazy("settled"),
    "taken-back": gettext_lazy("taken back"),
    "task-added": gettext_lazy("task added"),
    "terms": gettext_lazy("terms of registration changed"),
    "text-linked": gettext_lazy("adopted text linked"),
    "told": gettext_lazy("told to everybody registered"),
    "uncited": gettext_lazy("citation removed by a coder"),
    "versioned": gettext_lazy("new version taken"),
    "withdrawn": gettext_lazy("withdrawn"),
}


def deed(verb: str) -> str:
    """Return an act such as `events.event.amended` in words."""
    last = verb.rpartition(".")[2].replace("_", "-")
    return str(DEEDS.get(last) or last.replace("-", " "))
