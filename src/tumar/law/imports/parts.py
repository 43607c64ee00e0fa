"""The sheets of what belongs to instruments: languages, versions, provisions, publications, relations."""

from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.law.actions.bulk import parts as bulk
from tumar.law.imports.shapes import (
    INSTRUMENT,
    NUMBER,
    PROVISION,
    STAND,
    as_on_file,
    code,
    country_of,
    day,
    in_order,
    is_another,
    note,
    number,
    source,
    tell_unknown_provisions,
)
from tumar.law.models import Expression, Publication, Relation, Version
from tumar.law.models.versions import UnitKind
from tumar.law.models.words import LANGUAGES

EXPRESSION, VERSION = "law.expression", "law.version"
EDIT, SEE = Permission.LAW_INSTRUMENT_EDIT, Permission.LAW_INSTRUMENT_VIEW
OF_ACT = Reference("instrument", INSTRUMENT)
ITS_COUNTRY = country_of(INSTRUMENT, "instrument")
_OPEN = frozenset({Version.State.RECEIVED, Version.State.REFUSED, Version.State.DRAFT})


def _act() -> Column:
    return code("instrument", "Act", "Правовой акт")


def _acting(fact: str, header: str, header_ru: str) -> Column:
    return Column(fact, header, header_ru, parsing.code)


def _eid(value: Any, reading: parsing.Reading) -> str:
    """Read the address of a provision: no blanks, for it is kept in a list."""
    written: str = parsing.text(300)(value, reading)
    if not written.isascii() or any(sign in written for sign in " ,"):
        raise parsing.Unreadable(lambda: _("An address of a provision is written as art_5__para_2."))
    return written


def _settle_expression(draft: Draft) -> None:
    facts = draft.facts
    if is_another(draft, Expression, instrument__code=facts["instrument"]):
        return
    if facts["translation_of"] == facts["number"]:
        draft.error("translation_of", _("A text is no translation of itself."))


