"""What anybody sees of published editions, and what nobody sees."""

import csv
import gzip
import io
import json
import re
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.people import signed_in
from tests.portal.world import a_full_programme, a_published_programme, frozen, published
from tests.results import builders as b
from tumar.people.models import Person
from tumar.people.rules import RoleKind
from tumar.results import queries as results

pytestmark = pytest.mark.django_db
FIRST_VISIT = 60_000


@pytest.fixture
def world():
    return a_published_programme()


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"accept-language": "en"})


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def figures_of(edition):
    return results.sheet_of(edition, "en").figures


def test_an_empty_house_says_so_and_leads_to_sign_in(stranger):
    b.a_small_programme()
    response = stranger.get("/")
    assert "Nothing has been published yet" in text_of(response)
    assert reverse("account_login") in response.content.decode()


def test_the_only_published_programme_is_the_home_page(stranger, world):
    assert world.programme.full_title in text_of(stranger.get("/"))


def test_several_programmes_are_listed_with_their_sentences(stranger):
    for code in ("P53", "P54"):
        programme = b.a_programme(code)
        b.an_event(programme, kind="awareness")
        published(programme)
    page = text_of(stranger.get("/"))
    assert "Programme P53" in page
    assert "Programme P54" in page
    assert "1 country awareness event" in page


def test_the_factsheet_says_every_figure_of_the_newest_edition(stranger, world):
    response = stranger.get("/programmes/P53/")
    page = text_of(response)
    for figure in figures_of(world.newest):
        assert figure.sentence.lower() in page.lower()
        assert reverse("portal:figure", args=["P53", figure.indicator]) in response.content.decode()
    assert world.newest.code in page
    assert world.newest.sha256 in page
    assert "Demonstration data." in page
    assert "European Union" in page
    assert "The record bears the published figure out." in page
    assert "Less is recorded than was published." in page
    assert "UNSCR 1244/1999" in page
    assert "Raise awareness" in page


def test_what_is_not_published_is_not_there(stranger):
    programme = b.a_small_programme()
    edition = frozen(programme)
    for path in (
        "/programmes/P53/",
        "/programmes/P53/factsheet.json",
        "/programmes/P53/figures/tot_workshops/",
        f"/programmes/P53/editions/{edition.code}/",
        f"/programmes/P53/editions/{edition.code}/figures/tot_workshops/lines.csv",
        "/programmes/NONE/",
    ):
        assert stranger.get(path).status_code == 404, path


def test_a_draft_beside_a_published_edition_stays_hidden(stranger, world):
    b.an_event(world.programme, kind="awareness", country="KZ")
    draft = frozen(world.programme)
    assert draft.code not in text_of(stranger.get("/programmes/P53/"))
    assert stranger.get(f"/programmes/P53/editions/{draft.code}/").status_code == 404


@pytest.mark.parametrize("path", ["figures/nothing/", "figures/tot_workshops/lines.xml", "factsheet.docx"])
def test_unknown_parts_are_not_found(stranger, world, path):
    assert stranger.get(f"/programmes/P53/{path}").status_code == 404


def test_another_programmes_edition_is_not_found_here(stranger, world):
    other = b.a_programme("P54")
    published(other)
    assert stranger.get(f"/programmes/P54/editions/{world.newest.code}/").status_code == 404


def test_an_earlier_edition_stays_readable_and_points_to_the_newest(stranger, world):
    page = text_of(stranger.get(f"/programmes/P53/editions/{world.first.code}/"))
    assert world.first.sha256 in page
    assert "There is a newer edition" in page
    assert "There is a newer edition" not in text_of(stranger.get("/programmes/P53/"))


def test_every_figure_opens_with_breakdowns_that_reconcile(stranger, world):
    for figure in figures_of(world.newest):
        response = stranger.get(f"/programmes/P53/figures/{figure.indicator}/")
        assert response.status_code == 200, figure.indicator
        for one in response.context["page"].breakdowns:
            assert "add up to" in one.reconciled
        assert len(response.context["page"].breakdowns) == (len(figure.by) if figure.value else 0)


