"""Workbooks through the browser: sent, checked, shown, confirmed; twice is once; jobs are their owner's."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.desk.books import DILSHOD, WORKSHOP, a_book, a_whole_programme
from tests.people import MACHINE, signed_in
from tumar.desk import tasks
from tumar.kernel import jobs
from tumar.kernel.models import Attachment, Job, JournalEntry
from tumar.people.actions import accounts
from tumar.people.models import Person
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

GOOD = {"Persons": [DILSHOD]}
FAULTY = {"Persons": [DILSHOD, {"Code": "?!", "Country": "KZ"}]}


@pytest.fixture
def office():
    return signed_in(RoleKind.PROGRAMME_OFFICE)


def work() -> int:
    """Do what is waiting, as the worker would; return how much that was."""
    waiting = list(DBTaskResult.objects.ready())
    for each in waiting:
        each.task.func(*each.args_kwargs["args"])
    DBTaskResult.objects.all().delete()
    return len(waiting)


def send(client, sheets, *, key=None, evidence=()):
    book = SimpleUploadedFile("book.xlsx", sheets if isinstance(sheets, bytes) else a_book(sheets))
    sent = {"key": str(key or uuid4()), "book": book, "evidence": list(evidence)}
    return client.post(reverse("desk:import"), sent)


def checked(client, sheets, **options) -> str:
    """The address of the report of a workbook that was sent and checked."""
    answer = send(client, sheets, **options)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert work() == 1
    return answer.url


def imported(client, report: str) -> Job:
    """The job that imported a workbook whose report was confirmed."""
    assert client.post(f"{report}confirm/").status_code == 302
    assert work() == 1
    job = Job.objects.get(kind=tasks.IMPORT)
    assert job.state == "done", (job.message, job.result)
    return job


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_what_a_workbook_may_hold(office):
    page = shown(office, reverse("desk:import"))
    assert "Consignment lines" in page
    assert "Строки поставок" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_workbook_is_checked_shown_and_imported_when_confirmed(office):
    report = checked(office, GOOD)
    page = shown(office, report)
    assert "No errors were found" in page
    assert not Person.objects.exists()
    answer = office.post(f"{report}confirm/")
    assert work() == 1
    assert "Imported: 1 rows written" in shown(office, answer.url)
    assert Person.objects.get().code == "UZ-000001"
    assert JournalEntry.objects.get(verb="desk.book.imported").by == office.account


def test_what_was_found_is_shown_by_cell(office):
    page = shown(office, checked(office, FAULTY))
    assert "3 errors" not in page
    assert "Persons A3" in page
    assert "?!" in page
    assert "A code has capital Latin letters" in page
    assert "Import the good rows" in page


def test_a_workbook_with_errors_is_not_imported_unless_its_good_rows_are_asked_for(office):
    report = checked(office, FAULTY)
    answer = office.post(f"{report}confirm/")
    work()
    assert "Nothing was imported" in shown(office, answer.url)
    assert not Person.objects.exists()
    report = checked(office, FAULTY)
    office.post(f"{report}confirm/", {"good_rows": "on"})
    work()
    assert Person.objects.count() == 1


def test_a_form_sent_twice_starts_nothing_twice(office):
    key = uuid4()
    assert send(office, GOOD, key=key).url == send(office, GOOD, key=key).url
    assert work() == 1
    report = reverse("desk:import-report", args=[key])
    assert office.post(f"{report}confirm/").url == office.post(f"{report}confirm/").url
    assert work() == 1
    assert Job.objects.count() == 2
    assert Person.objects.count() == 1


def test_a_task_run_twice_does_its_work_once(office):
    report = checked(office, GOOD)
    office.post(f"{report}confirm/")
    key = str(tasks.key_of_import(Job.objects.get(kind=tasks.CHECK)))
    tasks.import_book.func(key)
    tasks.import_book.func(key)
    assert JournalEntry.objects.filter(verb="desk.book.imported").count() == 1


def test_evidence_files_sent_along_are_attached(office):
    sheets = a_whole_programme(Events=[{**WORKSHOP, "Evidence": "evidence/sheet.pdf; photo.jpg"}])
    files = [SimpleUploadedFile("sheet.pdf", b"%PDF"), SimpleUploadedFile("photo.jpg", b"jpeg")]
    imported(office, checked(office, sheets, evidence=files))
    assert Attachment.objects.filter(about="events.event:P53-KZ-2018-01").count() == 2


def test_what_is_no_document_is_refused_as_evidence(office):
    answer = send(office, GOOD, evidence=[SimpleUploadedFile("run.exe", b"MZ")])
    assert answer.status_code == 422
    assert "run.exe" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_file_that_is_no_workbook_gets_a_sentence(office):
    page = shown(office, checked(office, b"name;country"))
    assert "This is no workbook" in page
    assert "Send the workbook anew" in page


def test_the_page_asks_again_by_itself_and_offers_a_link_without_script(office):
    answer = send(office, GOOD)
    page = shown(office, answer.url)
    assert 'hx-trigger="every 2s"' in page
    assert f'<a class="btn" href="{answer.url}">' in page
    part = office.get(answer.url, headers={"HX-Request": "true", "HX-Target": "job"}).content.decode()
    assert "<html" not in part
    work()
    assert "hx-trigger" not in shown(office, answer.url).split('id="job"')[1][:100]


def test_progress_is_told_while_the_work_goes_on(office):
    send(office, GOOD)
    job = Job.objects.get()
    seen = []

    def at_work(running, tell):
        tell("Persons", 10, 40)
        seen.append(jobs.progress_of(running))
        return {}

    jobs.carry_out(str(job.key), at_work)
    assert (seen[0].what, seen[0].done, seen[0].total) == ("Persons", 10, 40)
    assert jobs.progress_of(job).total == 0


def test_a_fault_of_ours_ends_the_job_and_says_so(office):
    send(office, GOOD)
    job = Job.objects.get()
    with pytest.raises(ZeroDivisionError):
        jobs.carry_out(str(job.key), lambda _job, _tell: 1 / 0)
    job.refresh_from_db()
    assert (job.state, "fault of ours" in job.message) == ("failed", True)


def test_a_job_is_shown_to_whoever_started_it_alone(office):
    report = checked(office, GOOD)
    other = signed_in(RoleKind.PROGRAMME_OFFICE)
    assert other.get(report).status_code == 404
    assert other.post(f"{report}confirm/").status_code == 404
    assert other.get(reverse("desk:job", args=[Job.objects.get().key])).status_code == 404


def test_a_key_of_somebody_else_starts_nothing(office):
    key = uuid4()
    send(office, GOOD, key=key)
    other = signed_in(RoleKind.PROGRAMME_OFFICE)
    assert send(other, GOOD, key=key).status_code == 422
    assert Job.objects.count() == 1


@pytest.mark.parametrize("kind", [RoleKind.LOGISTICS_OFFICER, RoleKind.TRAINER, RoleKind.DONOR_READER])
def test_only_who_may_import_sees_the_page(kind):
    client = signed_in(kind, "KZ")
    assert client.get(reverse("desk:import")).status_code == 403


def test_rights_are_those_held_when_the_work_is_done(office):
    report = checked(office, GOOD)
    office.post(f"{report}confirm/")
    accounts.deactivate(office.account, by=MACHINE)
    work()
    assert not Person.objects.exists()
    assert Job.objects.get(kind=tasks.IMPORT).state == "failed"
