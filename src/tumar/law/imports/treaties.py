"""The sheets of acts of States towards treaties, and of what was looked for in their law."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.law.actions.bulk import treaties as bulk
from tumar.law.imports.shapes import (
    ALL,
    INSTRUMENT,
    STAND,
    code,
    country,
    day,
    not_to_come,
    note,
    or_all,
    source,
)
from tumar.law.models import Coverage, TreatyAct
from tumar.law.models.words import Area, Kind
from tumar.people.imports import its_country


def _settle_treaty_act(draft: Draft) -> None:
    facts = draft.facts
    if draft.of(INSTRUMENT, (facts["instrument"],), "country"):
        draft.error("instrument", _("States accept treaties and other international instruments."))
    if not facts["source"]:
        draft.error("source", _("This cell must not be empty."))
    not_to_come(draft, str(facts["day"]))
    if draft.filed is None:
        others = _days_of_the_act(facts)
        if others:
            draft.warn(
                "day",
                lambda: (
                    _(
                        "On file is the same act on %(days)s. If that was wrong, remove it on its page; "
                        "this row is a further act."
                    )
                    % {"days": ", ".join(others)}
                ),
            )


def _days_of_the_act(facts: Mapping[str, Any]) -> list[str]:
    rows = TreatyAct.objects.filter(
        instrument__code=facts["instrument"], country=facts["country"], act=facts["act"]
    )
    return list(rows.order_by("day").values_list("day", flat=True))


def _settle_search(draft: Draft) -> None:
    facts = draft.facts
    if facts["outcome"] != Coverage.Outcome.NOT_LOOKED and not (facts["where"] and facts["day"]):
        missing = "day" if facts["where"] else "where"
        draft.error(missing, _("Say where was looked, and when."))
    not_to_come(draft, facts["day"].isoformat() if facts["day"] else "")


TREATY_ACTS = Sheet(
    name="Treaty acts",
    name_ru="Акты по договорам",
    label="law.treatyact",
    table=bulk.TREATY_ACTS,
    columns=(
        code("instrument", "Treaty", "Договор"),
        country(),
        Column("act", "Act", "Акт", parsing.choice(TreatyAct.Act.values), is_required=True),
        day(is_required=True),
        source(is_required=True),
        note(500),
        STAND,
    ),
    permission=Permission.LAW_INSTRUMENT_EDIT,
    bring=bulk.bring_treaty_acts,
    countries=its_country,
    references=(Reference("instrument", INSTRUMENT),),
    settle=_settle_treaty_act,
    stand="stand",
)
SEARCHES = Sheet(
    name="Law looked for",
    name_ru="Поиск актов",
    label="law.coverage",
    table=bulk.SEARCHES,
    columns=(
        country(),
        Column(
            *("area", "Area", "Область", or_all(Area.values)),
            is_required=True,
            write=lambda facts: facts["area"] or ALL,
        ),
        Column(
            *("kind", "Kind", "Вид", or_all(Kind.values)),
            is_required=True,
            write=lambda facts: facts["kind"] or ALL,
        ),
        Column("outcome", "Outcome", "Итог", parsing.choice(Coverage.Outcome.values), is_required=True),
        Column("where", "Where", "Где искали", parsing.text(500)),
        Column("day", "Date", "Дата", parsing.day),
        Column("by_laws_included", "By-laws included", "С подзаконными актами", parsing.yes_no),
        note(1000),
        STAND,
    ),
    permission=Permission.LAW_INSTRUMENT_EDIT,
    bring=bulk.bring_searches,
    countries=its_country,
    settle=_settle_search,
    stand="stand",
)
