"""A round about the invented neighbour: every page of rounds shows something that is no country's law."""

from dataclasses import dataclass, field
from datetime import date

from tumar.kernel.scope import Scope
from tumar.law.actions import findings, requirements, rounds
from tumar.law.actions.findings import Quoted
from tumar.law.models import ProvisionText, Requirement, Round, SetVersion
from tumar.law.queries.requirements import newest_versions
from tumar.law.reference.works import KARSANIA
from tumar.people.models import Account
from tumar.people.queries import scope_of
from tumar.places.models import Country

# A day before the invented law was amended, so that something is to be looked at again.
AS_OF = date(2023, 6, 1)
LAW, LANGUAGE = "LAW-QM-1", "ru"
SETS = ("BWC", "JEE", "UNSCR-1540")
TITLE = {"en": "Law on biological safety of Karsania", "ru": "Законодательство Карсании о биобезопасности"}
# What people write in a field of one language they write for all who read it.
SCOPE = (
    "The law and the rules on permits; the criminal code is not on file. / "
    "Закон и правила выдачи разрешений; уголовного кодекса в библиотеке нет."
)
REASON = (
    "The permit is asked for two of the four risk groups, which is a part of what the set asks for. / "
    "Разрешение требуется для двух из четырёх групп риска, то есть для части того, о чём говорит набор."
)


@dataclass(frozen=True)
class Finding:
    """What both coders say about one requirement, or each of them, with the words that they cite."""

    set: str
    code: str
    mark: str
    quote: str = ""
    # What the second coder says, where it is something else.
    other: str = ""
    note: dict[str, str] = field(default_factory=dict)


FINDINGS = (
    Finding(
        "BWC", "I-ban", "found", "Запрещается разрабатывать, производить, накапливать, приобретать, хранить"
    ),
    Finding("BWC", "III", "found", "Запрещается оказывать помощь в таких действиях"),
    Finding(
        "BWC",
        "IV-offence",
        "not-found",
        note={
            "en": "Article 10 refers to other laws; the criminal code has to be looked at.",
            "ru": "Статья 10 отсылает к другим законам; следует проверить уголовный кодекс.",
        },
    ),
    Finding("BWC", "IV-authority", "partly", "Уполномоченным органом является министерство здравоохранения."),
    Finding("BWC", "VI", "not-applicable"),
    Finding("BWC", "E-c", "not-found"),
    Finding("JEE", "P7.1-inventory", "partly", "ведёт реестр объектов"),
    Finding("JEE", "P7.1-oversight", "partly", "в течение двадцати четырёх часов"),
    Finding("JEE", "P7.2-testing", "partly", "Обучение повторяется не реже одного раза в три года."),
    Finding(
        "UNSCR-1540",
        "OP3b.licence-facilities",
        "found",
        "допускается только по разрешению",
        other="partly",
    ),
    Finding("UNSCR-1540", "OP2.finance.law", "partly", "и финансировать их"),
)


def load_reference_round(first: Account, second: Account, *, by: Scope) -> Round:
    """Install the sets of the package and lay out a round that two people have coded."""
    requirements.install_shipped(by=by)
    known = {version.set.code: version for version in newest_versions(by).filter(set__code__in=SETS)}
    one = rounds.open_round(
        {
            "title": TITLE,
            "country": Country.objects.get(pk=KARSANIA),
            "as_of": AS_OF,
            "scope": SCOPE,
            "first_coder": first,
            "second_coder": second,
        },
        versions=[known[code] for code in SETS],
        by=by,
    )
    for told in FINDINGS:
        _code(one, known[told.set], told, scope_of(first), scope_of(second))
    return one


def _code(one: Round, version: SetVersion, told: Finding, first: Scope, second: Scope) -> None:
    requirement = version.requirements.get(code=told.code)
    _give(one, requirement, told, told.mark, first)
    _give(one, requirement, told, told.other or told.mark, second)
    if told.other:
        facts = {"on_paper": told.other, "in_force": "found"}
        findings.decide_finding(one, requirement, facts, reason=REASON, by=second)
        findings.confirm_finding(one, requirement, by=first)


def _give(one: Round, requirement: Requirement, told: Finding, mark: str, by: Scope) -> None:
    if told.quote:
        text = ProvisionText.objects.get(
            text__contains=told.quote,
            version__expression__instrument__code=LAW,
            version__expression__language=LANGUAGE,
            version__valid_from__lte=AS_OF,
        )
        findings.cite(one, requirement, Quoted(text, told.quote, "supports"), by=by)
    is_found = mark in {"found", "partly"}
    facts = {"on_paper": mark, "in_force": "found" if is_found else "not-assessed", "note": told.note}
    findings.save_finding(one, requirement, facts, by=by)
    findings.give_finding(one, requirement, by=by)
