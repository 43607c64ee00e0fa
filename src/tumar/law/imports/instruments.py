"""The sheet of instruments of law."""

from django.utils.translation import gettext as _

from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.law.actions.bulk import instruments as bulk
from tumar.law.imports.shapes import (
    INSTRUMENT,
    NOTE,
    STAND,
    code,
    country,
    day,
    in_order,
    needs,
    source,
    texts,
)
from tumar.law.models.words import Area, Body, Kind
from tumar.people.imports import ORGANISATION, its_country


def _settle_instrument(draft: Draft) -> None:
    facts = draft.facts
    needs(draft, "title")
    if bool(facts["country"]) == bool(facts["body"]):
        draft.error("body", _("Choose the country, or the international body, one of the two."))
    first, last = facts["in_force_from"], facts["in_force_until"]
    if first and last and first > last:
        draft.error("in_force_until", _("It ends before it comes into force."))


INSTRUMENTS = Sheet(
    name="Instruments of law",
    name_ru="Правовые акты",
    label=INSTRUMENT,
    table=bulk.INSTRUMENTS,
    columns=(
        code(),
        country(is_required=False),
        Column("body", "Body", "Международный орган", parsing.choice(Body.values)),
        Column("kind", "Kind", "Вид", parsing.choice(Kind.values), is_required=True),
        *texts("title", "Title", "Название", parsing.text(1000)),
        *texts("short_title", "Short title", "Краткое название", parsing.text(300)),
        Column("number", "Number", "Номер", parsing.text(60)),
        day(),
        Column("areas", "Areas", "Области", in_order(parsing.choice(Area.values))),
        Column("organisation", "Organisation", "Организация", parsing.code),
        Column("in_force_from", "In force from", "Действует с", parsing.day),
        Column("in_force_until", "In force until", "Действует по", parsing.day),
        Column("address", "Address", "Адрес", parsing.text(200)),
        Column("official_page", "Official page", "Официальная страница", parsing.text(500)),
        source(),
        Column("is_invented", "Invented", "Вымышленный", parsing.yes_no),
        Column("note", "Note", "Примечание", NOTE),
        STAND,
    ),
    permission=Permission.LAW_INSTRUMENT_EDIT,
    bring=bulk.bring_instruments,
    countries=its_country,
    references=(Reference("organisation", ORGANISATION),),
    told=("country",),
    settle=_settle_instrument,
    stand="stand",
)
