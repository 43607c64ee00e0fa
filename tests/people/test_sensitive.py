"""Birth dates, e-mail and telephone: seen by roles that need them, and by nobody else on any page."""

import io
from datetime import date

import openpyxl
import pytest
from django.apps import apps
from django.test import Client

from tests.people import (
    MACHINE,
    OFFICE,
    a_country,
    a_person,
    a_programme,
    an_account,
    an_organisation,
    signed_in,
)
from tumar.events.actions import events, persons
from tumar.kernel import lists, sensitive
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Reach, Scope
from tumar.people.actions import accounts
from tumar.people.actions.persons import amend_person
from tumar.people.forms import PersonForm
from tumar.people.lists import PERSONS
from tumar.people.models import Person
from tumar.people.queries import hidden_of
from tumar.people.rules import ALLOWS, RoleKind

pytestmark = pytest.mark.django_db

SECRETS = {
    "birth_date": "1984-11-23",
    "birth_year": "1984",
    "email": "aizhan.private@example.kz",
    "telephone": "+7 701 555 0188",
}
# What was on file before: the journal still tells it.
FORMER = ("aizhan.former@example.kz", "+7 701 555 0100")
WITHOUT_NEED = [kind for kind in RoleKind if Permission.PEOPLE_CONTACT_VIEW not in ALLOWS[kind]]
IN_WORDS = ("23 Nov 1984", "23 нояб. 1984")
# The bare year may stand anywhere by chance, so it is looked for as pages and sheets would show it.
NEVER_SHOWN = (
    *(secret for name, secret in SECRETS.items() if name != "birth_year"),
    *(*FORMER, *IN_WORDS, ">1984<", ",1984,"),
)


def a_known_person(country="KZ", family="Akhmetova", **facts) -> Person:
    person = a_person(
        family,
        country=country,
        birth_date=date(1984, 11, 23),
        email=FORMER[0],
        telephone=FORMER[1],
        **facts,
    )
    now = {"email": SECRETS["email"], "telephone": SECRETS["telephone"]}
    return amend_person(person, now, version=1, by=OFFICE)


def an_event_with(person: Person):
    event = events.create_event(
        {
            "kind": "training",
            "reach": "country",
            "title": {"en": "Workshop"},
            "programme": a_programme(),
            "country": person.country,
            "starts": date(2024, 4, 10),
            "ends": date(2024, 4, 11),
        },
        by=MACHINE,
    )
    persons.involve_person(event, person=person, role="participant", by=MACHINE)
    return event


def words_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" in answer.headers.get("Content-Type", ""):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode()


def pages_about(person: Person, event) -> list[str]:
    return [
        f"/desk/people/persons/{person.code}/",
        "/desk/people/",
        "/desk/people/?format=csv",
        "/desk/people/?format=xlsx",
        f"/desk/people/organisations/{person.employer.code}/",
        f"/desk/events/{event.code}/",
        f"/desk/events/{event.code}/attendance/",
        f"/desk/search/?q={person.family_latin}",
        "/desk/journal/",
        "/desk/",
    ]


@pytest.mark.parametrize("kind", WITHOUT_NEED)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_who_does_not_need_them_finds_them_on_no_page(kind, language):
    person = a_known_person(employer=an_organisation())
    event = an_event_with(person)
    organisation = person.employer if kind == RoleKind.RECIPIENT_LABORATORY else None
    client = signed_in(kind, "KZ", organisation=organisation)
    for address in pages_about(person, event):
        page = words_of(client.get(address, headers={"Accept-Language": language}))
        for secret in NEVER_SHOWN:
            assert secret not in page, (address, secret)


@pytest.mark.parametrize("words", ["aizhan.private", "701 555", "1984"])
def test_nobody_finds_a_person_by_what_he_may_not_see(words):
    person = a_known_person()
    client = signed_in(RoleKind.TRAINER, "KZ")
    assert person.code not in words_of(client.get("/desk/people/", {"q": words}))
    assert person.code not in words_of(client.get("/desk/search/", {"q": words}))


