"""Consent: texts brought into force, answers recorded; an answer is never changed, a later one stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import bulk, clock, files, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import check, checked_row
from tumar.kernel.refusals import Denied, Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people import rules
from tumar.people.actions.numbering import add_all_numbered, add_numbered, first_free, free_codes
from tumar.people.models import Account, Consent, ConsentText, Person
from tumar.people.queries import consent as reads

Received = tuple[str, bytes]


@retrying
def add_text(
    *, purpose: str, text: Mapping[str, str], valid_from: date, by: Scope, asks_again: bool = False
) -> ConsentText:
    """Add the next version of a purpose's text; the words of a version are never changed."""
    by.require(Permission.PEOPLE_CONSENT_EDIT, None)
    added = ConsentText(purpose=purpose, text=dict(text), valid_from=valid_from, asks_again=asks_again)
    with transaction.atomic():
        before = list(ConsentText.objects.select_for_update().filter(purpose=purpose).order_by("-number")[:1])
        added.number = before[0].number + 1 if before else 1
        checked_row(added)
        if before and valid_from < before[0].valid_from:
            raise Invalid([Fault("valid_from", _("The version before it is valid from a later day."))])
        added.save(force_insert=True)
        facts: dict[str, Any] = {"text": dict(text), "valid_from": valid_from, "asks_again": asks_again}
        journal.write("people.consent-text.added", by=by, about=added.label, **facts)
    return added


def _faults(person: Person, consent: Consent, file: Received | None) -> list[Fault]:
    faults = []
    if consent.on > clock.today():
        faults.append(Fault("on", _("This day has not come yet.")))
    if consent.how == Consent.How.PAPER and file is None:
        faults.append(Fault("file", _("Add the scan of the paper.")))
    before = reads.standing(person).get(consent.text.purpose)
    if consent.answer == Consent.Answer.WITHDRAWN and not rules.can_withdraw(before):
        faults.append(Fault("answer", _("There is no consent to withdraw.")))
    return faults


@retrying
def record_consent(
    person: Person,
    *,
    text: ConsentText,
    answer: str,
    on: date,
    how: str,
    by: Scope,
    file: Received | None = None,
    reason: str = "",
) -> Consent:
    """Record what a person answered; a withdrawal is an answer like any other, and the earlier ones stay.

    `file` is the evidence, a name and its bytes; an answer on paper cannot do without.
    """
    by.require(Permission.PEOPLE_CONSENT_EDIT, person.country_id)
    consent = Consent(person=person, text=text, answer=answer, on=on, how=how)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if faults := _faults(person, consent, file):
            raise Invalid(faults)
        add_numbered(consent, _propose_code, _add)
        facts = {"purpose": text.purpose, "number": text.number, "answer": answer, "on": on, "how": how}
        journal.write("people.consent.recorded", by=by, about=person.label, reason=reason, **facts)
        if file is not None:
            name, content = file
            files.attach(files.keep(content, name=name), about=consent.label, by=by)
    return consent


def record_given(answers: Sequence[tuple[Person, ConsentText, date]], *, by: Scope) -> list[Consent]:
    """Record that many agreed on a form of this system, each on a day; in the caller's transaction."""
    if not answers:
        return []
    by.require(Permission.PEOPLE_CONSENT_EDIT, *{person.country_id for person, _text, _on in answers})
    today = clock.today()
    if any(on > today for _person, _text, on in answers):
        raise Invalid([Fault("on", _("This day has not come yet."))])
    answer, how = Consent.Answer.GIVEN, Consent.How.FORM

    def add() -> list[Consent]:
        codes = free_codes(Consent, "CNS", len(answers), after=Consent.objects.count(), digits=6)
        rows = [
            Consent(code=code, person=person, text=text, answer=answer, on=on, how=how)
            for code, (person, text, on) in zip(codes, answers, strict=True)
        ]
        return Consent.objects.bulk_create(rows, batch_size=bulk.BATCH)

    consents = add_all_numbered(add)
    acts = []
    for person, text, on in answers:
        facts: dict[str, Any] = {"purpose": text.purpose, "number": text.number, "answer": answer}
        acts.append(journal.Act("people.consent.recorded", person.label, {**facts, "on": on, "how": how}))
    journal.write_many(acts, by=by)
    return consents


def record_own_consent(person: Person, *, purpose: str, by: Scope) -> None:
    """Record that a person agreed on a form of this system, to the text in force where there is one.

    Who agrees for himself needs no right to record what others answered; who acts for another is refused.
    """
    if not Account.objects.filter(pk=by.account_id or 0, person=person).exists():
        raise Denied(Permission.PEOPLE_CONSENT_EDIT, person.country_id)
    text = next((one for one in reads.in_force() if one.purpose == purpose), None)
    if text is None or _agrees_to(person, text):
        return
    on, how, answer = clock.today(), Consent.How.FORM, Consent.Answer.GIVEN
    with transaction.atomic():
        add_numbered(Consent(person=person, text=text, answer=answer, on=on, how=how), _propose_code, _add)
        facts: dict[str, Any] = {"purpose": purpose, "number": text.number, "answer": answer}
        journal.write("people.consent.recorded", by=by, about=person.label, on=on, how=how, **facts)


def _agrees_to(person: Person, text: ConsentText) -> bool:
    stands = reads.standing(person).get(text.purpose)
    return stands is not None and rules.agrees(stands, since_number=text.number)


def _propose_code() -> str:
    return first_free(Consent, "CNS", after=Consent.objects.count(), digits=6)


def _add(consent: Consent) -> Consent:
    check(consent)
    consent.save(force_insert=True)
    return consent
