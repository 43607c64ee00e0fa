"""Lists through the browser: sent, columns confirmed, rows looked at, imported, undone; twice is once."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.events.builders import an_event
from tests.people import a_person, signed_in
from tests.supplies.builders import a_consignment
from tumar.desk.lists_in import reading
from tumar.kernel.models import Job, ListImport, ListRow, SourceMapping
from tumar.people.models import Person
from tumar.people.rules import RoleKind
from tumar.supplies.models import ConsignmentLine

pytestmark = pytest.mark.django_db

TABLE = (
    "ФИО;Пол;Год рождения;Телефон\n"
    "Ахметова Айжан Сериковна;ж;1985;+77011234567\n"
    "Каримов Дильшод;м;1980;+998901234567\n"
)
TWO = {"kind": "persons", "country": "KZ"}


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


def send(client, table=TABLE, *, name="list.csv", key=None, **chosen):
    content = table if isinstance(table, bytes) else table.encode()
    sent = {**TWO, "key": str(key or uuid4()), "file": SimpleUploadedFile(name, content), **chosen}
    return client.post(reverse("desk:send-list"), sent)


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def sent(client, table=TABLE, **chosen) -> str:
    """The address of a list that was sent and read."""
    answer = send(client, table, **chosen)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert work() == 1
    return answer.url


def mapping(one: ListImport) -> dict[str, str]:
    return {f"column-{key}": field for key, field in one.mapping.items()}


def previewed(client, table=TABLE, **chosen) -> str:
    """The address of a list whose columns were confirmed as they were recognised."""
    page = sent(client, table, **chosen)
    one = ListImport.objects.latest("pk")
    answer = client.post(f"{page}columns/", {**mapping(one), **one.options, "attempt": one.attempts})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert work() == 1
    return page


def imported(client, table=TABLE, **chosen) -> str:
    """The address of a list that was imported."""
    page = previewed(client, table, **chosen)
    client.post(f"{page}import/", {"attempt": ListImport.objects.latest("pk").attempts})
    assert work() == 1
    return page


def test_the_columns_are_shown_as_they_were_recognised_with_examples(office):
    page = shown(office, sent(office))
    assert "What the columns hold" in page
    assert "Ахметова Айжан Сериковна" in page
    assert '<option value="full_name" selected>' in page
    assert '<option value="birth" selected>' in page


def test_the_rows_are_shown_with_what_will_happen_and_nothing_is_written(office):
    page = shown(office, previewed(office))
    assert "Ахметова" in page
    assert "new" in page
    assert "Import these rows" in page
    assert not Person.objects.exists()


def test_rows_that_were_passed_over_are_listed_with_the_reason(office):
    page = shown(office, previewed(office, f"Список участников семинара\n{TABLE}Итого;2;;\n"))
    assert "2 rows were passed over; see why" in page
    assert "“Список участников семинара”</bdi>: This row stands above the table" in page
    assert "“Итого 2”</bdi>: A row of totals" in page
    assert "passed over" not in shown(office, previewed(office, TABLE.replace("1985", "1986")))


def test_of_very_many_rows_that_were_passed_over_the_first_are_shown(office, monkeypatch):
    monkeypatch.setattr(reading, "PASSED_KEPT", 1)
    page = shown(office, previewed(office, f"Список участников семинара\n{TABLE}Итого;2;;\n"))
    assert "2 rows were passed over; see why" in page
    assert "Only the first ones are shown." in page
    assert "A row of totals" not in page


def test_a_list_is_imported_and_the_record_says_where_it_came_from(office):
    page = imported(office)
    assert "Imported on" in shown(office, page)
    person = Person.objects.get(country="KZ")
    record = shown(office, reverse("people:person", args=[person.code]))
    assert "From lists" in record
    assert "list.csv" in record
    assert page in record


def test_a_pasted_table_is_a_list(office):
    answer = office.post(
        reverse("desk:send-list"), {**TWO, "key": str(uuid4()), "text": "Name\tSex\nAizhan Akhmetova\tF\n"}
    )
    assert answer.status_code == 302
    assert work() == 1
    assert "What the columns hold" in shown(office, answer.url)


@pytest.mark.parametrize("both", [{}, {"text": "Name\nA B\n", "with_file": True}], ids=["neither", "both"])
def test_either_a_file_or_a_text_is_asked_for(office, both):
    given = {**TWO, "key": str(uuid4()), **both}
    if given.pop("with_file", False):
        given["file"] = SimpleUploadedFile("a.csv", b"Name\nA B\n")
    answer = office.post(reverse("desk:send-list"), given)
    assert answer.status_code == 422
    assert "one of the two" in answer.content.decode()


def test_a_list_sent_twice_is_received_once(office):
    key = uuid4()
    assert send(office, key=key).url == send(office, key=key).url
    assert work() == 1
    assert ListImport.objects.count() == 1


def test_an_import_asked_for_twice_is_done_once(office):
    page = previewed(office)
    attempt = {"attempt": ListImport.objects.get().attempts}
    assert office.post(f"{page}import/", attempt).url == office.post(f"{page}import/", attempt).url
    assert work() == 1
    assert Person.objects.count() == 2


def test_a_column_that_was_changed_is_read_so_and_remembered(office):
    table = "ФИО;Прочее\nАхметова Айжан;Алматы\n"
    page = sent(office, table)
    one = ListImport.objects.get()
    keys = list(one.mapping)
    chosen = {f"column-{keys[0]}": "full_name", f"column-{keys[1]}": "position", "country": "KZ"}
    office.post(f"{page}columns/", {**chosen, "attempt": one.attempts})
    assert work() == 1
    assert ListRow.objects.get().facts["position"] == "Алматы"
    assert SourceMapping.objects.exists()
    sent(office, table)
    again = ListImport.objects.latest("pk")
    assert list(again.mapping.values()) == ["full_name", "position"]


def test_a_file_that_is_no_list_gets_one_sentence(office):
    page = shown(office, sent(office, b"\x89PNG\r\n\x1a\n" + bytes(100), name="list.xlsx"))
    assert "The list cannot be read" in page
    assert "picture" in page


def test_an_event_that_is_not_there_is_refused_in_the_form(office):
    answer = send(office, event="P53-XX-1", kind="participants")
    assert answer.status_code == 422
    assert "There is no event P53-XX-1" in answer.content.decode()


def test_participants_are_imported_for_the_event(office):
    event = an_event()
    page = imported(office, kind="participants", event=event.code)
    assert event.code in shown(office, page)
    assert event.involvements.count() == 2


def test_what_is_missing_for_the_whole_list_is_said_and_asked_for(office):
    page = shown(office, previewed(office, "ФИО\nАхметова Айжан\n", country=""))
    assert "Something must be chosen first" in page
    assert "Import these rows" not in page


def test_the_counts_narrow_the_rows(office):
    page = previewed(office, TABLE + ";м;1990;+77011234568\n")
    assert "1</strong><span>refused" in shown(office, page)
    narrowed = shown(office, f"{page}?decision=refused")
    assert "Ахметова" not in narrowed
    assert "There is no name in this row" in narrowed


def test_a_doubtful_row_is_decided_on_its_page(office):
    for year in (1985, None):
        a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=year)
    page = imported(office, "ФИО\nАхметова Айжан Сериковна\n")
    review = shown(office, f"{page}?decision=review")
    assert "Who is Ахметова Айжан Сериковна?" in review
    row = ListRow.objects.get()
    assert row.candidates[0]["code"] in review
    answer = office.post(f"{page}decide/", {f"row-{row.number}": row.candidates[0]["code"]}, follow=True)
    assert "1 row was decided" in answer.content.decode()
    assert ListRow.objects.get().outcome == "applied"


def test_a_choice_that_nobody_proposed_is_refused_with_a_sentence(office):
    page = previewed(office)
    answer = office.post(
        f"{page}decide/", {"row-1": "KZ-999999", "row-x": "new", "row-999": "new"}, follow=True
    )
    assert answer.status_code == 200
    assert not Person.objects.exists()


def test_an_import_is_undone_on_its_page(office):
    page = imported(office)
    office.post(f"{page}undo/", {"attempt": ListImport.objects.get().attempts})
    assert work() == 1
    assert "Undone on" in shown(office, page)
    assert not Person.objects.exists()


def test_what_stands_in_the_way_of_undoing_is_shown_by_row(office):
    page = imported(office)
    person = Person.objects.get(country="KZ")
    office.post(
        reverse("people:edit-person", args=[person.code]),
        {
            "seen_version": 1,
            "family": "Ахметова",
            "country": "KZ",
            "sex": "F",
            "group": "unknown",
            "position": "head",
        },
    )
    office.post(f"{page}undo/", {"attempt": ListImport.objects.get().attempts})
    work()
    told = shown(office, page)
    assert "The import was not undone" in told
    rows = shown(office, f"{page}?in_the_way=yes")
    assert "was changed since" in rows
    office.post(f"{page}undo/", {"attempt": ListImport.objects.get().attempts, "others": "on"})
    work()
    assert Person.objects.get() == person


def test_a_step_that_failed_can_be_started_again(office):
    page = previewed(office)
    person = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=1985)
    row = ListRow.objects.get(number=1)
    row.decision, row.record = "matched", person.label
    row.save()
    Person.objects.filter(pk=person.pk).delete()
    office.post(f"{page}import/", {"attempt": ListImport.objects.get().attempts})
    work()
    assert "This could not be done" in shown(office, page)
    office.post(f"{page}preview/", {"attempt": ListImport.objects.get().attempts})
    assert work() == 1
    office.post(f"{page}import/", {"attempt": ListImport.objects.get().attempts})
    work()
    assert Person.objects.count() == 2


def test_a_list_at_work_says_how_far_it_is_and_asks_again_by_itself(office):
    answer = send(office)
    page = shown(office, answer.url)
    assert "Waiting for its turn" in page
    assert 'hx-trigger="every 2s"' in page
    part = office.get(answer.url, headers={"HX-Target": "list-import"}).content.decode()
    assert part.strip().startswith("<div id")


def test_a_list_is_its_senders_and_the_offices_own(office):
    sender = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    page = sent(sender)
    assert "list.csv" in shown(sender, reverse("desk:lists"))
    assert office.get(page).status_code == 200
    other = signed_in(RoleKind.NATIONAL_COORDINATOR, "UZ")
    assert other.get(page).status_code == 404
    assert "list.csv" not in shown(other, reverse("desk:lists"))


def test_whoever_may_write_nothing_is_not_let_in():
    assert signed_in(RoleKind.DONOR_READER).get(reverse("desk:lists")).status_code == 403


def test_only_the_kinds_that_one_may_write_are_offered():
    page = shown(signed_in(RoleKind.LOGISTICS_OFFICER), reverse("desk:send-list"))
    assert 'value="consignments"' in page
    assert 'value="persons"' not in page


def test_a_key_of_somebody_elses_list_is_refused(office):
    key = uuid4()
    send(office, key=key)
    answer = send(signed_in(RoleKind.PROGRAMME_OFFICE), key=key)
    assert answer.status_code == 422


def test_a_list_that_is_not_there_is_not_found(office):
    assert office.get(reverse("desk:list", args=[UUID(int=0)])).status_code == 404


def test_a_job_that_lost_its_rights_writes_nothing(office):
    page = previewed(office)
    office.account.roles.all().delete()
    office.post(f"{page}import/", {"attempt": 2})
    one = ListImport.objects.get()
    assert Job.objects.filter(kind="desk.list.commit").count() == 0
    assert one.state == "previewed"


GOODS = (
    "Накладная;Наименование;Количество;Цена;Валюта\n{code};Перчатки;100;1,50;EUR\n{code};Халаты;10;5;EUR\n"
)


def test_goods_without_a_category_are_told_and_can_be_given_one_before_the_import(office):
    table = GOODS.format(code=a_consignment().code)
    address = previewed(office, table, kind="consignments")
    page = shown(office, address)
    assert "2 rows name no category of goods and go under “other”." in page
    assert "choose one for these rows" in page
    one = ListImport.objects.latest("pk")
    office.post(f"{address}read/", {"attempt": one.attempts})
    assert work() == 1
    assert "Category of goods" in shown(office, address)
    one.refresh_from_db()
    chosen = {**mapping(one), **one.options, "category": "ppe", "attempt": one.attempts}
    office.post(f"{address}columns/", chosen)
    assert work() == 1
    assert "go under “personal protective equipment”" in shown(office, address)
    one.refresh_from_db()
    office.post(f"{address}import/", {"attempt": one.attempts})
    assert work() == 1
    assert set(ConsignmentLine.objects.values_list("category", flat=True)) == {"ppe"}


def test_a_list_of_persons_is_not_asked_for_a_category_of_goods(office):
    assert "Category of goods" not in shown(office, sent(office))
