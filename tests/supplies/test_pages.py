"""Pages about consignments, by what a person sees on them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import the_programme
from tests.people import an_organisation, signed_in
from tests.supplies.builders import DAY, MONTH, a_consignment, a_line, a_rate
from tumar.people.rules import RoleKind
from tumar.programmes.models import Response
from tumar.supplies.models import Consignment, ConsignmentLine

pytestmark = pytest.mark.django_db
LOGISTICS, RECIPIENT = RoleKind.LOGISTICS_OFFICER, RoleKind.RECIPIENT_LABORATORY
COORDINATOR = RoleKind.NATIONAL_COORDINATOR
LIST = reverse("supplies:consignments")


def address(name: str, consignment: Consignment, *more) -> str:
    return reverse(f"supplies:{name}", args=[consignment.code, *more])


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return response.content.decode()


def seen_on(shown: str) -> str:
    """What the form on a page says was seen of a line."""
    return re.search(r'name="seen_version" value="(\d+)"', shown)[1]


def typed_line(**other) -> dict:
    return {
        "category": "rt-pcr",
        "description": "Thermocycler",
        "quantity": "2",
        "unit": "pcs",
        "unit_value": "1000.50",
        "currency": "EUR",
        "rate_month": "",
        **other,
    }


def test_a_list_shows_what_each_consignment_is_worth_and_whether_it_has_arrived():
    a_line(a_consignment(an_organisation("Ministry of Health")))
    a_consignment(an_organisation("Laboratory of Osh", "KG"), handed_over=None)
    shown = page(signed_in(LOGISTICS), LIST)
    for text in ("Ministry of Health", "2,000", "Laboratory of Osh", "on its way"):
        assert text in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"country": "UZ"},
        {"programme": "OTHER"},
        {"response": "COVID"},
        {"category": "ppe"},
        {"state": "no"},
        {"q": "samarkand"},
    ],
)
def test_a_list_is_narrowed(asked):
    a_line(a_consignment(an_organisation("Astana Laboratory")))
    other = the_programme("OTHER")
    for country in ("KZ", "UZ"):
        other.participations.create(country_id=country)
    crisis = Response.objects.create(code="COVID", name={"en": "COVID-19"})
    recipient = an_organisation("Samarkand Laboratory", "UZ")
    a_line(a_consignment(recipient, programme=other, response=crisis, handed_over=None), category="ppe")
    shown = page(signed_in(LOGISTICS), LIST, **asked)
    assert "Samarkand Laboratory" in shown
    assert "Astana Laboratory" not in shown


def test_a_list_is_narrowed_by_the_year_of_the_handover():
    a_consignment(an_organisation("Astana Laboratory"))
    a_consignment(an_organisation("Samarkand Laboratory", "UZ"), handed_over=DAY.replace(year=2021))
    shown = page(signed_in(LOGISTICS), LIST, year="2021")
    assert "Samarkand Laboratory" in shown
    assert "Astana Laboratory" not in shown


@pytest.mark.parametrize("sort", ["-handed_over", "recipient", "code"])
def test_a_list_costs_the_same_however_many_rows_it_has(sort, django_assert_max_num_queries):
    client, seen = signed_in(), []
    for _ in range(2):
        for _number in range(3):
            a_line(a_consignment())
        with django_assert_max_num_queries(8) as asked:
            page(client, LIST, sort=sort)
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_recipient_sees_its_own_consignments_and_nothing_else_of_the_country():
    own, other = a_consignment(an_organisation("Own")), a_consignment(an_organisation("Other"))
    client = signed_in(RECIPIENT, "KZ", organisation=own.recipient)
    shown = page(client, LIST)
    assert own.code in shown
    assert other.code not in shown
    assert client.get(address("consignment", own)).status_code == 200
    assert client.get(address("consignment", other)).status_code == 404
    assert client.get(address("add-line", own)).status_code == 403
    assert address("edit", own) not in page(client, address("consignment", own))


@pytest.mark.parametrize("name", ["consignment", "edit", "hand-over", "add-line", "add-evidence"])
def test_a_consignment_of_another_country_is_not_there(name):
    assert signed_in(LOGISTICS, "UZ").get(address(name, a_consignment())).status_code == 404


def test_a_page_shows_each_line_with_its_rate_the_sums_and_the_total():
    a_rate()
    consignment = a_consignment()
    a_line(consignment)
    a_line(consignment, description="Gloves", category="ppe", currency="USD")
    shown = page(signed_in(COORDINATOR, "KZ"), address("consignment", consignment))
    for text in (
        "Thermocycler",
        "Gloves",
        "1.1 USD/EUR",
        MONTH,
        "InforEuro",
        "2,000.00",
        "1,818.18",
        "3,818.18",
    ):
        assert text in shown
    assert "Add a line" not in shown


def test_a_consignment_without_lines_claims_no_value():
    shown = page(signed_in(LOGISTICS), address("consignment", a_consignment()))
    assert "No line is on file yet." in shown
    assert "0.00" not in shown


def test_a_consignment_is_added_with_a_form():
    recipient = an_organisation("Ministry of Health")
    typed = {"recipient": "ministry", "country": "", "programme": the_programme().pk, "handed_over": ""}
    answer = signed_in(LOGISTICS).post(reverse("supplies:add"), typed)
    consignment = Consignment.objects.get()
    assert answer.url == address("consignment", consignment)
    assert (consignment.recipient, consignment.country_id) == (recipient, "KZ")


def test_a_recipient_without_a_country_needs_one():
    an_organisation("World Body", country=None)
    typed = {"recipient": "world body", "programme": the_programme().pk}
    answer = signed_in(LOGISTICS).post(reverse("supplies:add"), typed)
    assert answer.status_code == 422
    assert "belongs to no country" in answer.content.decode()


def test_a_recipient_whom_the_editor_could_not_choose_stays():
    foreign = an_organisation("Foreign Depot", country="FR")
    consignment = a_consignment(foreign, country_id="KZ")
    client, edit = signed_in(LOGISTICS, "KZ"), address("edit", consignment)
    assert f"{foreign.code} · Foreign Depot" in page(client, edit)
    typed = {
        "recipient": f"{foreign.code} · Foreign Depot",
        "country": "KZ",
        "programme": consignment.programme_id,
        "handed_over": "2020-03-20",
        "note": "Cold chain",
        "seen_version": 1,
    }
    assert client.post(edit, typed).status_code == 302
    assert client.post(edit, typed | {"note": "Dry"}).status_code == 409
    consignment.refresh_from_db()
    assert consignment.note == "Cold chain"


def test_a_line_is_added_with_its_value_as_people_write_it():
    a_rate()
    consignment, client = a_consignment(), signed_in(LOGISTICS)
    client.post(address("add-line", consignment), typed_line())
    client.post(address("add-line", consignment), typed_line(currency="USD", description="Gloves"))
    first, second = ConsignmentLine.objects.order_by("number")
    assert (first.unit_value_minor, first.euro_cents) == (100_050, 200_100)
    assert (second.euro_cents, second.rate_month) == (181_909, MONTH)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"currency": "USD"}, "There is no rate of USD for 2020-03 on file."),
        ({"rate_month": "March"}, "Write the month as year and month"),
        ({"unit_value": "1.005"}, "EUR has 2 decimal places."),
        ({"currency": "JPY"}, "JPY has 0 decimal places."),
        ({"quantity": "0"}, "A line has some quantity."),
    ],
)
def test_a_form_tells_what_is_wrong_with_a_line_and_keeps_what_was_typed(wrong, told):
    answer = signed_in(LOGISTICS).post(address("add-line", a_consignment()), typed_line(**wrong))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    assert "Thermocycler" in shown


def test_the_second_of_two_who_correct_one_line_is_told_and_keeps_what_he_typed():
    consignment, client = a_consignment(), signed_in(LOGISTICS)
    line = a_line(consignment)
    edit = address("edit-line", consignment, line.number)
    before = seen_on(page(client, edit))
    assert client.post(edit, typed_line(seen_version=before, quantity="3")).status_code == 302
    answer = client.post(edit, typed_line(seen_version=before, quantity="7"))
    assert answer.status_code == 409
    assert 'value="7"' in answer.content.decode()
    assert seen_on(answer.content.decode()) not in ("", before)
    line.refresh_from_db()
    assert line.quantity == 3


def test_a_line_is_removed_after_a_question_and_the_journal_keeps_it():
    consignment, client = a_consignment(), signed_in(LOGISTICS)
    line = a_line(consignment, description="Gloves")
    remove = address("remove-line", consignment, line.number)
    shown = page(client, remove)
    assert "Gloves" in shown
    assert client.post(remove, {"seen_version": 1}).status_code == 409
    client.post(remove, {"seen_version": seen_on(shown), "reason": "not sent"})
    assert not consignment.lines.exists()
    assert "not sent" in page(client, address("consignment", consignment))


def test_a_handover_is_recorded_with_the_signed_act():
    consignment, client = a_consignment(handed_over=None), signed_in(LOGISTICS)
    shown = page(client, address("consignment", consignment))
    assert address("hand-over", consignment) in shown
    paper = SimpleUploadedFile("handover act.pdf", b"%PDF-1.7")
    client.post(address("hand-over", consignment), {"on": "2020-03-20", "seen_version": 1, "file": paper})
    shown = page(client, address("consignment", consignment))
    assert "handover act.pdf" in shown
    assert address("hand-over", consignment) not in shown


def test_controls_of_the_two_forms_on_a_page_have_names_of_their_own():
    shown = page(signed_in(LOGISTICS), address("consignment", a_consignment(handed_over=None)))
    assert shown.count('id="id_file"') == 1
    assert shown.count('id="handover_file"') == 1


def test_an_invoice_is_kept_as_evidence():
    consignment, client = a_consignment(), signed_in(LOGISTICS)
    client.post(address("add-evidence", consignment), {"file": SimpleUploadedFile("invoice.pdf", b"%PDF")})
    assert "invoice.pdf" in page(client, address("consignment", consignment))


@pytest.mark.parametrize("kind", [RoleKind.DONOR_READER, RoleKind.TRAINER, RoleKind.LEGAL_EXPERT])
def test_who_has_nothing_to_do_with_supplies_sees_none(kind):
    assert signed_in(kind, "KZ").get(LIST).status_code == 403
