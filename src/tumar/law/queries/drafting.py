"""Draft wording against the present text of a provision, language by language; what it can start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tumar.kernel.scope import Scope
from tumar.law.models import Expression, Finding, Provision, ProvisionText, Recommendation, Version
from tumar.law.queries.search import Filters, search
from tumar.law.queries.versions import confirmed, holding
from tumar.law.rules.comparing.wording import Span, spans

OFFERED_AT_MOST = 20
_STANDINGS = list(Expression.Standing)


@dataclass(frozen=True)
class Present:
    """What a provision says on a day in one language, with all that stands under it."""

    version: Version
    eid: str
    text: str


def language_of(expression: Expression) -> str:
    """Return a text's language without its script, as drafts are kept by it."""
    return expression.language.split("-")[0]


def present_texts(provision: Provision, day: date, scope: Scope) -> dict[str, Present]:
    """Return what a provision says on the day by language; of several texts the most official one."""
    held = holding(confirmed(provision.instrument, scope), day)
    held.sort(key=lambda one: _STANDINGS.index(Expression.Standing(one.expression.standing)))
    found: dict[str, Present] = {}
    for version in held:
        language = language_of(version.expression)
        rows = version.texts.select_related("provision").order_by("order")
        row = rows.filter(provision__lineage=provision.lineage).first()
        if row is not None and language not in found:
            eid = row.provision.eid
            under = rows.filter(Q(provision__eid=eid) | Q(provision__eid__startswith=f"{eid}__"))
            found[language] = Present(version, eid, "\n".join(map(_whole, under)))
    return found


def _whole(row: ProvisionText) -> str:
    return " ".join(part for part in (row.label, row.heading, row.text) if part)


@dataclass(frozen=True)
class Draft:
    """A draft in one language beside the present text."""

    language: str
    present: Present | None
    text: str
    spans: Sequence[Span]

    @property
    def direction(self) -> str:
        """How the draft runs, as pages need it."""
        return "rtl" if self.language in {"prs", "ps", "ur", "fa", "ar"} else "ltr"

    @property
    def bcp47(self) -> str:
        """The language as pages name it."""
        return "fa-AF" if self.language == "prs" else self.language


def drafts(one: Recommendation, day: date, scope: Scope) -> list[Draft]:
    """Return the draft wording of a recommendation by language, word by word against the present text."""
    present = present_texts(one.provision, day, scope) if one.provision else {}
    return [
        Draft(
            language,
            present.get(language),
            text,
            spans(present[language].text, text) if language in present else (),
        )
        for language, text in one.wording.items()
        if text
    ]


def model_clauses(findings: Sequence[Finding]) -> dict[str, str]:
    """Return the model clauses of the requirements of findings, by language, one after another."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        for language, clause in finding.requirement.clause.items():
            if clause and clause not in found.setdefault(language, []):
                found[language].append(clause)
    return {language: "\n".join(clauses) for language, clauses in found.items()}


def starting_texts(one: Recommendation, day: date, scope: Scope) -> dict[str, dict[str, str]]:
    """Return what draft wording can start from: the model clause, the present text."""
    clauses = model_clauses(list(one.findings.select_related("requirement")))
    present = present_texts(one.provision, day, scope) if one.provision else {}
    found = {"clause": clauses, "present": {language: each.text for language, each in present.items()}}
    return {name: texts for name, texts in found.items() if texts}


def cited_provisions(one: Recommendation) -> list[ProvisionText]:
    """Return the provisions that the findings of a recommendation cite, each once."""
    rows = ProvisionText.objects.filter(citations__finding__recommendations=one).select_related(
        "provision__instrument", "version__expression__instrument"
    )
    found = {row.provision_id: row for row in rows.order_by("-pk")}
    return sorted(found.values(), key=lambda row: (row.version_id, row.order))


def found_provisions(words: str, country: str, day: date, scope: Scope) -> list[ProvisionText]:
    """Return the provisions of a country with these words, as they hold on the day."""
    if not words.strip():
        return []
    hits = search(words, scope, Filters(day, country), most=OFFERED_AT_MOST).hits
    rows = ProvisionText.objects.filter(
        version__in={hit.version.pk for hit in hits}, provision__eid__in={hit.eid for hit in hits}
    ).select_related("version__expression__instrument", "provision__instrument")
    by_place = {(row.version_id, row.provision.eid): row for row in rows}
    return [by_place[hit.version.pk, hit.eid] for hit in hits]


def offered_text(scope: Scope, pk: int) -> ProvisionText | None:
    """Return a confirmed text that the scope may see, by its key."""
    rows = ProvisionText.objects.visible_to(scope).filter(version__state=Version.State.CONFIRMED, pk=pk)
    return rows.select_related("version__expression__instrument", "provision__instrument").first()
