"""What a workbook says of programmes: what they set out to do and where, crises, published claims."""

from django.utils.translation import gettext as _

from tumar.kernel import money
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.people.imports import ORGANISATION
from tumar.programmes import rules
from tumar.programmes.actions import bulk
from tumar.programmes.models import Claim, Programme, ProgrammeTag, Response

PROGRAMME, RESPONSE = Programme.LABEL, Response.LABEL
OBJECTIVE, ACTIVITY_LINE = "programmes.objective", "programmes.activity_line"

# The room of results, above this one, defines them.
INDICATORS = (
    *("country_awareness_events", "regional_events", "inter_regional_conferences", "trainers_trained"),
    *("tot_workshops", "cascade_workshops", "experts_reached", "equipment_value"),
    *("response_supplies_value", "response_specialists", "response_workshops"),
)

OF_PROGRAMME = Reference("programme", PROGRAMME)
EDIT = Permission.PROGRAMMES_PROGRAMME_EDIT
PROGRAMME_COLUMN = Column("programme", "Programme", "Программа", parsing.code, is_required=True)
TITLE_EN = Column("title.en", "Title en", "Название англ.", parsing.text(1000), is_required=True)
TITLE_RU = Column("title.ru", "Title ru", "Название рус.", parsing.text(1000))
NUMBER = parsing.integer(least=1, most=32767)
LONG = parsing.text(20_000, lines=True)

_euro = parsing.decimal(digits=15, places=2)


def _euro_cents(value: object, reading: parsing.Reading) -> int:
    return money.minor_units(_euro(value, reading), "EUR")


def _indicator(value: object, _reading: parsing.Reading) -> str:
    """Read an indicator's code; a response's code may follow after a full stop."""
    written = parsing.as_text(value)
    if written.split(".")[0] not in INDICATORS or len(written) > 60:
        raise parsing.Unreadable(
            lambda: (
                _("This is not one of: %(choices)s.") % {"choices": ", ".join(INDICATORS)}
                + parsing.meant(written, INDICATORS)
            )
        )
    return written


def refuse_backwards(draft: Draft, first: str, last: str) -> None:
    """Object to an end that lies before the start."""
    since, until = draft.facts[first], draft.facts[last]
    if since and until and until < since:
        draft.error(last, _("This lies before the start, %(start)s.") % {"start": since.isoformat()})


def _settle_programme(draft: Draft) -> None:
    refuse_backwards(draft, "starts", "ends")


def _settle_dated(draft: Draft) -> None:
    refuse_backwards(draft, "since", "until")


def _settle_claim(draft: Draft) -> None:
    """Keep money in cents; the book has it in euro."""
    figure = draft.given["figure"]
    is_money = rules.is_money(draft.facts["indicator"])
    if not is_money and figure != figure.to_integral_value():
        draft.error("figure", _("This is not a whole number."))
        return
    draft.facts["figure"] = int(figure * 100) if is_money else int(figure)


