"""Answers from paper as a list: kept as received, entered as a whole or not at all, taken back as a whole."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.actions.answering import CODE_BEGINNING
from tumar.events.actions.evaluation import answer_faults, locked
from tumar.events.models import (
    AnswerList,
    AnswerSheet,
    Evaluation,
    EvaluationQuestion,
    FreeAnswer,
    PaperSheet,
)
from tumar.events.queries import answer_lists as lists
from tumar.events.queries import evaluation as reads
from tumar.events.rules.answer_lists import SheetRead
from tumar.events.rules.evaluation import Kind, Stage
from tumar.kernel import bulk, clock, files, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import check
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.kernel.tables.refusals import UnreadableTable
from tumar.kernel.tables.wording import sentence
from tumar.people.actions.numbering import add_all_numbered, add_numbered, first_free, free_codes

Given = tuple[AnswerSheet, SheetRead]


@retrying
def receive_list(evaluation: Evaluation, *, content: bytes, name: str, key: UUID, by: Scope) -> AnswerList:
    """Keep a table of answers as it came; nothing of it counts before it is entered.

    The same key twice gives the same list.
    """
    event = evaluation.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        current = locked(evaluation)
        if before := AnswerList.objects.filter(key=key, evaluation=current).first():
            return before
        _refuse_unless_open(current)
        try:
            lists.read_file(content, name, reads.questions(current))
        except UnreadableTable as refusal:
            raise Invalid([Fault("file", sentence(refusal))]) from refusal
        file = files.keep(content, name=name)
        one = AnswerList(key=key, evaluation=current, file=file, received_at=clock.now())
        one.by_id, one.by_label = by.account_id, by.label
        _add(event.code, one)
        # Seen by whoever looks after the event alone: a row says what one person answered.
        files.attach(file, about=one.label, by=by)
        journal.write("events.answerlist.received", by=by, about=one.label, file=file.sha256)
    return one


def _add(event_code: str, one: AnswerList) -> None:
    def propose() -> str:
        after = AnswerList.objects.filter(evaluation=one.evaluation).count()
        return first_free(AnswerList, f"{event_code[:CODE_BEGINNING]}-L", after=after, digits=2)

    def add(numbered: AnswerList) -> AnswerList:
        check(numbered)
        numbered.save(force_insert=True)
        return numbered

    add_numbered(one, propose, add)


def _refuse_unless_open(evaluation: Evaluation) -> None:
    if evaluation.stage != Stage.OPEN:
        raise Invalid([Fault("", _("Answers on paper are entered while the evaluation is open."))])


@retrying
def enter_list(one: AnswerList, *, by: Scope) -> AnswerList:
    """Enter every row of a list as a sheet from paper, or none where a cell is no answer.

    Twice enters nothing more.
    """
    event = one.evaluation.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        evaluation = locked(one.evaluation)
        current = AnswerList.objects.select_related("file").get(pk=one.pk)
        if current.entered_at is not None and current.withdrawn_at is None:
            return current
        _refuse(current, evaluation)
        asked = reads.questions(evaluation)
        read = lists.read_file(files.content_of(current.file), current.file.name, asked)
        if read.faults or any(answer_faults_of_paper(asked, sheet) for sheet in read.sheets):
            raise Invalid([Fault("", _("Mend what is wrong in the list, and send it again."))])
        _enter(current, evaluation, asked, list(read.sheets), by)
        current.entered_at = clock.now()
        current.version += 1
        current.save(update_fields=["entered_at", "version"])
        journal.write(
            "events.answerlist.entered-from-paper", by=by, about=current.label, sheets=len(read.sheets)
        )
    return current


def answer_faults_of_paper(asked: list[EvaluationQuestion], sheet: SheetRead) -> list[Fault]:
    """Return what is wrong with one row's answers; what was left out on paper cannot be asked for again."""
    return [one for one in answer_faults(asked, sheet.answers) if not one.field or one.field in sheet.answers]