@pytest.mark.parametrize("kind", [RoleKind.PROGRAMME_OFFICE, RoleKind.NATIONAL_COORDINATOR])
def test_who_needs_them_reads_them_on_the_person_s_page_and_in_downloads(kind):
    person = a_known_person()
    client = signed_in(kind, "KZ")
    page = words_of(client.get(f"/desk/people/persons/{person.code}/"))
    assert SECRETS["email"] in page
    assert SECRETS["telephone"] in page
    assert IN_WORDS[0] in page
    assert FORMER[0] in page  # in the journal
    for kind_of_file in ("csv", "xlsx"):
        sheet = words_of(client.get(f"/desk/people/?format={kind_of_file}"))
        assert all(secret in sheet for secret in SECRETS.values())


def test_the_right_holds_country_by_country_in_one_list():
    a_known_person("KZ"), a_known_person("UZ", "Karimov")
    account = an_account(RoleKind.NATIONAL_COORDINATOR, "KZ")
    accounts.grant_role(account, kind=RoleKind.TRAINER, country=a_country("UZ"), by=MACHINE)
    client = Client()
    client.force_login(account)
    rows = words_of(client.get("/desk/people/?format=csv")).splitlines()
    own, other = (next(row for row in rows if name in row) for name in ("Akhmetova", "Karimov"))
    assert SECRETS["email"] in own
    assert SECRETS["email"] not in other
    assert SECRETS["telephone"] not in other


def test_the_journal_names_the_field_and_keeps_the_value_back():
    person = a_known_person()
    reads = {
        permission: (Reach(frozenset({"KZ"})),)
        for permission in (Permission.KERNEL_JOURNAL_VIEW, Permission.PEOPLE_PERSON_VIEW)
    }
    scope = Scope(None, "an auditor", reads)
    assert sensitive.hidden_in_journal(person.label, scope) == set(SECRETS)
    assert sensitive.hidden_in_journal(person.label, OFFICE) == frozenset()


def test_of_a_record_that_cannot_be_seen_everything_sensitive_is_hidden():
    person = a_known_person("UZ")
    scope = Scope(None, "KZ", dict.fromkeys(Permission, (Reach(frozenset({"KZ"})),)))
    assert sensitive.hidden_in_journal(person.label, scope) == set(SECRETS)


def test_a_form_asks_for_nothing_that_its_reader_may_not_see_and_leaves_it_as_it_is():
    person = a_known_person()
    grants = {
        permission: (Reach(frozenset({"KZ"})),)
        for permission in (Permission.PEOPLE_PERSON_EDIT, Permission.PEOPLE_PERSON_VIEW)
    }
    scope = Scope(None, "a clerk", grants)
    form = PersonForm(instance=person, scope=scope)
    assert set(SECRETS) & set(form.fields) == set()
    assert not any(secret in form.as_p() for secret in SECRETS.values())
    typed = {"family_latin": "Akhmetova", "sex": "F", "group": "unknown", "country": "KZ", "seen_version": 2}
    form = PersonForm(typed, instance=person, scope=scope)
    assert form.is_valid(), form.errors
    amended = amend_person(person, form.facts, by=scope, **form.version_and_reason)
    assert (amended.email, amended.sex) == (SECRETS["email"], "F")


def test_a_new_person_s_form_has_the_fields_of_who_may_ever_see_them():
    assert set(SECRETS) <= set(PersonForm(scope=OFFICE).fields)
    assert hidden_of(Person(), Scope(None, "nobody")) == set(SECRETS)


def test_every_sensitive_column_is_a_column_and_no_list_shows_one_unasked():
    for model in apps.get_models():
        assert set(sensitive.declared(model)) <= {field.name for field in model._meta.get_fields()}, model
    shown = {column.key: column.needs for column in PERSONS.columns}
    # The list gives the day of birth or, where only that is known, its year, in one column.
    columns = {"birth_year": "birth", "birth_date": "birth"}
    for name, needs in sensitive.declared(Person).items():
        assert shown[columns.get(name, name)] == needs


def test_a_list_cannot_be_sorted_or_narrowed_by_what_is_not_shown():
    keys = {one.key for one in PERSONS.filters} | {one.key for one in PERSONS.columns if one.sort}
    assert not keys & set(SECRETS)
    assert isinstance(PERSONS, lists.ListPage)
