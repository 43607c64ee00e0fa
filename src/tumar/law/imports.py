"""What a workbook says of law: instruments, acts towards treaties, what was looked for, reforms.

The same sheets are given out as a workbook (`law/exports/records.py`), to be edited and sent back.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import clock
from tumar.kernel.money import major_units, minor_units
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.law.actions import bulk
from tumar.law.models import Bill, Coverage, Instrument, Recommendation, TreatyAct
from tumar.law.models.words import Area, Body, Kind
from tumar.law.rules import reforms as rules
from tumar.law.rules.requirements import LANGUAGES
from tumar.people.imports import ORGANISATION, its_country

INSTRUMENT, RECOMMENDATION, BILL = Instrument.LABEL, Recommendation.LABEL, Bill.LABEL
NOTE = parsing.text(10_000, lines=True)
COST = parsing.decimal(digits=18, places=3)
# What stands for "the whole of it" where an empty cell would say nothing.
ALL = "all"
STAND = Column("stand", "Stand", "Состояние строки", parsing.text(40))


def partial_day(value: Any, reading: parsing.Reading) -> str:
    """Read a day, or as much of it as a source says: 2022-05-21, 2022-05, 2022."""
    written = parsing.as_text(value)
    if rules.is_day(written):
        return written
    try:
        return parsing.day(value, reading).isoformat()
    except parsing.Unreadable:
        raise parsing.Unreadable(lambda: _("Write a day as 2022-05-21, 2022-05 or 2022.")) from None


def or_all(values: Collection[str]) -> parsing.Parser:
    """Return a parser of one code of a list, or of the word that stands for all of them."""
    one = parsing.choice([ALL, *values])

    def parse(value: Any, reading: parsing.Reading) -> str:
        found: str = one(value, reading)
        return "" if found == ALL else found

    return parse


def in_order(parser: parsing.Parser) -> parsing.Parser:
    """Return a parser of several codes in alphabetical order, as they are kept."""
    listed = parsing.listed(parser)
    return lambda value, reading: tuple(sorted(listed(value, reading)))


def texts(name: str, header: str, header_ru: str, parser: parsing.Parser) -> tuple[Column, ...]:
    """Return a column for each language of a text; one language at least is needed, whichever it is."""
    return tuple(
        Column(f"{name}.{code}", f"{header} {code}", f"{header_ru} {code}", parser) for code in LANGUAGES
    )


def _country(*, is_required: bool = True) -> Column:
    return Column("country", "Country", "Страна", parsing.country, is_required=is_required)


def _code(name: str = "code", header: str = "Code", header_ru: str = "Код") -> Column:
    return Column(name, header, header_ru, parsing.code, is_required=True)


def _priority(value: Any, _reading: parsing.Reading) -> int:
    written = parsing.as_text(value).lower()
    known = {one.name.lower(): one.value for one in Recommendation.Priority}
    known |= {str(one.value): one.value for one in Recommendation.Priority}
    if written not in known:
        raise parsing.Unreadable(
            lambda: _("This is not one of: %(choices)s.") % {"choices": "high, medium, low"}
        )
    return known[written]


def _needs(draft: Draft, name: str) -> None:
    """Object to a text that stands in no language."""
    if not draft.facts[name]:
        draft.error(f"{name}.en", _("Give this in one language at least."))


def _settle_instrument(draft: Draft) -> None:
    facts = draft.facts
    _needs(draft, "title")
    if bool(facts["country"]) == bool(facts["body"]):
        draft.error("body", _("Choose the country, or the international body, one of the two."))
    first, last = facts["in_force_from"], facts["in_force_until"]
    if first and last and first > last:
        draft.error("in_force_until", _("It ends before it comes into force."))


def _settle_treaty_act(draft: Draft) -> None:
    facts = draft.facts
    if draft.of(INSTRUMENT, (facts["instrument"],), "country"):
        draft.error("instrument", _("States accept treaties and other international instruments."))
    if not facts["source"]:
        draft.error("source", _("This cell must not be empty."))
    _not_to_come(draft, str(facts["day"]))
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


def _not_to_come(draft: Draft, day: str) -> None:
    today = clock.today().isoformat()
    if day and day > today[: len(day)]:
        draft.error("day", _("This day is still to come."))


def _settle_search(draft: Draft) -> None:
    facts = draft.facts
    if facts["outcome"] != Coverage.Outcome.NOT_LOOKED and not (facts["where"] and facts["day"]):
        missing = "day" if facts["where"] else "where"
        draft.error(missing, _("Say where was looked, and when."))
    _not_to_come(draft, facts["day"].isoformat() if facts["day"] else "")


def _stays(draft: Draft, name: str, sentence: str) -> None:
    """Object where a row changes what is changed on a page of its own."""
    if draft.filed is not None and draft.facts[name] != draft.filed[name]:
        draft.error(name, sentence)


def _settle_recommendation(draft: Draft) -> None:
    facts, given = draft.facts, draft.given
    _needs(draft, "title")
    _needs(draft, "text")
    if not facts["priority_reason"]:
        draft.error("priority_reason", _("This cell must not be empty."))
    _stays(draft, "country", _("It stays in its country; propose another one."))
    if draft.filed is None and facts["state"] != rules.State.PROPOSED:
        draft.error("state", _("A new recommendation is “proposed”; move it on its page."))
    _stays(draft, "state", _("Move it on its own page: this asks for reasons and re-checks."))
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
    _needs(draft, "title")
    _stays(draft, "country", _("It stays in its country; take up another act."))
    _stays(draft, "stage", _("Enter stages on the page of the act, each with its day."))
    if draft.filed is None and facts["stage"]:
        draft.error("stage", _("Enter stages on the page of the act, each with its day."))
    if draft.filed is not None:
        _stays(draft, "kind", _("Change the kind on the page of the act."))
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


INSTRUMENTS = Sheet(
    name="Instruments of law",
    name_ru="Правовые акты",
    label=INSTRUMENT,
    table=bulk.INSTRUMENTS,
    columns=(
        _code(),
        _country(is_required=False),
        Column("body", "Body", "Международный орган", parsing.choice(Body.values)),
        Column("kind", "Kind", "Вид", parsing.choice(Kind.values), is_required=True),
        *texts("title", "Title", "Название", parsing.text(1000)),
        *texts("short_title", "Short title", "Краткое название", parsing.text(300)),
        Column("number", "Number", "Номер", parsing.text(60)),
        Column("day", "Date", "Дата", partial_day),
        Column("areas", "Areas", "Области", in_order(parsing.choice(Area.values))),
        Column("organisation", "Organisation", "Организация", parsing.code),
        Column("in_force_from", "In force from", "Действует с", parsing.day),
        Column("in_force_until", "In force until", "Действует по", parsing.day),
        Column("address", "Address", "Адрес", parsing.text(200)),
        Column("official_page", "Official page", "Официальная страница", parsing.text(500)),
        Column("source", "Source", "Источник", parsing.text(500)),
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
TREATY_ACTS = Sheet(
    name="Treaty acts",
    name_ru="Акты по договорам",
    label="law.treatyact",
    table=bulk.TREATY_ACTS,
    columns=(
        _code("instrument", "Treaty", "Договор"),
        _country(),
        Column("act", "Act", "Акт", parsing.choice(TreatyAct.Act.values), is_required=True),
        Column("day", "Date", "Дата", partial_day, is_required=True),
        Column("source", "Source", "Источник", parsing.text(500), is_required=True),
        Column("note", "Note", "Примечание", parsing.text(500)),
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
        _country(),
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
        Column("note", "Note", "Примечание", parsing.text(1000)),
        STAND,
    ),
    permission=Permission.LAW_INSTRUMENT_EDIT,
    bring=bulk.bring_searches,
    countries=its_country,
    settle=_settle_search,
    stand="stand",
)
RECOMMENDATIONS = Sheet(
    name="Recommendations on law",
    name_ru="Рекомендации",
    label=RECOMMENDATION,
    table=bulk.RECOMMENDATIONS,
    columns=(
        _code(),
        _country(),
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
        _code(),
        _country(),
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
    told=("country", "parent"),
    settle=_settle_bill,
    stand="stand",
)

SHEETS = (INSTRUMENTS, TREATY_ACTS, SEARCHES, RECOMMENDATIONS, BILLS)
