"""Answers to an evaluation: by telephone from anybody with an address, from paper by the desk."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events import letters_evaluation as letters
from tumar.events.actions.evaluation import answer_faults, locked
from tumar.events.models import AnswerSheet, Evaluation, EvaluationLink, FreeAnswer, PaperSheet
from tumar.events.queries import evaluation as reads
from tumar.events.rules.evaluation import Kind, Stage
from tumar.kernel import clock, files, journal, mail
from tumar.kernel.permissions import Permission
from tumar.kernel.records import check
from tumar.kernel.refusals import Fault, Invalid, Refusal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.numbering import add_numbered, first_free

Answers = Mapping[str, Any]
# Whoever answers is nobody; the journal knows that a sheet came, and not which.
RESPONDENT = Scope(None, "respondent")
CODE_BEGINNING = 28


class NotOpen(Refusal):
    """Nobody can answer now, or not by this address."""


@retrying
def receive_answers(evaluation: Evaluation, answers: Answers, *, key: UUID) -> None:
    """Keep what somebody answered at the address for the hall; the same key twice counts once."""
    with transaction.atomic():
        current = _open_one(evaluation)
        if not AnswerSheet.objects.filter(pk=key).exists():
            _receive(current, answers, key=key, means=AnswerSheet.Means.HALL)


@retrying
def receive_by_link(link: EvaluationLink, answers: Answers) -> bool:
    """Keep what somebody answered by a link of their own, once; False where it was used before.

    The link knows that it was used. The sheet knows nothing of the link.
    """
    with transaction.atomic():
        current = _open_one(link.evaluation)
        if not EvaluationLink.objects.filter(pk=link.pk, is_used=False).update(is_used=True):
            return False
        _receive(current, answers, key=None, means=AnswerSheet.Means.LINK)
    return True


def _open_one(evaluation: Evaluation) -> Evaluation:
    current = locked(evaluation)
    if why := reads.why_closed(current):
        raise NotOpen(why)
    return current


def _receive(evaluation: Evaluation, answers: Answers, *, key: UUID | None, means: str) -> None:
    _keep(evaluation, answers, key=key, means=means)
    FreeAnswer.objects.bulk_create(_words(evaluation, answers))
    journal.write("events.evaluation.answered", by=RESPONDENT, about=evaluation.event.label)


def _keep(evaluation: Evaluation, answers: Answers, *, key: UUID | None, means: str) -> AnswerSheet:
    asked = reads.questions(evaluation)
    faults = answer_faults(asked, answers)
    if means == AnswerSheet.Means.PAPER:
        # What somebody left out on paper cannot be asked for again.
        faults = [one for one in faults if not one.field or one.field in answers]
    if faults:
        raise Invalid(faults)
    in_words = {one.key for one in asked if one.kind == Kind.TEXT}
    others = {name: value for name, value in answers.items() if name not in in_words}
    sheet = AnswerSheet(evaluation=evaluation, means=means, answers=others, **({"key": key} if key else {}))
    sheet.save(force_insert=True)
    return sheet


def _words(evaluation: Evaluation, answers: Answers, paper: PaperSheet | None = None) -> list[FreeAnswer]:
    return [
        FreeAnswer(question=one, words=answers[one.key].strip(), paper=paper)
        for one in reads.questions(evaluation)
        if one.kind == Kind.TEXT and one.key in answers
    ]


@retrying
def enter_paper(
    evaluation: Evaluation,
    answers: Answers,
    *,
    key: UUID,
    scan: tuple[str, bytes] | None = None,
    by: Scope,
) -> PaperSheet:
    """Enter one sheet that was filled in on paper; its code is to be written onto the paper.

    The same key twice gives the same sheet. `scan` is a picture of the paper, by name and bytes.
    """
    event = evaluation.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        current = locked(evaluation)
        if before := PaperSheet.objects.filter(sheet=key, sheet__evaluation=current).first():
            return before
        if current.stage != Stage.OPEN:
            raise Invalid([Fault("", _("Answers on paper are entered while the evaluation is open."))])
        sheet = _keep(current, answers, key=key, means=AnswerSheet.Means.PAPER)
        paper = PaperSheet(sheet=sheet, by_id=by.account_id, by_label=by.label, entered_at=clock.now())
        _add(event.code, paper, after=PaperSheet.objects.filter(sheet__evaluation=current).count())
        FreeAnswer.objects.bulk_create(_words(current, answers, paper))
        if scan is not None:
            files.attach(files.keep(scan[1], name=scan[0]), about=paper.label, by=by)
        journal.write("events.papersheet.entered-from-paper", by=by, about=paper.label)
    return paper


def _add(event_code: str, paper: PaperSheet, *, after: int) -> None:
    def propose() -> str:
        return first_free(PaperSheet, f"{event_code[:CODE_BEGINNING]}-E", after=after, digits=4)

    def add(numbered: PaperSheet) -> PaperSheet:
        check(numbered)
        numbered.save(force_insert=True)
        return numbered

    add_numbered(paper, propose, add)


@retrying
def withdraw_paper(paper: PaperSheet, *, reason: str, by: Scope) -> PaperSheet:
    """Take back a sheet entered by mistake; it stays on record with the reason, and counts no more."""
    evaluation = paper.sheet.evaluation
    by.require(Permission.EVENTS_EVENT_EDIT, evaluation.event.country_id)
    with transaction.atomic():
        if locked(evaluation).stage == Stage.CLOSED:
            said = _("The evaluation is closed: its results are told, and no sheet is taken out of them.")
            raise Invalid([Fault("", said)])
        if not reason.strip():
            raise Invalid([Fault("reason", _("Say why the sheet is withdrawn."))])
        rows = PaperSheet.objects.filter(pk=paper.pk, withdrawn_at=None)
        if rows.update(withdrawn_at=clock.now(), reason=reason.strip()):
            paper.words.all().delete()
            journal.write("events.papersheet.withdrawn", by=by, about=paper.label, reason=reason.strip())
    paper.refresh_from_db()
    return paper


@retrying
def send_links(evaluation: Evaluation, *, by: Scope) -> int:
    """Write to everybody who attended, with a link for one sheet each; nobody is written to twice.

    Returns how many letters were queued. Which link went to whom stands in the letter alone.
    """
    event = evaluation.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        current = locked(evaluation)
        if why := reads.why_closed(current):
            raise Invalid([Fault("", why)])
        count = sum(_send(current, one) for one in reads.to_be_written_to(current))
        if count:
            journal.write("events.evaluation.links-sent", by=by, about=event.label, letters=count)
    return count


def _send(evaluation: Evaluation, one: reads.Addressee) -> bool:
    link = EvaluationLink(evaluation=evaluation, token=secrets.token_urlsafe(32))
    letter = letters.compose(evaluation, link, name=one.name, address=one.email, language=one.language)
    link.save(force_insert=True)
    return mail.queue(letter, key=one.key, about=letters.about(evaluation))
