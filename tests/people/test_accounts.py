"""Accounts: who gives which role to whom, until when; and the command that adds the first one."""

import argparse
import io
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import authenticate

from tests.people import (
    KZ_COORDINATOR,
    OFFICE,
    PASSWORD,
    a_country,
    a_scope,
    an_account,
    an_organisation,
    signed_in,
)
from tumar.config import cli
from tumar.kernel import clock
from tumar.kernel.models import JournalEntry
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied, Invalid
from tumar.people import queries
from tumar.people.actions import accounts
from tumar.people.commands import user_add
from tumar.people.models import Account
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

KZ_OFFICE = a_scope(RoleKind.PROGRAMME_OFFICE, "KZ")
VIEW = Permission.PEOPLE_PERSON_VIEW


def on(day: date):
    return clock.stopped(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def test_the_office_creates_an_account_and_the_journal_keeps_no_password():
    account = accounts.create_account(email=" New@Example.org ", name="New", password=PASSWORD, by=OFFICE)
    assert account.email == "new@example.org"
    entry = JournalEntry.objects.get(verb="people.account.created")
    assert entry.about == account.label
    assert PASSWORD not in str(entry.changes)
    assert account.password not in str(entry.changes)


def test_an_address_has_one_account_whatever_its_letters():
    an_account(email="one@example.org")
    with pytest.raises(Invalid) as refusal:
        accounts.create_account(email="ONE@example.org", name="Two", by=OFFICE)
    assert refusal.value.faults[0].field == "email"


def test_a_role_gives_its_rights_in_its_country_and_days_alone():
    account = an_account(None)
    accounts.grant_role(
        account,
        kind=RoleKind.NATIONAL_COORDINATOR,
        country=a_country("KZ"),
        since=date(2024, 1, 1),
        until=date(2024, 12, 31),
        by=OFFICE,
    )
    with on(date(2024, 6, 1)):
        scope = queries.scope_of(account)
        assert scope.allows(VIEW, "KZ")
        assert not scope.allows(VIEW, "UZ")
    for day in (date(2023, 12, 31), date(2025, 1, 1)):
        with on(day):
            assert not queries.scope_of(account).allows_somewhere(VIEW)


def test_a_role_ends_after_its_last_day():
    account = an_account(RoleKind.TRAINER, "UZ")
    accounts.end_role(account.roles.get(), until=date(2024, 5, 1), by=OFFICE, reason="Moved")
    with on(date(2024, 5, 1)):
        assert queries.scope_of(account).allows(VIEW, "UZ")
    with on(date(2024, 5, 2)):
        assert not queries.scope_of(account).allows_somewhere(VIEW)
    assert JournalEntry.objects.get(verb="people.role.ended").reason == "Moved"


def test_a_recipient_needs_its_organisation():
    account = an_account(None)
    with pytest.raises(Invalid, match="organisation"):
        accounts.grant_role(account, kind=RoleKind.RECIPIENT_LABORATORY, country=a_country("MN"), by=OFFICE)
    laboratory = an_organisation(country="MN")
    accounts.grant_role(
        account,
        kind=RoleKind.RECIPIENT_LABORATORY,
        country=a_country("MN"),
        organisation=laboratory,
        by=OFFICE,
    )
    reach = queries.scope_of(account).reaches(Permission.SUPPLIES_CONSIGNMENT_VIEW)
    assert [(one.countries, one.organisations) for one in reach] == [
        (frozenset({"MN"}), frozenset({laboratory.pk}))
    ]


def test_nobody_gives_more_than_what_is_his_to_give():
    account = an_account(None)
    with pytest.raises(Denied):
        accounts.grant_role(account, kind=RoleKind.TRAINER, country=a_country("KZ"), by=KZ_COORDINATOR)
    accounts.grant_role(account, kind=RoleKind.TRAINER, country=a_country("KZ"), by=KZ_OFFICE)
    for country in (None, a_country("UZ")):
        with pytest.raises(Denied):
            accounts.grant_role(account, kind=RoleKind.PROGRAMME_OFFICE, country=country, by=KZ_OFFICE)


def test_an_office_of_one_country_has_no_power_over_accounts_that_reach_further():
    here, wide = an_account(RoleKind.TRAINER, "KZ"), an_account(RoleKind.PROGRAMME_OFFICE)
    both = an_account(RoleKind.TRAINER, "KZ")
    accounts.grant_role(both, kind=RoleKind.TRAINER, country=a_country("UZ"), by=OFFICE)
    assert set(queries.accounts(KZ_OFFICE)) == {here}
    assert set(queries.accounts(OFFICE)) == {here, wide, both}
    accounts.deactivate(here, by=KZ_OFFICE)
    for account in (wide, both):
        with pytest.raises(Denied):
            accounts.deactivate(account, by=KZ_OFFICE)
        with pytest.raises(Denied):
            accounts.note_sign_in_link(account, by=KZ_OFFICE)


def test_nobody_closes_his_own_account():
    office = an_account()
    with pytest.raises(Invalid):
        accounts.deactivate(office, by=queries.scope_of(office))


def test_closing_and_opening_again_stand_in_the_journal():
    account = an_account()
    accounts.deactivate(account, by=OFFICE, reason="Left")
    assert not Account.objects.get(pk=account.pk).is_active
    accounts.reactivate(account, by=OFFICE)
    assert Account.objects.get(pk=account.pk).is_active
    verbs = JournalEntry.objects.filter(about=account.label).values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["people.account.deactivated", "people.account.reactivated"]


def test_a_profile_is_changed_by_its_owner_alone():
    account = an_account()
    accounts.amend_profile(account, name="Aizhan", language="ru", by=queries.scope_of(account))
    assert Account.objects.get(pk=account.pk).language == "ru"
    with pytest.raises(Denied):
        accounts.amend_profile(account, name="X", language="en", by=OFFICE)


def test_the_scope_costs_one_query(django_assert_num_queries):
    account = an_account(RoleKind.TRAINER, "UZ")
    with django_assert_num_queries(1):
        queries.scope_of(account)


# Pages


def test_the_office_adds_an_account_gives_it_a_role_and_ends_it():
    office = signed_in()
    answer = office.post(
        "/desk/people/accounts/add/", {"email": "new@example.org", "name": "New", "language": "ru"}
    )
    account = Account.objects.get(email="new@example.org")
    assert answer.url == f"/desk/people/accounts/{account.pk}/roles/add/"
    office.post(answer.url, {"kind": "trainer", "country": "UZ"})
    page = office.get(f"/desk/people/accounts/{account.pk}/").content.decode()
    assert "Trainer" in page
    assert "Uzbekistan" in page
    assert "not set yet" in page
    role = account.roles.get()
    office.post(f"/desk/people/accounts/{account.pk}/roles/{role.pk}/end/", {"until": "2024-01-01"})
    assert "ended" in office.get(f"/desk/people/accounts/{account.pk}/").content.decode()


def test_the_office_closes_an_account_and_opens_it_again():
    office, account = signed_in(), an_account(RoleKind.TRAINER, "UZ")
    address = f"/desk/people/accounts/{account.pk}/"
    office.post(address + "deactivate/", {"reason": "Left"})
    page = office.get(address).content.decode()
    assert "closed" in page
    assert "Left" in page
    office.post(address + "reactivate/")
    assert Account.objects.get(pk=account.pk).is_active


def test_a_mistake_comes_back_beside_its_field():
    office, account = signed_in(), an_account(None)
    answer = office.post(
        f"/desk/people/accounts/{account.pk}/roles/add/", {"kind": "recipient-laboratory", "country": "MN"}
    )
    assert answer.status_code == 422
    assert "needs its organisation" in answer.content.decode()


def test_a_coordinator_sees_no_accounts():
    coordinator = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    assert coordinator.get("/desk/people/accounts/").status_code == 403


def test_an_account_beyond_one_s_countries_is_not_there():
    elsewhere = an_account(RoleKind.TRAINER, "UZ")
    office = signed_in(RoleKind.PROGRAMME_OFFICE, "KZ")
    assert office.get(f"/desk/people/accounts/{elsewhere.pk}/").status_code == 404
    assert office.post(f"/desk/people/accounts/{elsewhere.pk}/link/").status_code == 404


def test_everybody_has_a_page_of_his_own():
    trainer = signed_in(RoleKind.TRAINER, "UZ")
    answer = trainer.post("/desk/people/me/", {"name": "Aizhan", "language": "ru"})
    assert answer.cookies["language"].value == "ru"
    page = trainer.get("/desk/people/me/").content.decode()
    assert "Aizhan" in page
    assert "/account/2fa/" in page


def test_the_list_of_accounts_asks_as_little_for_many_as_for_few(client, django_assert_max_num_queries):
    client.force_login(an_account())
    for number in range(30):
        an_account(RoleKind.TRAINER, "UZ", email=f"trainer{number}@example.org")
    with django_assert_max_num_queries(8):
        page = client.get("/desk/people/accounts/?role=trainer").content.decode()
    assert "30 records" in page


# The command


def user_add_says(monkeypatch, capsys, *words: str, password: str = PASSWORD) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    parser = argparse.ArgumentParser()
    user_add.arguments(parser)
    code = user_add.run(parser.parse_args(["add", *words, "--password-stdin"]))
    said = capsys.readouterr()
    return code, said.out.strip(), said.err.strip()


def test_the_command_adds_an_account_that_can_sign_in(monkeypatch, capsys, rf):
    code, out, err = user_add_says(
        monkeypatch, capsys, "aizhan@example.org", "--role", "national-coordinator", "--country", "Казахстан"
    )
    assert (code, err) == (0, "")
    assert out == "aizhan@example.org may sign in as national-coordinator in Kazakhstan."
    account = Account.objects.get()
    assert account.roles.get().country_id == "KZ"
    assert authenticate(rf.post("/"), email="aizhan@example.org", password=PASSWORD) == account


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["x@example.org", "--role", "king"], "There is no role 'king'"),
        (["x@example.org", "--role", "trainer"], "give --country"),
        (["x@example.org", "--role", "trainer", "--country", "Uzbekstan"], "did you mean UZ (Uzbekistan)?"),
        (["x@example.org", "--role", "trainer", "--country", "Atlantis"], "There is no country 'Atlantis'."),
        (["x@example.org", "--role", "recipient-laboratory", "--country", "MN"], "give --organisation"),
        (
            ["x@example.org", "--role", "recipient-laboratory", "--country", "MN", "--organisation", "Q"],
            "There is no organisation with the code 'Q'.",
        ),
        (["not-an-address", "--role", "donor-reader"], "Enter a valid email address."),
        (["taken@example.org", "--role", "donor-reader"], "already exists"),
    ],
)
def test_the_command_says_in_one_sentence_what_is_wrong(monkeypatch, capsys, words, says):
    an_account(email="taken@example.org")
    code, out, err = user_add_says(monkeypatch, capsys, *words)
    assert (code, out) == (1, "")
    assert err.startswith("tumar user add: ")
    assert says in err
    assert "\n" not in err
    assert Account.objects.count() == 1


def test_the_command_refuses_a_weak_password(monkeypatch, capsys):
    code, _out, err = user_add_says(
        monkeypatch, capsys, "x@example.org", "--role", "donor-reader", password="short"
    )
    assert code == 1
    assert "too short" in err


def test_the_command_line_knows_the_command(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    assert cli.main(["user", "add", "x@example.org", "--role", "donor-reader", "--password-stdin"]) == 0
    assert "may sign in as donor-reader" in capsys.readouterr().out
