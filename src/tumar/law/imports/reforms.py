"""The sheets of recommendations, and of acts on their way."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel.money import major_units, minor_units
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.law.actions.bulk import reforms as bulk
from tumar.law.imports.shapes import (
    BILL,
    NOTE,
    RECOMMENDATION,
    STAND,
    code,
    country,
    in_order,
    needs,
    partial_day,
    stays,
    texts,
)
from tumar.law.models import Bill, Recommendation
from tumar.law.rules import reforms as rules
from tumar.people.imports import ORGANISATION, its_country

COST = parsing.decimal(digits=18, places=3)


def _priority(value: Any, _reading: parsing.Reading) -> int:
    written = parsing.as_text(value).lower()
    known = {one.name.lower(): one.value for one in Recommendation.Priority}
    known |= {str(one.value): one.value for one in Recommendation.Priority}
    if written not in known:
        raise parsing.Unreadable(
            lambda: _("This is not one of: %(choices)s.") % {"choices": "high, medium, low"}
        )
    return known[written]


def _settle_recommendation(draft: Draft) -> None:
    facts, given = draft.facts, draft.given
    needs(draft, "title")
    needs(draft, "text")
    if not facts["priority_reason"]:
        draft.error("priority_reason", _("This cell must not be empty."))
    stays(draft, "country", _("It stays in its country; propose another one."))
    if draft.filed is None and facts["state"] != rules.State.PROPOSED:
        draft.error("state", _("A new recommendation is “proposed”; move it on its page."))
    stays(draft, "state", _("Move it on its own page: this asks for reasons and re-checks."))
    if given.get("owner_organisation") and (facts["owner_person"] or facts["owner_member"]):
        draft.error("owner_organisation", _("Name one owner: a person, an organisation or a member."))
    if given.get("cost") is not None:
        facts["cost_minor"] = minor_units(given["cost"], facts["currency"])
    elif given.get("currency") and draft.filed and facts["currency"] != draft.filed["currency"]:
        draft.error("currency", _("Give the cost with its currency."))


def _cost(facts: Mapping[str, Any]) -> Any:
    minor = facts["cost_minor"]
    return None if minor is None else major_units(minor, facts["currency"])


def _settle_bill(draft: Draft) -> None:
    facts = draft.facts
    needs(draft, "title")
    stays(draft, "country", _("It stays in its country; take up another act."))
    stays(draft, "stage", _("Enter stages on the page of the act, each with its day."))
    if draft.filed is None and facts["stage"]:
        draft.error("stage", _("Enter stages on the page of the act, each with its day."))
    if draft.filed is not None:
        stays(draft, "kind", _("Change the kind on the page of the act."))
    parent = (facts["parent"],)
    if facts["parent"] and draft.of(BILL, parent, "country") not in (None, facts["country"]):
        draft.error("parent", _("This act is of another country."))
    if facts["parent"] and draft.of(BILL, parent, "parent"):
        draft.error("parent", _("A by-law has no by-laws of its own here; name the act above."))
    if facts["parent"] and Bill.objects.filter(parent__code=facts["code"]).exists():
        draft.error("parent", _("A by-law has no by-laws of its own here; name the act above."))
    others = {draft.of(RECOMMENDATION, (code,), "country") for code in facts["recommendations"]} - {
        None,
        facts["country"],
    }
    if others:
        draft.error("recommendations", _("Choose recommendations of this country."))


RECOMMENDATIONS = Sheet(
    name="Recommendations on law",
    name_ru="Рекомендации",
    label=RECOMMENDATION,
    table=bulk.RECOMMENDATIONS,
    columns=(
        code(),
        country(),
        *texts("title", "Title", "Название", parsing.text(1000)),
        *texts("text", "Recommended", "Рекомендация", NOTE),
        *texts("wording", "Draft wording", "Проект формулировки", NOTE),
        Column("priority", "Priority", "Приоритет", _priority),
        Column("priority_reason", "Why this priority", "Почему этот приоритет", parsing.text(500)),
        Column("owner_organisation", "Owner", "Ответственная организация", parsing.code),
        Column("due", "Due", "Срок", partial_day),
        Column("cost", "Cost", "Стоимость", COST, write=_cost),
        Column("currency", "Currency", "Валюта", parsing.currency),
        Column("cost_includes", "Cost includes", "Что входит в стоимость", parsing.text(500)),
        Column("state", "State", "Состояние", parsing.choice(Recommendation.State.values)),
        STAND,
    ),
    permission=Permission.LAW_REFORM_EDIT,
    bring=bulk.bring_recommendations,
    countries=its_country,
    references=(Reference("owner_organisation", ORGANISATION),),
    told=("country",),
    settle=_settle_recommendation,
    stand="stand",
)
BILLS = Sheet(
    name="Acts on their way",
    name_ru="Законопроекты",
    label=BILL,
    table=bulk.BILLS,
    columns=(
        code(),
        country(),
        Column("kind", "Kind", "Вид", parsing.choice(Bill.Kind.values), is_required=True),
        *texts("title", "Title", "Название", parsing.text(1000)),
        Column("parent", "By-law of", "К акту", parsing.code),
        Column("recommendations", "Answers", "Отвечает на", in_order(parsing.code)),
        Column("organisation", "Organisation", "Организация", parsing.code),
        Column("stage", "Stage", "Стадия", parsing.choice([stage.value for stage in rules.Stage])),
        Column("note", "Note", "Примечание", NOTE),
        STAND,
    ),
    permission=Permission.LAW_REFORM_EDIT,
    bring=bulk.bring_bills,
    countries=its_country,
    references=(
        Reference("parent", BILL),
        Reference("organisation", ORGANISATION),
        Reference("recommendations", RECOMMENDATION),
    ),
    told=("country", "parent", "kind", "stage", "instrument"),
    settle=_settle_bill,
    stand="stand",
)
