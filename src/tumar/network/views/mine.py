"""What somebody wants to be told: how often by e-mail, and one's own feeds."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.network.actions import subscriptions as actions
from tumar.network.forms.announcements import FrequencyForm
from tumar.network.queries import announcements, calendar, groups
from tumar.network.queries.calendar import Asked
from tumar.network.views.calendar import page_of

SHOWN_AT_MOST = 6


@signed_in()
@require_safe
def home(request: Request) -> HttpResponse:
    """Show what concerns this person: announcements, what comes, own groups and tasks."""
    scope = request.scope
    coming = calendar.internal(scope, Asked(since=clock.today()), page_of)
    context = {
        "title": _("Network"),
        "announcements": announcements.on_home(scope, request.LANGUAGE_CODE),
        "coming": coming[:SHOWN_AT_MOST],
        "groups": groups.own_groups(scope),
        "tasks": groups.own_tasks(scope),
    }
    return render(request, "network/home.html", context)


@signed_in()
@require_form
def told(request: Request) -> HttpResponse:
    """Show and change how often one is written to; say whether one's own feeds are open."""
    account_id = request.scope.account_id or 0
    form = FrequencyForm(request.POST or None, instance=announcements.subscription_of(account_id))
    return pages.form_page(
        request,
        form,
        lambda: actions.choose_frequency(form.cleaned_data["frequency"], by=request.scope),
        title=_("E-mail and feeds"),
        done=lambda _one: reverse("network:told"),
        template="network/told.html",
        key=announcements.feed_key_of(account_id),
    )


@signed_in()
@require_POST
def make_feeds(request: Request) -> HttpResponse:
    """Make the addresses of one's own feeds and show them, this once."""
    secret = actions.make_feed_key(by=request.scope)
    feeds = [
        (label, request.build_absolute_uri(reverse(name, args=[secret])))
        for label, name in (
            (_("Calendar (iCalendar)"), "network:feed-calendar"),
            (_("Announcements (Atom)"), "network:feed-announcements"),
        )
    ]
    response = render(request, "network/feeds.html", {"title": _("Your own feeds"), "feeds": feeds})
    response.headers["Cache-Control"] = "no-store"
    return response


@signed_in()
@require_POST
def drop_feeds(request: Request) -> HttpResponse:
    """Close one's own feeds."""
    actions.drop_feed_key(by=request.scope)
    return HttpResponseRedirect(reverse("network:told"))
