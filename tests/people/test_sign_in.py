"""At the entrance: who comes in, by which door, and who does not."""

import re
import time

import pytest
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from tests.people import OFFICE, PASSWORD, an_account, signed_in
from tumar.kernel.models import JournalEntry
from tumar.people import sign_in
from tumar.people.actions import accounts
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

HOME = "/desk/"
NEW_PASSWORD = "another long enough secret"


@pytest.fixture(autouse=True)
def counters_of_this_test(settings, tmp_path):
    """Attempts of one test are not held against the next; no test depends on the half minute it runs in."""
    settings.MFA_TOTP_TOLERANCE = 1
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }


def sign_in_with(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:profile")).status_code == 200


def code_now(secret: str) -> str:
    """The code that an app shows; a period that ends meanwhile does no harm (see the fixture)."""
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def confirmed(client: Client) -> Client:
    """The same browser after its owner has said the password again."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def with_an_app(client: Client) -> str:
    """Add an authenticator app and return its secret."""
    page = confirmed(client).get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def test_somebody_signs_in_with_e_mail_and_password(client):
    account = an_account(email="aizhan@example.org")
    answer = sign_in_with(client, "Aizhan@Example.org")
    assert answer.status_code == 302
    assert answer.url == HOME
    assert is_signed_in(client)
    account.refresh_from_db()
    assert account.last_login


def test_the_desk_goes_on_in_the_language_of_the_account(client):
    an_account(email="aizhan@example.org", language="ru")
    sign_in_with(client, "aizhan@example.org")
    assert client.cookies["language"].value == "ru"


def test_a_wrong_password_says_so_and_keeps_out(client):
    an_account(email="aizhan@example.org")
    answer = sign_in_with(client, "aizhan@example.org", "wrong")
    assert answer.status_code == 200
    assert "not correct" in answer.content.decode()
    assert not is_signed_in(client)


def test_whoever_is_not_signed_in_is_led_to_the_entrance(client):
    answer = client.get(reverse("people:persons"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_nobody_signs_up_or_changes_the_e_mail_alone(client):
    for name in ("account_signup", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/account/signup/").status_code == 404


def test_many_wrong_passwords_are_slowed_down(client):
    an_account(email="aizhan@example.org")
    for _attempt in range(5):
        sign_in_with(client, "aizhan@example.org", "wrong")
    answer = sign_in_with(client, "aizhan@example.org")
    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_flood_from_one_address_gets_a_page_that_says_so(client):
    answers = [client.get(reverse("account_reset_password")) for _attempt in range(2)]
    assert {answer.status_code for answer in answers} == {200}
    flood = [
        client.post(reverse("account_reset_password"), {"email": "a@example.org"}) for _attempt in range(25)
    ]
    assert flood[-1].status_code == 429
    assert "Too many attempts" in flood[-1].content.decode()


# A closed account


def test_a_closed_account_is_out_at_once(client):
    account = an_account()
    client.force_login(account)
    assert is_signed_in(client)
    accounts.deactivate(account, by=OFFICE)
    assert not is_signed_in(client)
    sign_in_with(client, account.email)
    assert not is_signed_in(client)


# Demonstration accounts


def test_a_demonstration_account_signs_in_on_loopback(client):
    account = an_account(is_demonstration=True)
    sign_in_with(client, account.email)
    assert is_signed_in(client)


def test_a_demonstration_account_is_unknown_to_a_server_that_others_reach(client, settings):
    account = an_account(is_demonstration=True)
    settings.TUMAR_LISTENS_ON_LOOPBACK = False
    sign_in_with(client, account.email)
    assert not is_signed_in(client)


def test_a_demonstration_session_ends_when_the_server_is_opened(client, settings):
    client.force_login(an_account(is_demonstration=True))
    assert is_signed_in(client)
    settings.TUMAR_LISTENS_ON_LOOPBACK = False
    assert not is_signed_in(client)


def test_the_door_of_passkeys_refuses_a_demonstration_account_as_well(settings):
    # A passkey skips the password backend, so the refusal has to stand where all doors meet.
    account = an_account(is_demonstration=True)
    settings.TUMAR_LISTENS_ON_LOOPBACK = False
    request = RequestFactory().post(reverse("mfa_login_webauthn"))
    request.session = SessionStore()
    answer = flows.login.perform_login(request, Login(user=account))
    assert answer.status_code == 302
    assert answer.url == reverse("account_inactive")
    assert "_auth_user_id" not in request.session


# The second step


def test_an_authenticator_app_is_asked_for_after_the_password(client):
    account = an_account()
    client.force_login(account)
    secret = with_an_app(client)
    stranger = Client()
    answer = sign_in_with(stranger, account.email)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(stranger)
    page = stranger.get(answer.url).content.decode()
    assert "The second step" in page
    wrong = stranger.post(answer.url, {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()
    cache.clear()  # a code is good once; the next one would be half a minute away
    stranger.post(answer.url, {"code": code_now(secret)})
    assert is_signed_in(stranger)


def test_the_secret_of_an_app_is_not_in_the_database(client):
    client.force_login(an_account())
    secret = with_an_app(client)
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept
    assert sign_in.MFAAdapter().decrypt(kept) == secret


def test_a_recovery_code_opens_the_account_once(client):
    account = an_account()
    client.force_login(account)
    with_an_app(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.search(r"<code>([a-z0-9]+)</code>", page)[1]
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data
    assert code not in str(kept)
    for expected in (True, False):
        stranger = Client()
        stranger.post(sign_in_with(stranger, account.email).url, {"code": code})
        assert is_signed_in(stranger) is expected
    assert code not in client.get(reverse("mfa_download_recovery_codes")).content.decode()


def test_changing_sign_in_methods_asks_again_who_it_is(client):
    client.force_login(an_account())
    for name in ("mfa_add_webauthn", "mfa_generate_recovery_codes"):
        answer = client.get(reverse(name))
        assert answer.status_code == 302, name


# Passwords


def test_a_forgotten_password_is_set_through_a_mail(client):
    account = an_account()
    answer = client.post(reverse("account_reset_password"), {"email": account.email})
    assert answer.url == reverse("account_reset_password_done")
    link = re.search(r"https?://testserver(/\S+)", mail.outbox[0].body)[1]
    set_through(client, link)
    assert not is_signed_in(client)  # a link alone lets nobody in
    sign_in_with(client, account.email, NEW_PASSWORD)
    assert is_signed_in(client)


def test_nobody_learns_whether_an_address_has_an_account(client):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert answer.url == reverse("account_reset_password_done")
    assert mail.outbox == []


def set_through(client: Client, link: str, password: str = NEW_PASSWORD):
    form = client.get(link, follow=True)
    assert "Set a new password" in form.content.decode()
    return client.post(form.wsgi_request.path, {"password1": password, "password2": password}, follow=True)


def test_the_office_makes_a_link_that_works_once(client):
    account = accounts.create_account(email="new@example.org", name="New", by=OFFICE)
    assert not account.has_usable_password()
    office = signed_in()
    page = office.post(reverse("people:make-sign-in-link", args=[account.pk])).content.decode()
    link = re.search(r'value="https?://testserver([^"]+)"', page)[1]
    assert "The password is set" in set_through(client, link).content.decode()
    assert "no longer works" in Client().get(link, follow=True).content.decode()
    sign_in_with(client, "new@example.org", NEW_PASSWORD)
    assert is_signed_in(client)
    assert JournalEntry.objects.filter(verb="people.account.link_made", about=account.label).exists()


def test_a_weak_password_is_refused_with_reasons(client):
    account = an_account(email="aizhan.akhmetova@example.org")
    answer = set_through(client, sign_in.password_link(account), "short")
    assert "too short" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("account_login", "Sign in with a passkey"),
        ("account_inactive", "This account is closed"),
        ("account_reset_password", "Write the e-mail address"),
        ("account_reset_password_done", "A link is on its way"),
        ("account_reset_password_from_key_done", "The password is set"),
    ],
)
def test_a_page_of_the_entrance_speaks(client, name, says):
    assert says in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("account_logout", "Sign out"),
        ("account_change_password", "Change the password"),
        ("account_reauthenticate", "Is it you?"),
        ("mfa_index", "No app has been added yet"),
        ("mfa_activate_totp", "Scan the picture"),
        ("mfa_add_webauthn", "Add a passkey or security key"),
        ("mfa_list_webauthn", "No passkey has been added yet"),
    ],
)
def test_a_page_about_ones_own_account_speaks(name, says):
    client = confirmed(signed_in(RoleKind.TRAINER, "UZ"))
    answer = client.get(reverse(name))
    assert says in answer.content.decode(), answer
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("mfa_index", "A code from your app is asked for"),
        ("mfa_deactivate_totp", "Remove the authenticator app"),
        ("mfa_generate_recovery_codes", "the old ones stop working"),
        ("mfa_reauthenticate", "Is it you?"),
    ],
)
def test_a_page_of_somebody_with_an_app_speaks(name, says):
    client = signed_in()
    with_an_app(client)
    assert says in client.get(reverse(name)).content.decode()


def test_the_letter_with_the_link_speaks_the_language_of_the_page(client):
    an_account(email="somebody@example.org")
    client.cookies["language"] = "ru"
    with translation.override("en"):
        client.post(reverse("account_reset_password"), {"email": "somebody@example.org"})
    (letter,) = mail.outbox
    assert letter.subject == "Новый пароль для Tumar"
    assert "Адрес действует один раз" in letter.body
    assert "/key/" in letter.body
