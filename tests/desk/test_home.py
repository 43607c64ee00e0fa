"""The first page, by role."""

from datetime import date

import pytest

from tests.events.builders import an_event, on_the_list
from tests.people import a_programme, an_account, signed_in
from tumar.kernel import clock
from tumar.people.rules import RoleKind
from tumar.results.models import Edition

pytestmark = pytest.mark.django_db


def home(*who) -> str:
    return signed_in(*who).get("/desk/").content.decode()


def an_edition(programme, code: str, *, published: bool) -> Edition:
    frozen_by, published_by = an_account(), an_account()
    return Edition.objects.create(
        code=code,
        programme=programme,
        as_of=date(2024, 4, 10),
        frozen_at=clock.now(),
        frozen_by=frozen_by,
        published_at=clock.now() if published else None,
        published_by=published_by if published else None,
        sha256="0" * 64,
    )


def test_the_office_sees_every_programme_that_is_run_from_here():
    a_programme("P53", short_title="Project 53")
    a_programme("GIBA", short_title="Somebody else's", is_ours=False)
    text = home(RoleKind.PROGRAMME_OFFICE)
    assert "Project 53" in text
    assert "Somebody else" not in text
    assert "No edition of its figures is published yet." in text


def test_an_edition_that_waits_is_told_to_who_may_publish_it():
    an_edition(a_programme("P53"), "P53-2024-04-10", published=False)
    assert "waits for a second person" in home(RoleKind.PROGRAMME_OFFICE)
    assert "waits for a second person" not in home(RoleKind.DONOR_READER)


def test_a_published_edition_is_named():
    an_edition(a_programme("P53"), "P53-2024-04-10", published=True)
    text = home(RoleKind.DONOR_READER)
    assert "Edition P53-2024-04-10, as of 10 Apr 2024" in text


def test_a_coordinator_sees_her_country_and_no_other():
    an_event("KZ", title={"en": "In Almaty"})
    an_event("UZ", title={"en": "In Tashkent"})
    text = home(RoleKind.NATIONAL_COORDINATOR, "KZ")
    assert "<h1>Kazakhstan</h1>" in text
    assert "In Almaty" in text
    assert "In Tashkent" not in text


def test_a_past_event_without_a_list_waits_for_the_coordinator():
    bare = an_event("KZ", title={"en": "Bare"})
    on_the_list(an_event("KZ", title={"en": "Listed"}), attended=True)
    an_event("KZ", title={"en": "Counted"}, head_count=12, head_count_source="hotel's bill")
    an_event("KZ", title={"en": "To come"}, starts=date(2999, 1, 1))
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    waiting = client.get("/desk/").context["home"].without_list
    assert waiting == [bare]


def test_coming_events_stand_apart_from_past_ones():
    an_event("KZ", title={"en": "Past"})
    an_event("KZ", title={"en": "To come"}, starts=date(2999, 1, 1))
    shown = signed_in().get("/desk/").context["home"]
    assert [str(event) for event in shown.coming] == ["To come"]
    assert [str(event) for event in shown.latest] == ["Past"]


def test_who_sees_no_events_is_shown_none():
    an_event("KZ", title={"en": "In Almaty"})
    assert "Latest events" not in home(RoleKind.DONOR_READER)


@pytest.mark.parametrize("kind", list(RoleKind))
def test_every_role_has_a_first_page(kind):
    from tests.people import an_organisation

    named = {"organisation": an_organisation()} if kind == RoleKind.RECIPIENT_LABORATORY else {}
    assert signed_in(kind, "KZ", **named).get("/desk/").status_code == 200


def test_the_first_page_takes_as_many_queries_however_much_is_there(django_assert_max_num_queries):
    programme = a_programme("P53")
    for number in range(3):
        an_event("KZ", title={"en": f"Event {number}"}, programme=programme)
    client = signed_in()
    with django_assert_max_num_queries(14):
        client.get("/desk/")
