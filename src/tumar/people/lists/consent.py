"""What the list of the texts of consent shows."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.lists import Column, Filter, ListPage
from tumar.people.models import Purpose

TEXTS = ListPage(
    name="consent-texts",
    title=_("Texts of consent"),
    columns=(
        Column("purpose", _("purpose"), lambda one: one.get_purpose_display(), sort="purpose", importance=1),
        Column(
            "number",
            pgettext_lazy("of a text", "version"),
            lambda one: one.number,
            sort="number",
            is_number=True,
            importance=1,
        ),
        Column("valid_from", _("valid from"), lambda one: one.valid_from, sort="valid_from"),
        Column("asks_again", _("asks everybody again"), lambda one: one.asks_again, importance=3),
        Column("answered", _("answers"), lambda one: one.answered, is_number=True),
    ),
    link=lambda one: reverse("people:consent-text", args=[one.pk]),
    sort="purpose",
    filters=(
        Filter(
            "purpose",
            _("purpose"),
            lambda _scope: Purpose.choices,
            lambda rows, purpose: rows.filter(purpose=purpose),
        ),
    ),
    empty=_("No text is on file yet. Add one for each purpose before you record answers."),
)