EXPRESSIONS = Sheet(
    name="Languages of acts",
    name_ru="Языки актов",
    label=EXPRESSION,
    table=bulk.EXPRESSIONS,
    columns=(
        _act(),
        number(),
        Column(
            *("language", "Language", "Язык", parsing.choice([code for code, _name in LANGUAGES])),
            is_required=True,
        ),
        Column("title", "Title", "Название", parsing.text(1000)),
        Column("standing", "Standing", "Статус текста", parsing.choice(Expression.Standing.values)),
        Column("translation_of", "Translation of", "Перевод с", NUMBER),
        Column("consolidated_by", "Consolidated by", "Кем составлена редакция", parsing.text(200)),
        source(),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_expressions,
    countries=ITS_COUNTRY,
    references=(OF_ACT, Reference("translation_of", EXPRESSION, within=("instrument",))),
    told=("language",),
    settle=_settle_expression,
    unique=("language", "instrument", "standing", "consolidated_by"),
    stand="stand",
)


def _settle_version(draft: Draft) -> None:
    if draft.filed is None:
        draft.error("number", _("A text comes with its file: add a version on the page of the act."))
        return
    told = _("This is told for reading; a version is changed on its own page.")
    as_on_file(draft, ("state", "file_name", "based_on"), told)
    if draft.filed["state"] not in _OPEN:
        sentence = _("A version that was confirmed or withdrawn keeps its day.")
        as_on_file(draft, ("valid_from",), sentence)
    if draft.facts["amended_by"] == draft.facts["instrument"]:
        draft.error("amended_by", _("An instrument does nothing to itself."))
    _must_be_seen(draft, "amended_by")


VERSIONS = Sheet(
    name="Versions of texts",
    name_ru="Редакции текстов",
    label=VERSION,
    table=bulk.VERSIONS,
    columns=(
        _act(),
        Column("text", "Language number", "Номер текста", NUMBER, is_required=True),
        number(),
        Column("valid_from", "Holds from", "Действует с", parsing.day),
        Column("state", "State", "Состояние", parsing.choice(Version.State.values)),
        _acting("amended_by", "Amended by", "Изменена актом"),
        Column("based_on", "Based on", "На основе редакции", NUMBER),
        Column("file_name", "File", "Файл", parsing.text(255)),
        note(500),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_versions,
    countries=ITS_COUNTRY,
    references=(
        OF_ACT,
        Reference("text", EXPRESSION, within=("instrument",)),
        Reference("amended_by", INSTRUMENT),
    ),
    settle=_settle_version,
    stand="stand",
)


def _settle_provision(draft: Draft) -> None:
    told = _("Provisions come with the texts in which they stand; they are corrected there.")
    if draft.filed is None:
        draft.error("eid", told)
    as_on_file(draft, ("kind", "lineage", "repealed"), told)


PROVISIONS = Sheet(
    name="Provisions",
    name_ru="Положения актов",
    label=PROVISION,
    table=bulk.PROVISIONS,
    columns=(
        _act(),
        Column("eid", "Provision", "Положение", _eid, is_required=True),
        Column("kind", "Kind", "Вид", parsing.choice(UnitKind.values)),
        Column("lineage", "First address", "Первый адрес", parsing.text(300)),
        Column("repealed", "Repealed since", "Утратило силу с", in_order(parsing.day)),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_provisions,
    countries=ITS_COUNTRY,
    references=(OF_ACT,),
    told=("kind",),
    settle=_settle_provision,
    stand="stand",
)


def _settle_publication(draft: Draft) -> None:
    is_another(draft, Publication, instrument__code=draft.facts["instrument"])


PUBLICATIONS = Sheet(
    name="Publications of acts",
    name_ru="Публикации актов",
    label="law.publication",
    table=bulk.PUBLICATIONS,
    columns=(
        _act(),
        number(),
        Column("gazette", "Gazette", "Издание", parsing.text(300), is_required=True),
        Column("issue", "Issue", "Выпуск", parsing.text(60)),
        day(),
        Column("page", "Page", "Страница", parsing.text(40)),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_publications,
    countries=ITS_COUNTRY,
    references=(OF_ACT,),
    settle=_settle_publication,
    stand="stand",
)


def _must_be_seen(draft: Draft, fact: str) -> None:
    """Object to an acting instrument of a country whose law this person may not see."""
    code = draft.facts[fact]
    is_as_before = draft.filed is not None and draft.filed[fact] == code
    country = draft.of(INSTRUMENT, (code,), "country") if code else None
    if country and not is_as_before and not draft.may(SEE, country):
        draft.error(fact, _("“%(code)s” is no act that you may see.") % {"code": code})


def _settle_relation(draft: Draft) -> None:
    facts = draft.facts
    if is_another(draft, Relation, instrument__code=facts["instrument"]):
        return
    if facts["acting"] == facts["instrument"]:
        draft.error("acting", _("An instrument does nothing to itself."))
    if not facts["acting"] and not facts["acting_text"]:
        draft.error("acting", _("Choose the acting instrument, or name it in words."))
    _must_be_seen(draft, "acting")
    for fact in ("eids", "acting_eids"):
        if sum(map(len, facts[fact])) + len(facts[fact]) > bulk.LONGEST_EIDS:
            draft.error(fact, _("These are too many addresses for one relation; write several."))
    tell_unknown_provisions(draft, "eids", facts["instrument"])
    if facts["acting"]:
        tell_unknown_provisions(draft, "acting_eids", facts["acting"])


RELATIONS = Sheet(
    name="Relations of acts",
    name_ru="Связи актов",
    label="law.relation",
    table=bulk.RELATIONS,
    columns=(
        code("instrument", "Act concerned", "Затронутый акт"),
        number(),
        Column("verb", "Relation", "Связь", parsing.choice(Relation.Verb.values), is_required=True),
        _acting("acting", "Acting act", "Действующий акт"),
        Column("acting_text", "Acting act in words", "Действующий акт словами", parsing.text(300)),
        Column("day", "With effect from", "Действует с", day().parse),
        Column("eids", "Provisions concerned", "Затронутые положения", in_order(_eid)),
        Column("acting_eids", "Provisions of the acting act", "Положения действующего акта", in_order(_eid)),
        Column("state", "State", "Состояние", parsing.choice(Relation.State.values)),
        source(),
        note(500),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_relations,
    countries=ITS_COUNTRY,
    references=(
        OF_ACT,
        Reference("acting", INSTRUMENT),
        Reference("eids", PROVISION, within=("instrument",), is_asked=False),
        Reference("acting_eids", PROVISION, within=("acting",), is_asked=False),
    ),
    settle=_settle_relation,
    stand="stand",
)
