"""What the lists of registrations and of letters show, and how they can be narrowed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.events import queries
from tumar.events.models import Event, Registration
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.permissions import Permission
from tumar.people.models import Person
from tumar.places import names

CONTACT = Permission.PEOPLE_CONTACT_VIEW


def registrations(event: Event) -> ListPage:
    """Return the list of an event's registrations."""
    return ListPage(
        name="registrations",
        title=_("Registrations"),
        columns=(
            Column("name", pgettext_lazy("a person", "name"), str, sort="family", importance=1),
            Column("state", _("state"), lambda one: one.get_state_display(), sort="state", importance=1),
            Column("line", _("place in the waiting list"), lambda one: one.line, sort="line", is_number=True),
            Column("country", _("country of work"), lambda one: names.marked_name(one.country_id)),
            Column("group", _("occupation group"), lambda one: one.get_group_display(), importance=3),
            Column("employer", _("employer"), lambda one: one.employer, importance=3),
            Column("received", _("received"), lambda one: one.received_at, sort="received_at", importance=3),
            Column("person", _("person on file"), lambda one: one.person and one.person.code),
            Column(
                "email", _("e-mail"), lambda one: one.email, importance=3, needs=CONTACT, is_for_download=True
            ),
            Column("reason", _("reason"), lambda one: one.reason, importance=3, is_for_download=True),
        ),
        link=lambda one: reverse("events:registration", args=[one.code]),
        sort="received",
        filters=(
            Filter(
                "state",
                _("state"),
                lambda _scope: Registration.State.choices,
                lambda rows, state: rows.filter(state=state),
            ),
            Filter(
                "country",
                _("country"),
                lambda _scope: queries.countries_offered(),
                lambda rows, code: rows.filter(country_id=code),
            ),
            Filter(
                "group",
                _("occupation group"),
                lambda _scope: Person.Group.choices,
                lambda rows, group: rows.filter(group=group),
            ),
            Filter(
                "person",
                _("person on file"),
                lambda _scope: [("known", _("known")), ("unknown", _("not known yet"))],
                lambda rows, word: rows.filter(person__isnull=word == "unknown"),
            ),
        ),
        empty=_("Nobody has registered for %(name)s yet.") % {"name": event},
    )


def letters(event: Event) -> ListPage:
    """Return the list of letters about an event's registrations."""

    def link(letter: Any) -> str:
        return reverse("events:letter", args=[event.code, letter.pk])

    return ListPage(
        name="letters",
        title=_("Letters"),
        columns=(
            Column("subject", _("subject"), str, importance=1),
            Column("state", _("state"), lambda one: one.get_state_display(), sort="state", importance=1),
            Column("to", _("to"), lambda one: one.recipient, sort="recipient"),
            Column("queued", _("written"), lambda one: one.queued_at, sort="queued_at", importance=3),
            Column("said", _("what the mail server said"), lambda one: one.message, importance=3),
        ),
        link=link,
        sort="-queued",
        filters=(
            Filter(
                "state",
                _("state"),
                lambda _scope: OutgoingLetter.State.choices,
                lambda rows, state: rows.filter(state=state),
            ),
        ),
        empty=_("No letter has been written yet."),
    )
