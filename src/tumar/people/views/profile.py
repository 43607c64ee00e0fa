"""One's own page: name, language, roles, ways to sign in."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.people import queries
from tumar.people.actions import accounts as actions
from tumar.people.forms import ProfileForm


@signed_in()
@require_form
def profile(request: Request) -> HttpResponse:
    account = queries.account_of(int(request.user.pk or 0))
    form = ProfileForm(request.POST or None, instance=account)
    response = pages.form_page(
        request,
        form,
        lambda: actions.amend_profile(account, by=request.scope, **form.cleaned_data),
        title=_("My account"),
        done=lambda _account: reverse("people:profile"),
        template="people/profile.html",
        account=account,
        today=clock.today(),
        sign_in_methods=queries.sign_in_methods(account),
    )
    if response.status_code == 302:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], samesite="Lax")
    return response
