"""Pages about events, by what a person sees on them."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import DAY, a_session, an_event, on_the_list, the_programme
from tests.people import a_country, a_person, an_organisation, signed_in
from tumar.events.forms import language_name
from tumar.events.models import Event, Involvement
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
COORDINATOR, TRAINER = RoleKind.NATIONAL_COORDINATOR, RoleKind.TRAINER
EVENTS = reverse("events:events")


def page(client, name: str, *arguments, **asked) -> str:
    response = client.get(reverse(f"events:{name}", args=arguments), asked)
    assert response.status_code == 200
    return response.content.decode()


def typed(**other) -> dict:
    return {
        "kind": "awareness",
        "reach": "country",
        "country": "KZ",
        "countries": ["KZ", "KG"],
        "title_en": "Biosafety day",
        "place": "Almaty",
        "starts": "2019-05-14",
        "ends": "2019-05-15",
        "languages": ["ru", "kk"],
        "programme": the_programme().pk,
        **other,
    }


def test_a_list_shows_the_events_of_the_country_and_those_in_which_it_takes_part():
    an_event(title={"en": "At home"})
    an_event(None, title={"en": "Together"}, countries=[a_country("KZ"), a_country("UZ")])
    an_event("UZ", title={"en": "Elsewhere"})
    shown = page(signed_in(COORDINATOR, "KZ"), "events")
    assert "At home" in shown
    assert "Together" in shown
    assert "Elsewhere" not in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "meeting"},
        {"reach": "regional"},
        {"country": "UZ"},
        {"programme": "OTHER"},
        {"year": "2021"},
        {"q": "wanted"},
        {"person": "UZ-WANTED"},
    ],
)
def test_a_list_is_narrowed(asked):
    an_event(title={"en": "Not asked for"})
    wanted = an_event(
        None,
        kind="meeting",
        title={"en": "Wanted"},
        countries=[a_country("UZ")],
        programme=the_programme("OTHER"),
        starts=DAY.replace(year=2021),
    )
    the_programme("OTHER").participations.create(country=a_country("UZ"))
    on_the_list(wanted, a_person(country="UZ", code="UZ-WANTED"))
    shown = page(signed_in(), "events", **asked)
    assert "Wanted" in shown
    assert "Not asked for" not in shown


@pytest.mark.parametrize("sort", ["day", "-title", "code"])
def test_a_list_costs_the_same_however_many_rows_it_has(sort, django_assert_max_num_queries):
    client, seen = signed_in(), []
    for _ in range(2):
        for _number in range(3):
            on_the_list(an_event())
        with django_assert_max_num_queries(8) as asked:
            client.get(EVENTS, {"sort": sort})
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_list_says_how_many_took_part_or_how_many_were_reported():
    on_the_list(an_event())
    an_event(head_count=1234, head_count_source="report")
    shown = re.sub(r"\s+", " ", page(signed_in(), "events"))
    assert ">1</td>" in shown
    assert ">1,234</td>" in shown


def test_a_list_is_downloaded():
    an_event(title={"en": "Waste"})
    response = signed_in().get(EVENTS, {"format": "csv"})
    assert b"Waste" in b"".join(response.streaming_content)


def test_an_event_s_page_shows_its_facts_its_people_and_their_marks():
    host = an_organisation("Ministry of Health")
    event = an_event(place="Astana", languages=["ru"], hosts=[host], countries=[a_country("KG")])
    a_session(event, title="morning")
    on_the_list(event, a_person("Serikova", "Dana"))
    on_the_list(event, a_person("Omarov", "Arman"), Involvement.Role.TRAINER)
    shown = page(signed_in(COORDINATOR, "KZ"), "event", event.code)
    for text in (
        "Astana",
        "Russian",
        "Ministry of Health",
        "Kyrgyzstan",
        "morning",
        "Serikova Dana",
        "Omarov Arman",
    ):
        assert text in shown
    assert "Nobody is on the list yet" not in shown


def test_a_person_of_another_country_is_not_named():
    event = an_event(None, countries=[a_country("KZ"), a_country("UZ")])
    on_the_list(event, a_person("Karimova", "Nodira", "UZ"))
    shown = page(signed_in(COORDINATOR, "KZ"), "event", event.code)
    assert "a person in Uzbekistan" in shown
    assert "Karimova" not in shown
    assert "Karimova" in page(signed_in(), "event", event.code)


@pytest.mark.parametrize(
    "name", ["event", "edit", "add-session", "add-person", "add-evidence", "record-list"]
)
def test_an_event_of_another_country_is_not_there(name):
    client = signed_in(COORDINATOR, "UZ")
    assert client.get(reverse(f"events:{name}", args=[an_event().code])).status_code == 404


@pytest.mark.parametrize("name", ["edit", "add-session", "add-person"])
def test_a_regional_event_is_seen_but_not_edited_by_a_coordinator(name):
    event = an_event(None, countries=[a_country("KZ")])
    client = signed_in(COORDINATOR, "KZ")
    assert reverse("events:edit", args=[event.code]) not in page(client, "event", event.code)
    assert client.get(reverse(f"events:{name}", args=[event.code])).status_code == 403


def test_an_event_is_added_with_a_form():
    host = an_organisation("Ministry of Health")
    an_organisation("Institute of Plague")
    client = signed_in(COORDINATOR, "KZ")
    answer = client.post(reverse("events:add"), typed(hosts=f"{host.code}\nplague", other_countries="Japan"))
    event = Event.objects.get()
    assert answer.url == reverse("events:event", args=[event.code])
    assert event.languages == ["ru", "kk"]
    assert {one.pk for one in event.countries.all()} == {"KZ", "KG", "JP"}
    assert event.organisations.filter(role="host").count() == 2


@pytest.mark.parametrize(
    ("code", "shown"), [("ru", "Russian"), ("prs", "Dari"), ("cnr", "Montenegrin"), ("x-no", "x-no")]
)
def test_a_language_is_called_by_its_name(code, shown):
    assert language_name(code) == shown


def test_a_form_tells_each_mistake_beside_its_field_and_keeps_what_was_typed():
    wrong = typed(ends="2019-05-01", hosts="Nowhere Institute", other_countries="Atlantis", place="Oskemen")
    answer = signed_in(COORDINATOR, "KZ").post(reverse("events:add"), wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for text in ("Nowhere Institute", "Atlantis", "Oskemen"):
        assert text in shown
    answer = signed_in(COORDINATOR, "KZ").post(reverse("events:add"), typed(ends="2019-05-01"))
    assert "The last day lies before the first." in answer.content.decode()


def test_a_coordinator_is_offered_country_events_of_her_country_only():
    shown = page(signed_in(COORDINATOR, "KZ"), "add")
    assert 'value="regional"' not in shown
    assert 'value="regional"' in page(signed_in(), "add")
    answer = signed_in(COORDINATOR, "KZ").post(reverse("events:add"), typed(country="UZ"))
    assert answer.status_code == 403


def test_a_copy_begins_with_what_the_other_event_was_like():
    event = an_event(
        title={"en": "Waste", "ru": "Отходы"}, place="Astana", countries=[a_country("KZ"), a_country("JP")]
    )
    shown = page(signed_in(COORDINATOR, "KZ"), "add", like=event.code)
    for text in ("Waste", "Отходы", "Astana", "Japan"):
        assert text in shown
    assert event.code not in shown.split("<main")[1]
    client = signed_in(COORDINATOR, "UZ")
    assert client.get(reverse("events:add"), {"like": event.code}).status_code == 404


def test_the_second_of_two_editors_is_told_and_keeps_what_she_typed():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    edit = reverse("events:edit", args=[event.code])
    client.post(edit, typed(seen_version=1, place="Astana"))
    answer = client.post(edit, typed(seen_version=1, place="Oskemen"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Oskemen" in shown
    assert "Astana" in shown
    event.refresh_from_db()
    assert event.place == "Astana"
    assert client.post(edit, typed(seen_version=2, place="Oskemen")).status_code == 302


def test_hosts_whom_the_editor_could_not_choose_stay():
    foreign = an_organisation("Institut Pasteur", country="FR")
    event, client = an_event(hosts=[foreign]), signed_in(COORDINATOR, "KZ")
    edit = reverse("events:edit", args=[event.code])
    shown = client.get(edit).content.decode()
    assert f"{foreign.code} · Institut Pasteur" in shown
    answer = client.post(edit, typed(seen_version=1, hosts=f"{foreign.code} · Institut Pasteur"))
    assert answer.status_code == 302
    assert event.organisations.get().organisation == foreign


def test_a_person_is_searched_for_and_put_on_the_list():
    event, person = an_event(), a_person("Serikova", "Dana")
    a_person("Serikova", "Malika", "UZ")
    client = signed_in(COORDINATOR, "KZ")
    shown = page(client, "add-person", event.code, q="serik")
    assert "Serikova Dana" in shown
    assert "Malika" not in shown
    chosen = {"q": "serik", "person": person.pk, "role": "trainer", "attended": ""}
    add = reverse("events:add-person", args=[event.code])
    assert client.post(add, chosen).status_code == 302
    assert event.involvements.get().role == "trainer"
    again = client.post(add, chosen)
    assert again.status_code == 422
    assert "on the list in this role already" in again.content.decode()


def test_a_person_whom_the_editor_may_not_see_is_no_choice():
    event, stranger = an_event(), a_person(country="UZ")
    add = reverse("events:add-person", args=[event.code])
    answer = signed_in(COORDINATOR, "KZ").post(add, {"person": stranger.pk, "role": "participant"})
    assert answer.status_code == 422
    assert not event.involvements.exists()


def test_a_person_is_taken_off_the_list_after_a_question():
    event = an_event()
    involvement, client = on_the_list(event, a_person("Serikova")), signed_in(COORDINATOR, "KZ")
    address = reverse("events:withdraw-person", args=[event.code, involvement.pk])
    assert "Serikova" in client.get(address).content.decode()
    assert event.involvements.exists()
    client.post(address, {"reason": "entered twice"})
    assert not event.involvements.exists()
    assert "entered twice" in page(client, "event", event.code)


def test_a_session_is_added():
    event, client = an_event(ends=DAY + timedelta(days=1)), signed_in(COORDINATOR, "KZ")
    client.post(reverse("events:add-session", args=[event.code]), {"day": "2019-05-15", "title": "afternoon"})
    assert "afternoon" in page(client, "event", event.code)


@pytest.fixture
def sheet():
    """A session with two participants, its address and a trainer who records it."""
    event = an_event()
    session = a_session(event)
    first, second = on_the_list(event), on_the_list(event)
    client = signed_in(TRAINER, "KZ")
    client.address = reverse("events:record-session", args=[event.code, session.number])
    return client, first, second


def states() -> list[bool | None]:
    return list(Involvement.objects.order_by("pk").values_list("attended", flat=True))


def test_a_trainer_records_a_session_on_one_sheet(sheet):
    client, first, second = sheet
    assert client.get(client.address).content.decode().count('type="radio"') == 12
    client.post(
        client.address,
        {
            f"seen-{first.pk}": "",
            f"state-{first.pk}": "present",
            f"seen-{second.pk}": "",
            f"state-{second.pk}": "absent",
        },
    )
    assert states() == [True, False]


def test_everybody_else_was_present(sheet):
    client, first, second = sheet
    posted = {
        f"seen-{first.pk}": "",
        f"state-{first.pk}": "absent",
        f"seen-{second.pk}": "",
        "all": "present",
    }
    client.post(client.address, posted)
    assert states() == [False, True]


def test_who_was_put_on_the_list_after_the_sheet_was_opened_stays_unmarked(sheet):
    client, first, _second = sheet
    client.post(client.address, {f"seen-{first.pk}": "", "all": "present"})
    assert states() == [True, None]


def test_the_second_of_two_recorders_sees_where_they_differ_and_decides(sheet):
    client, first, second = sheet
    client.post(client.address, {f"seen-{first.pk}": "", f"state-{first.pk}": "present"})
    mine = {f"seen-{first.pk}": "", f"state-{first.pk}": "absent", f"seen-{second.pk}": "", "all": "present"}
    answer = client.post(client.address, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "meanwhile recorded as present" in shown
    assert f'name="seen-{first.pk}" value="present"' in shown
    assert states() == [True, None]
    client.post(client.address, mine | {f"seen-{first.pk}": "present"})
    assert states() == [False, True]


def test_the_event_s_list_is_recorded_where_there_is_no_session():
    event = an_event()
    one, client = on_the_list(event), signed_in(TRAINER, "KZ")
    posted = {f"seen-{one.pk}": "", f"state-{one.pk}": "present"}
    client.post(reverse("events:record-list", args=[event.code]), posted)
    assert states() == [True]


def test_a_scanned_sheet_is_kept_as_evidence(data_folder):
    event, client = an_event(), signed_in(TRAINER, "KZ")
    address = reverse("events:add-evidence", args=[event.code])
    client.post(address, {"file": SimpleUploadedFile("signed sheet.pdf", b"%PDF-1.7")})
    assert "signed sheet.pdf" in page(client, "event", event.code)
    assert any(path.is_file() for path in (data_folder / "files").rglob("*"))


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "program.exe"])
def test_what_a_browser_would_run_is_no_evidence(name):
    address = reverse("events:add-evidence", args=[an_event().code])
    answer = signed_in().post(address, {"file": SimpleUploadedFile(name, b"<script>")})
    assert answer.status_code == 422
    assert "Choose a document or a picture" in answer.content.decode()


@pytest.mark.parametrize("kind", [RoleKind.DONOR_READER, RoleKind.LOGISTICS_OFFICER])
def test_who_has_nothing_to_do_with_events_sees_none(kind):
    assert signed_in(kind).get(EVENTS).status_code == 403
