"""Writes docs/data-dictionary.md from the models, so that it cannot drift: `python -m tools.dictionary`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.db import models

PLACE = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"
ROOMS = ("kernel", "places", "people", "programmes", "events", "network", "training", "supplies", "results")
HEAD = """# Data dictionary

Every table, room by room from the ground floor up. Written by `make dictionary` from the models; do not edit.
*Needed* says that a record cannot be without the value; an empty value that is allowed means *unknown*,
never zero.
"""


def _kind(field: models.Field) -> str:
    if isinstance(field, models.ForeignKey):
        return f"one of {field.related_model._meta.label}"
    if isinstance(field, models.ManyToManyField):
        return f"several of {field.related_model._meta.label}"
    kind = field.get_internal_type().removesuffix("Field")
    size = f", {field.max_length} at most" if field.max_length and not field.choices else ""
    return f"{kind}{size}"


def _meaning(field: models.Field) -> str:
    parts = [str(field.verbose_name).capitalize() + "."]
    if field.help_text:
        parts.append(str(field.help_text))
    if field.choices:
        parts.append("One of: " + ", ".join(f"`{value}`" for value, _label in field.choices) + ".")
    return " ".join(parts).replace("|", "\\|").replace("\n", " ")


def _rows(model: type[models.Model]) -> Iterator[str]:
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if field.name == "id":
            continue
        is_needed = "yes" if not (field.null or field.blank or field.has_default()) else ""
        is_unique = " unique" if field.unique else ""
        yield f"| `{field.name}` | {_kind(field)}{is_unique} | {is_needed} | {_meaning(field)} |"


def _table(model: type[models.Model]) -> Iterator[str]:
    yield f"### {model._meta.label}\n"
    yield " ".join((model.__doc__ or "").split()) + "\n"
    yield "| column | kind | needed | meaning |\n|---|---|---|---|"
    yield from _rows(model)
    rules = [constraint.name.replace("_", " ") for constraint in model._meta.constraints]
    if rules:
        yield "\nHeld by the database: " + "; ".join(rules) + "."
    yield ""


def text() -> str:
    """Return the whole dictionary."""
    lines = [HEAD]
    for room in ROOMS:
        config = apps.get_app_config(room)
        lines.append(f"## {room}\n\n{(sys.modules[config.name].__doc__ or '').strip()}\n")
        for model in sorted(config.get_models(), key=lambda one: one._meta.label):
            lines += _table(model)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tumar.config.settings")
    os.environ.setdefault("TUMAR_DATA", tempfile.mkdtemp())
    django.setup()
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(text(), encoding="utf-8")