def test_persons_in_several_rows_are_told_apart_from_the_total(stranger):
    programme = b.a_small_programme()
    published(programme)
    figure = results.published_edition("P53").figures.get(indicator="experts_reached")
    page = text_of(stranger.get("/programmes/P53/figures/experts_reached/"))
    assert sum(figure.told["en"]["by"]["year"].values()) > figure.value
    assert "since one person may stand in several; the total counts each once." in page


def test_a_figure_says_what_the_earlier_edition_said_and_why_it_moved(stranger, world):
    page = text_of(stranger.get("/programmes/P53/figures/country_awareness_events/"))
    assert f"Edition {world.first.code}, as of 31 December 2019" in page
    assert "+1" in page
    assert "records that arrived late" in page


def test_lines_can_be_narrowed_and_turned(stranger):
    a_full_programme()
    address = "/programmes/P53/figures/experts_reached/"
    everything = stranger.get(address).context["page"].lines
    assert len(everything.rows) == 50
    following = stranger.get(address + everything.next_url).context["page"].lines
    assert following.previous_url
    narrow = stranger.get(address + "?country=KZ").context["page"]
    assert narrow.is_narrowed
    assert {row.cells[1].value for row in narrow.lines.rows} == {"Kazakhstan"}
    assert stranger.get(address + "?sort=day&after=rubbish&country=XX").status_code == 200


def everything_public(stranger, edition) -> list[str]:
    at = f"/programmes/P53/editions/{edition.code}/"
    paths = ["", *(f"factsheet.{kind}" for kind in ("json", "csv"))]
    for figure in figures_of(edition):
        paths += [
            f"figures/{figure.indicator}/{end}" for end in ("", "lines.csv", "lines.json", "?country=KZ")
        ]
    return [body_of(stranger.get(at + path)).decode() for path in paths]


def test_nobody_is_named_anywhere(stranger, world):
    said = "\n".join(everything_public(stranger, world.newest))
    assert "a person in Kazakhstan" in said
    for person in Person.objects.all():
        assert person.code not in said
        assert person.family_latin not in said
    assert "person:" not in said


def test_a_donor_gets_no_more_than_a_stranger_and_the_office_gets_links(stranger, world):
    address = "/programmes/P53/figures/cascade_workshops/"
    links = [
        {row.url for row in client.get(address).context["page"].lines.rows}
        for client in (stranger, signed_in(RoleKind.DONOR_READER), signed_in(RoleKind.PROGRAMME_OFFICE))
    ]
    assert links[:2] == [{""}, {""}]
    assert all(url.startswith("/desk/events/") for url in links[2])


def test_a_coordinator_gets_links_to_the_records_of_her_country_alone(world):
    office = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    rows = office.get("/programmes/P53/figures/cascade_workshops/").context["page"].lines.rows
    assert {bool(row.url) for row in rows if row.cells[1].value == "Kazakhstan"} == {True}
    assert {bool(row.url) for row in rows if row.cells[1].value != "Kazakhstan"} == {False}


def test_the_column_counts_adds_up_to_every_figure(stranger, world):
    for figure in figures_of(world.newest):
        told = json.loads(body_of(stranger.get(f"/programmes/P53/figures/{figure.indicator}/lines.json")))
        assert len(told["lines"]) == figure.lines
        scale = 100 if figure.is_money else 1
        assert round(sum(line["counts"] for line in told["lines"]) * scale) == figure.value
        text = body_of(stranger.get(f"/programmes/P53/figures/{figure.indicator}/lines.csv")).decode()
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        assert [float(row["counts"]) for row in rows] == [line["counts"] for line in told["lines"]]


def test_head_counts_alone_never_count_as_persons(stranger, world):
    told = json.loads(body_of(stranger.get("/programmes/P53/figures/experts_reached/lines.json")))
    reported = [line for line in told["lines"] if line["strength"] == "reported"]
    assert reported
    assert {line["counts"] for line in reported} == {0}


