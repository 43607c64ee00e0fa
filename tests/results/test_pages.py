"""What people see on the desk's pages of results."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.people import signed_in
from tests.results import builders as b
from tests.results.test_editions import scope_of
from tumar.kernel.models import Job
from tumar.people.models import Person
from tumar.people.rules import RoleKind
from tumar.results import queries, tasks
from tumar.results.actions.editions import freeze_edition, publish_edition
from tumar.results.indicators import indicators_of
from tumar.results.models import Edition

pytestmark = pytest.mark.django_db

A_DAY = "?as_of=2024-12-31"


@pytest.fixture
def programme():
    return b.a_small_programme()


@pytest.fixture
def office():
    return signed_in(RoleKind.PROGRAMME_OFFICE)


def an_edition(programme, *, is_published: bool = True) -> Edition:
    edition = freeze_edition(programme, as_of=b.AFTERWARDS, by=scope_of(b.an_account("one")))
    return publish_edition(edition, by=scope_of(b.an_account("two"))) if is_published else edition


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_strangers_are_sent_to_sign_in(client, programme):
    assert client.get(reverse("results:overview")).status_code == 302


def test_the_overview_shows_figures_beside_the_edition_and_the_claim(office, programme):
    b.a_claim(programme, "tot_workshops", 7)
    an_edition(programme)
    page = text_of(office.get(reverse("results:programme", args=["P53"]) + A_DAY))
    assert "4 workshops given by these trainers" in page
    assert "the same" in page
    assert "Less is recorded than was published." in page


def test_every_figure_has_a_page_with_its_breakdowns(office, programme):
    for one in indicators_of(programme):
        response = office.get(reverse("results:figure", args=["P53", one.code]) + A_DAY)
        assert response.status_code == 200, one.code
        assert "style=" not in response.content.decode()
    page = text_of(office.get(reverse("results:figure", args=["P53", "experts_reached"]) + A_DAY))
    assert "30 more persons reported by head count alone" in page
    assert "One person may stand in several rows" in page


def test_every_figure_opens_to_its_lines(office, programme):
    for one in indicators_of(programme):
        response = office.get(reverse("results:lines", args=["P53", one.code]) + A_DAY)
        assert response.status_code == 200, one.code
        assert response.context["list"].rows, one.code
        csv = office.get(reverse("results:lines", args=["P53", one.code]) + A_DAY + "&format=csv")
        assert len(b"".join(csv.streaming_content).splitlines()) == len(response.context["list"].rows) + 1


@pytest.mark.parametrize(
    ("narrowing", "rows"),
    [
        ("country=UZ", 2),
        ("country=several", 1),
        ("year=2018", 2),
        ("sex=F", 2),
        ("sex=unknown", 1),
        ("group=human-lab", 2),
    ],
)
def test_lines_can_be_narrowed(office, programme, narrowing, rows):
    address = reverse("results:lines", args=["P53", "experts_reached"])
    assert len(office.get(f"{address}{A_DAY}&{narrowing}").context["list"].rows) == rows
    edition = an_edition(programme)
    frozen = reverse("results:edition-lines", args=[edition.code, "experts_reached"])
    assert len(office.get(f"{frozen}?{narrowing}").context["list"].rows) == rows


def test_a_coordinator_sees_the_lines_of_her_country_and_no_foreign_names(programme):
    coordinator = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    Person.objects.filter(country="UZ").update(family_latin="Foreign")
    b.an_event(programme, persons=[Person.objects.filter(country="UZ").first()])
    rows = (
        coordinator.get(reverse("results:lines", args=["P53", "cascade_workshops"]) + A_DAY)
        .context["list"]
        .rows
    )
    assert len(rows) == 2
    trainers = text_of(coordinator.get(reverse("results:lines", args=["P53", "trainers_trained"]) + A_DAY))
    assert "Family" in trainers


def test_a_donor_reads_lines_without_names_and_without_links(programme):
    donor = signed_in(RoleKind.DONOR_READER)
    response = donor.get(reverse("results:lines", args=["P53", "experts_reached"]) + A_DAY)
    assert "a person in Kazakhstan" in text_of(response)
    assert "Family" not in text_of(response)
    assert {row.url for row in response.context["list"].rows} == {""}
    frozen = donor.get(reverse("results:edition-lines", args=[an_edition(programme).code, "experts_reached"]))
    assert "KZ-0" not in text_of(frozen)
    assert {row.url for row in frozen.context["list"].rows} == {""}


def test_who_may_not_see_evidence_is_refused_the_lines(programme):
    trainer = signed_in(RoleKind.TRAINER, "KZ")
    assert trainer.get(reverse("results:lines", args=["P53", "experts_reached"])).status_code == 404
    assert trainer.get(reverse("results:figure", args=["P53", "experts_reached"])).status_code == 200


@pytest.mark.parametrize("address", ["P99", "P53/figures/nothing", "P53/figures/nothing/lines"])
def test_what_does_not_exist_is_not_found(office, programme, address):
    assert office.get(f"/desk/results/programmes/{address}/").status_code == 404


def freeze_by_form(browser, as_of: str = "2024-12-31"):
    return browser.post(
        reverse("results:freeze", args=["P53"]), {"as_of": as_of, "note": "First.", "key": str(uuid4())}
    )


def test_an_edition_is_frozen_in_the_background_and_published_by_somebody_else(office, programme):
    answer = freeze_by_form(office)
    job = Job.objects.get()
    assert answer.url == reverse("results:freezing", args=[job.key])
    assert "Waiting for its turn" in text_of(office.get(answer.url))
    assert signed_in(RoleKind.PROGRAMME_OFFICE).get(answer.url).status_code == 404
    tasks.freeze.func(str(job.key))
    edition = Edition.objects.get()
    page = reverse("results:edition", args=[edition.code])
    assert office.get(answer.url).url == page
    assert office.get(answer.url, headers={"HX-Target": "freezing"}).headers["HX-Redirect"] == page
    assert edition.note == "First."
    office.post(reverse("results:publish", args=[edition.code]))
    assert Edition.objects.get().published_at is None
    assert "Waits for a second person" in text_of(office.get(page))
    director = signed_in(RoleKind.PROGRAMME_OFFICE)
    director.post(reverse("results:publish", args=[edition.code]))
    assert Edition.objects.get().published_at is not None


def test_rights_that_ended_before_the_work_began_freeze_nothing(office, programme):
    answer = freeze_by_form(office)
    office.account.roles.all().delete()
    tasks.freeze.func(str(Job.objects.get().key))
    assert not Edition.objects.exists()
    assert Job.objects.get().state == Job.State.FAILED
    assert office.get(answer.url).status_code in (403, 404)


def test_a_day_that_lies_ahead_is_not_frozen(office, programme):
    answer = freeze_by_form(office, "2999-12-31")
    assert answer.status_code == 422
    assert "lies ahead" in text_of(answer)
    assert not Job.objects.exists()


def test_the_seal_is_computed_again_on_request(office, programme):
    edition = an_edition(programme)
    verify = reverse("results:verify", args=[edition.code])
    assert "it is the same" in text_of(office.post(verify, follow=True))
    edition.lines.filter(pk=edition.lines.first().pk).update(adds=9)
    assert "no longer give the seal" in text_of(office.post(verify, follow=True))


def test_a_comparison_names_its_reasons(office, programme):
    old = freeze_edition(programme, as_of=date(2019, 12, 31), by=scope_of(b.an_account("zero")))
    new = an_edition(programme)
    page = text_of(office.get(reverse("results:compare", args=[new.code]), {"with": old.code}))
    assert "new since the earlier edition" in page
    b.an_event(programme, kind="awareness")
    page = text_of(office.get(reverse("results:compare", args=[new.code])))
    assert "records that arrived late" in page


def test_the_sealed_text_is_for_who_sees_everything(office, programme):
    edition = an_edition(programme)
    address = reverse("results:sealed", args=[edition.code])
    assert b"".join(office.get(address).streaming_content).startswith(b"edition\tP53\t2024-12-31\n")
    assert signed_in(RoleKind.DONOR_READER).get(address).status_code == 403


def test_a_draft_is_unknown_to_a_donor(programme):
    edition = an_edition(programme, is_published=False)
    donor = signed_in(RoleKind.DONOR_READER)
    assert donor.get(reverse("results:edition", args=[edition.code])).status_code == 404
    assert donor.get(reverse("results:editions", args=["P53"])).context["list"].rows == []


def test_the_pages_ask_the_database_no_more_often_for_more_lines(
    office, programme, django_assert_max_num_queries
):
    edition = an_edition(programme)
    with django_assert_max_num_queries(14):
        office.get(reverse("results:lines", args=["P53", "experts_reached"]) + A_DAY)
    with django_assert_max_num_queries(12):
        office.get(reverse("results:edition-lines", args=[edition.code, "experts_reached"]))
    assert queries.recomputed(edition) == edition.sha256
