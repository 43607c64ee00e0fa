"""Who may sign in, and how: by e-mail, with a second factor or a passkey where it was set up."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from tumar.people.models import Account


def may_sign_in(account: Account) -> bool:
    """Tell whether the account may sign in here; demonstration accounts may on loopback only."""
    return account.is_active and (settings.TUMAR_LISTENS_ON_LOOPBACK or not account.is_demonstration)


class AccountBackend(AuthenticationBackend):
    """Checks e-mail and password; a demonstration account is unknown to a server others can reach.

    Django asks `user_can_authenticate` again at every request, so a closed account is out at once.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return may_sign_in(user) and bool(super().user_can_authenticate(user))


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by the programme office; nobody signs up by himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **named: Any) -> HttpResponse | None:
        """Refuse at the one point that every door passes: password, passkey, password reset."""
        if not may_sign_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **named)

    def post_login(self, request: HttpRequest, user: Any, **named: Any) -> HttpResponse:
        """Go on in the language of the account."""
        response = super().post_login(request, user, **named)
        if translation.check_for_language(user.language):
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:profile")


def _vault() -> Fernet:
    key = hashlib.sha256(b"tumar.mfa:" + settings.TUMAR_MFA_SECRET.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted, with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def password_link(account: Account) -> str:
    """Return the address at which the account's owner sets a password; it works for a few days, and once."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    return reverse(
        "account_reset_password_from_key", kwargs=dict(zip(("uidb36", "key"), key.split("-", 1), strict=True))
    )