def _refuse(one: AnswerList, evaluation: Evaluation) -> None:
    _refuse_unless_open(evaluation)
    if one.withdrawn_at is not None:
        raise Invalid([Fault("", _("This list was withdrawn. Send it again."))])
    same = AnswerList.objects.filter(evaluation=evaluation, file=one.file, withdrawn_at=None)
    if before := same.exclude(entered_at=None).first():
        said = _("The same file was entered already, as %(code)s.") % {"code": before.code}
        raise Invalid([Fault("", said)])


def _enter(
    one: AnswerList,
    evaluation: Evaluation,
    asked: list[EvaluationQuestion],
    rows: list[SheetRead],
    by: Scope,
) -> None:
    in_words = {question.key: question for question in asked if question.kind == Kind.TEXT}
    given: list[Given] = []
    for row in rows:
        others = {key: value for key, value in row.answers.items() if key not in in_words}
        sheet = AnswerSheet(evaluation=evaluation, means=AnswerSheet.Means.PAPER, answers=others)
        given.append((sheet, row))
    AnswerSheet.objects.bulk_create([sheet for sheet, _row in given], batch_size=bulk.BATCH)
    papers = add_all_numbered(lambda: _papers(one, evaluation, given, by))
    words = [
        FreeAnswer(question=in_words[key], words=str(value).strip(), paper=paper)
        for paper, (_sheet, row) in zip(papers, given, strict=True)
        for key, value in row.answers.items()
        if key in in_words
    ]
    FreeAnswer.objects.bulk_create(words, batch_size=bulk.BATCH)
    verb = "events.papersheet.entered-from-paper"
    journal.write_many((journal.Act(verb, paper.label) for paper in papers), by=by)


def _papers(one: AnswerList, evaluation: Evaluation, given: list[Given], by: Scope) -> list[PaperSheet]:
    after = PaperSheet.objects.filter(sheet__evaluation=evaluation).count()
    prefix = f"{evaluation.event.code[:CODE_BEGINNING]}-E"
    codes = free_codes(PaperSheet, prefix, len(given), after=after, digits=4)
    facts = {"by_id": by.account_id, "by_label": by.label, "entered_at": clock.now(), "answer_list": one}
    rows = [
        PaperSheet(code=code, sheet=sheet, row=row.row, **facts)
        for code, (sheet, row) in zip(codes, given, strict=True)
    ]
    return PaperSheet.objects.bulk_create(rows, batch_size=bulk.BATCH)


@retrying
def withdraw_list(one: AnswerList, *, reason: str, by: Scope) -> AnswerList:
    """Take back a list with all its sheets; they stay on record with the reason, and count no more."""
    event, reason = one.evaluation.event, reason.strip()
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        if locked(one.evaluation).stage == Stage.CLOSED:
            said = _("The evaluation is closed: its results are told, and no sheet is taken out of them.")
            raise Invalid([Fault("", said)])
        if not reason:
            raise Invalid([Fault("reason", _("Say why the sheet is withdrawn."))])
        current = AnswerList.objects.get(pk=one.pk)
        if current.withdrawn_at is not None:
            return current
        now = clock.now()
        papers = list(current.papers.filter(withdrawn_at=None))
        FreeAnswer.objects.filter(paper__answer_list=current, paper__withdrawn_at=None).delete()
        current.papers.filter(withdrawn_at=None).update(withdrawn_at=now, reason=reason)
        verb = "events.papersheet.withdrawn"
        journal.write_many((journal.Act(verb, paper.label, reason=reason) for paper in papers), by=by)
        current.withdrawn_at, current.reason = now, reason
        current.version += 1
        current.save(update_fields=["withdrawn_at", "reason", "version"])
        journal.write(
            "events.answerlist.withdrawn", by=by, about=current.label, reason=reason, sheets=len(papers)
        )
    return current