def test_page_json_csv_and_xlsx_agree(stranger, world):
    told = json.loads(stranger.get("/programmes/P53/factsheet.json").content)
    page = text_of(stranger.get("/programmes/P53/")).lower()
    text = stranger.get("/programmes/P53/factsheet.csv").content.decode().removeprefix("\ufeff")
    rows = {row["Indicator"]: row for row in csv.DictReader(io.StringIO(text)) if not row["Breakdown"]}
    book = load_workbook(io.BytesIO(stranger.get("/programmes/P53/factsheet.xlsx").content)).worksheets[0]
    cells = {row[0]: row[5] for row in book.iter_rows(values_only=True) if row[2] in (None, "")}
    assert told["sha256"] == world.newest.sha256
    for figure in told["figures"]:
        assert figure["sentence"].lower() in page
        assert float(rows[figure["indicator"]]["Value"]) == figure["value"]
        assert float(cells[figure["indicator"]]) == figure["value"]


def test_the_pdf_is_a_pdf_and_the_same_twice(stranger, world):
    first, second = (stranger.get("/programmes/P53/factsheet.pdf").content for _ in range(2))
    assert first.startswith(b"%PDF")
    assert first == second


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [("en", "ltr", "Lines of evidence"), ("ru", "ltr", "Казахстан"), ("fa-af", "rtl", "قزاقستان")],
)
def test_the_address_chooses_the_language_and_the_next_page_keeps_it(
    stranger, world, language, direction, words
):
    stranger.get(f"/programmes/P53/?lang={language}")
    page = stranger.get("/programmes/P53/figures/experts_reached/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert words in page


def test_every_language_bears_its_own_name_on_every_page(stranger):
    for language in ("en", "ru", "fa-af"):
        page = text_of(stranger.get(f"/?lang={language}"))
        assert all(name in page for name in ("English", "Русский", "دری"))


def test_the_links_to_other_languages_keep_the_rest_of_the_address(stranger, world):
    page = stranger.get("/programmes/P53/figures/experts_reached/?country=KZ").content.decode()
    assert "?country=KZ&amp;lang=ru" in page


def test_an_unknown_language_is_passed_over(stranger, world):
    response = stranger.get("/programmes/P53/?lang=xx")
    assert response.status_code == 200
    assert not response.cookies


def test_strangers_get_no_cookie_and_no_script(stranger, world):
    for path in ("/", "/programmes/P53/", "/programmes/P53/figures/experts_reached/"):
        response = stranger.get(path)
        assert not response.cookies
        page = response.content.decode()
        assert "<script" not in page
        assert not re.search(r"<style|\sstyle=", page)
        assert "csrfmiddlewaretoken" not in page
        assert "Cookie" in response.headers["Vary"]
        assert "Accept-Language" in response.headers["Vary"]
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_page_that_has_not_changed_is_not_sent_again(stranger, world):
    for path in ("/", "/programmes/P53/figures/experts_reached/", "/programmes/P53/factsheet.json"):
        mark = stranger.get(path).headers["ETag"]
        assert stranger.get(path, headers={"if-none-match": mark}).status_code == 304
    other = stranger.get("/programmes/P53/figures/experts_reached/?lang=ru", headers={"if-none-match": mark})
    assert other.status_code == 200


def test_nothing_can_be_sent_to_a_public_page(stranger, world):
    assert stranger.post("/programmes/P53/").status_code == 405


def test_a_first_visit_is_light(stranger):
    a_full_programme()
    sheet = gzip.compress(open(finders.find("tumar/portal.css"), "rb").read())  # noqa: SIM115
    for path in ("/programmes/P53/", "/programmes/P53/figures/experts_reached/"):
        page = gzip.compress(stranger.get(path).content)
        assert len(page) + len(sheet) < FIRST_VISIT, path


def test_an_edition_of_another_day_says_its_day(stranger, world):
    assert results.published_edition("P53", world.first.code).as_of == date(2019, 12, 31)
    told = json.loads(stranger.get(f"/programmes/P53/editions/{world.first.code}/factsheet.json").content)
    assert told["as_of"] == "2019-12-31"