PROGRAMMES = Sheet(
    name="Programmes",
    name_ru="Программы",
    label=PROGRAMME,
    table=bulk.PROGRAMMES,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        TITLE_EN,
        TITLE_RU,
        Column("short_title", "Short title", "Краткое название", parsing.text(60)),
        Column("funder", "Funder", "Донор", parsing.code),
        Column("implementer", "Implementer", "Исполнитель", parsing.code),
        Column("contract_reference", "Contract reference", "Номер договора", parsing.text(100)),
        Column("starts", "Starts", "Начало", parsing.day),
        Column("ends", "Ends", "Окончание", parsing.day),
        Column("budget_cents", "Budget EUR", "Бюджет, евро", _euro_cents),
        Column("context.en", "Context en", "Контекст англ.", LONG),
        Column("context.ru", "Context ru", "Контекст рус.", LONG),
        Column("notes.en", "Notes en", "Примечания англ.", LONG),
        Column("notes.ru", "Notes ru", "Примечания рус.", LONG),
        Column("is_demonstration", "Demonstration", "Демонстрация", parsing.yes_no),
        Column("is_ours", "Run here", "Ведётся здесь", parsing.yes_no),
        Column("areas", "Areas", "Области ХБРЯ", parsing.listed(parsing.choice(ProgrammeTag.Area.values))),
        Column(
            "categories",
            "Categories",
            "Категории ХБРЯ",
            parsing.listed(parsing.choice(ProgrammeTag.Category.values)),
        ),
    ),
    permission=EDIT,
    bring=bulk.bring_programmes,
    references=(Reference("funder", ORGANISATION), Reference("implementer", ORGANISATION)),
    settle=_settle_programme,
)
OBJECTIVES = Sheet(
    name="Objectives",
    name_ru="Цели",
    label=OBJECTIVE,
    table=bulk.OBJECTIVES,
    columns=(
        PROGRAMME_COLUMN,
        Column("number", "Number", "Номер", NUMBER, is_required=True),
        TITLE_EN,
        TITLE_RU,
    ),
    permission=EDIT,
    bring=bulk.bring_objectives,
    references=(OF_PROGRAMME,),
)
ACTIVITY_LINES = Sheet(
    name="Activity lines",
    name_ru="Строки деятельности",
    label=ACTIVITY_LINE,
    table=bulk.ACTIVITY_LINES,
    columns=(
        PROGRAMME_COLUMN,
        Column("code", "Code", "Код", parsing.text(20), is_required=True),
        Column("objective", "Objective", "Цель", NUMBER),
        TITLE_EN,
        TITLE_RU,
    ),
    permission=EDIT,
    bring=bulk.bring_activity_lines,
    references=(OF_PROGRAMME, Reference("objective", OBJECTIVE, within=("programme",))),
)
PARTNER_COUNTRIES = Sheet(
    name="Partner countries",
    name_ru="Страны-партнёры",
    label="programmes.participation",
    table=bulk.PARTICIPATIONS,
    columns=(
        PROGRAMME_COLUMN,
        Column("country", "Country", "Страна", parsing.country, is_required=True),
        Column("since", "From", "С", parsing.day),
        Column("until", "Until", "По", parsing.day),
        Column("source", "Source", "Источник", parsing.text(300)),
    ),
    permission=EDIT,
    bring=bulk.bring_participations,
    references=(OF_PROGRAMME,),
    settle=_settle_dated,
)
RESPONSES = Sheet(
    name="Responses",
    name_ru="Кризисы",
    label=RESPONSE,
    table=bulk.RESPONSES,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        Column("name.en", "Name en", "Название англ.", parsing.text(300), is_required=True),
        Column("name.ru", "Name ru", "Название рус.", parsing.text(300)),
        Column("since", "From", "С", parsing.day),
        Column("until", "Until", "По", parsing.day),
    ),
    permission=EDIT,
    bring=bulk.bring_responses,
    settle=_settle_dated,
)
CLAIMS = Sheet(
    name="Claims",
    name_ru="Опубликованные цифры",
    label="programmes.claim",
    table=bulk.CLAIMS,
    columns=(
        PROGRAMME_COLUMN,
        Column("indicator", "Indicator", "Показатель", _indicator, is_required=True),
        Column("figure", "Figure", "Цифра", parsing.decimal(digits=17, places=2), is_required=True),
        Column(
            "qualifier", "Qualifier", "Уточнение", parsing.choice(Claim.Qualifier.values), is_required=True
        ),
        Column("as_of", "As of", "По состоянию на", parsing.day, is_required=True),
        Column("source", "Source", "Источник", parsing.text(300), is_required=True),
    ),
    permission=EDIT,
    bring=bulk.bring_claims,
    references=(OF_PROGRAMME,),
    settle=_settle_claim,
)

SHEETS = (PROGRAMMES, OBJECTIVES, ACTIVITY_LINES, PARTNER_COUNTRIES, RESPONSES, CLAIMS)
