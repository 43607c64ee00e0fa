"""Reads about consent: which texts are in force, which answer of a person stands, who has not agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from tumar.kernel import clock
from tumar.kernel.models import Attachment
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.people import rules
from tumar.people.models import Consent, ConsentText, Person, Purpose


def texts(scope: Scope) -> QuerySet[ConsentText]:
    """Return all versions of all texts, each with how many answered it, for who may see consents at all."""
    if not scope.allows_somewhere(Permission.PEOPLE_CONSENT_VIEW):
        return ConsentText.objects.none()
    return ConsentText.objects.annotate(answered=Count("answers"))


def in_force() -> list[ConsentText]:
    """Return of each purpose the version in force today, in the order of purposes."""
    found: dict[str, ConsentText] = {}
    for text in ConsentText.objects.filter(valid_from__lte=clock.today()).order_by("number"):
        found[text.purpose] = text
    return [found[purpose] for purpose in Purpose.values if purpose in found]


def answers_of(person: Person) -> QuerySet[Consent]:
    """Return all answers of a person, the latest first."""
    return Consent.objects.filter(person=person).select_related("text").order_by("-on", "-pk")


def _answer(consent: Consent) -> rules.Answer:
    text = consent.text
    return rules.Answer(text.purpose, text.number, consent.answer, consent.on, consent.pk)


def standing(person: Person) -> dict[str, rules.Answer]:
    """Return for each purpose the answer of a person that stands."""
    return rules.standing(_answer(consent) for consent in answers_of(person))


def counting_from() -> dict[str, int]:
    """Return of each purpose the oldest version to which a consent still counts; 1 where none asked again."""
    asked = ConsentText.objects.filter(asks_again=True, valid_from__lte=clock.today())
    return {
        **dict.fromkeys(Purpose.values, 1),
        **dict(asked.order_by("number").values_list("purpose", "number")),
    }


@dataclass(frozen=True)
class Standing:
    """How one purpose stands with one person."""

    purpose: str
    title: str
    consent: Consent | None
    agrees: bool
    evidence: Sequence[Attachment]

    @property
    def is_outdated(self) -> bool:
        """Tell whether the person agreed to a text that has since asked again."""
        return self.consent is not None and self.consent.answer == Consent.Answer.GIVEN and not self.agrees


def standings(person: Person) -> list[Standing]:
    """Return how every purpose stands with a person, with the evidence of the answer that stands."""
    latest: dict[str, Consent] = {}
    for consent in answers_of(person):
        latest.setdefault(consent.text.purpose, consent)
    evidence: dict[str, list[Attachment]] = {}
    labels = [consent.label for consent in latest.values()]
    for attachment in Attachment.objects.filter(about__in=labels).select_related("file").order_by("pk"):
        evidence.setdefault(attachment.about, []).append(attachment)
    since = counting_from()
    found = []
    for purpose, title in Purpose.choices:
        stands = latest.get(purpose)
        agrees = stands is not None and rules.agrees(_answer(stands), since_number=since[purpose])
        proofs = evidence.get(stands.label, []) if stands else []
        found.append(Standing(purpose, str(title), stands, agrees, proofs))
    return found


def agreeing(rows: QuerySet[Person], purpose: str) -> QuerySet[Person]:
    """Keep the persons whose answer that stands is a consent to a version that still counts."""
    return rows.filter(_agrees(purpose))


def refusing(purpose: str) -> QuerySet[Any, Any]:
    """Return the keys of the persons whose answer that stands is no consent, for whatever is to hide them."""
    latest = Consent.objects.filter(pk=Subquery(_latest_of_person(purpose)))
    return latest.exclude(answer=Consent.Answer.GIVEN).values("person")


def missing(rows: QuerySet[Person], purpose: str, scope: Scope) -> QuerySet[Person]:
    """Keep the persons, where the scope may see consents, who have not agreed to the purpose."""
    countries = scope.countries(Permission.PEOPLE_CONSENT_VIEW)
    if countries is not EVERYWHERE:
        rows = rows.filter(country__in=countries)
    return rows.exclude(_agrees(purpose))


def _agrees(purpose: str) -> Q:
    agreed = Consent.objects.filter(
        pk=Subquery(_latest_of_person(purpose)),
        answer=Consent.Answer.GIVEN,
        text__number__gte=counting_from()[purpose],
    )
    return Q(pk__in=agreed.values("person"))


def _latest_of_person(purpose: str) -> QuerySet[Any, Any]:
    later = Consent.objects.filter(person=OuterRef("person"), text__purpose=purpose)
    return later.order_by("-on", "-pk").values("pk")[:1]
