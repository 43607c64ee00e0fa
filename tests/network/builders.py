"""Small builders of what people do together that name only what matters."""

import itertools
from datetime import date
from typing import Any

from tests.people import MACHINE, a_country, a_person, an_account
from tumar.kernel.scope import Scope
from tumar.network.actions import announcements, campaigns, directory, groups, library
from tumar.network.models import (
    Announcement,
    Campaign,
    Decision,
    DirectoryEntry,
    Group,
    Meeting,
    Member,
    Resource,
    Task,
)
from tumar.people.models import Account
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

DAY = date(2026, 2, 10)

_numbers = itertools.count(1)


def _where(country: str | None) -> Any:
    return a_country(country) if country else None


def a_group(country: str | None = "KZ", **facts: Any) -> Group:
    """The national legislation working group of Kazakhstan unless said otherwise."""
    facts.setdefault("name", {"en": "National legislation working group"})
    facts.setdefault("topic", "legal-framework")
    return groups.create_group({"country": _where(country), **facts}, by=MACHINE)


def fresh(group: Group) -> Group:
    """A group as it is now."""
    return Group.objects.get(pk=group.pk)


def a_member(group: Group, **facts: Any) -> Member:
    """Somebody who sits in the group, a new person of its country unless said otherwise."""
    if not facts.keys() & {"person", "organisation"}:
        facts["person"] = a_person(f"Member{next(_numbers)}", country=group.country_id or "KZ")
    return groups.add_part(Member, group, facts, by=MACHINE)


def a_meeting(group: Group, **facts: Any) -> Meeting:
    """A meeting of the group in February 2026 unless said otherwise."""
    if "event" not in facts:
        facts.setdefault("day", DAY)
    return groups.add_part(Meeting, group, facts, by=MACHINE)


def a_decision(group: Group, **facts: Any) -> Decision:
    """What the group decided."""
    facts.setdefault("text", "The draft goes to the ministries for comment.")
    facts.setdefault("day", DAY)
    return groups.add_part(Decision, group, facts, by=MACHINE)


def a_task(group: Group, **facts: Any) -> Task:
    """What somebody in the group has to do."""
    facts.setdefault("text", "Collect the comments")
    return groups.add_part(Task, group, facts, by=MACHINE)


def a_resource(country: str | None = None, *, content: bytes | None = None, **facts: Any) -> Resource:
    """A text in English under CC BY, somewhere on a shelf unless it comes with content."""
    facts.setdefault("title", {"en": "Manual of transport"})
    facts.setdefault("topics", ["transport-of-samples"])
    facts.setdefault("languages", ["en"])
    facts.setdefault("licence", "CC-BY-4.0")
    if content is None:
        facts.setdefault("reference", "Library of the ministry, shelf 4")
    return library.add_resource(
        {"country": _where(country), **facts}, by=MACHINE, content=content, name="manual.pdf"
    )


def a_campaign(country: str | None = "KZ", **facts: Any) -> Campaign:
    """A campaign in Kazakhstan unless said otherwise."""
    sets = {name: facts.pop(name) for name in ("events", "resources") if name in facts}
    facts.setdefault("title", {"en": "Wash your hands"})
    facts.setdefault("starts", DAY)
    return campaigns.create_campaign({"country": _where(country), **facts}, by=MACHINE, **sets)


def a_draft(country: str | None = None, **facts: Any) -> Announcement:
    """An announcement for everybody that is not published yet."""
    facts.setdefault("title", {"en": "Call for trainers"})
    facts.setdefault("body", {"en": "Send us your names by the end of the month."})
    return announcements.write_announcement({"country": _where(country), **facts}, by=MACHINE)


def an_announcement(country: str | None = None, **facts: Any) -> Announcement:
    """A published announcement, for everybody unless said otherwise."""
    draft = a_draft(country, **facts)
    return announcements.publish_announcement(draft, version=draft.version, by=MACHINE)


def somebody(kind: RoleKind | None = RoleKind.TRAINER, country: str | None = "KZ", **facts: Any) -> Account:
    """Somebody with an account and a person; a trainer in Kazakhstan unless said otherwise."""
    person = facts.pop("person", None) or a_person(f"Somebody{next(_numbers)}", country=country or "KZ")
    return an_account(kind, country, person=person, **facts)


def scope_of_somebody(kind: RoleKind | None = RoleKind.TRAINER, country: str | None = "KZ") -> Scope:
    """What such a person may see and do."""
    return scope_of(somebody(kind, country))


def an_entry(owner: Account | None = None, **facts: Any) -> DirectoryEntry:
    """Somebody who agreed to be found by those who sign in, unless said otherwise."""
    facts.setdefault("name", "Dr Aigerim Nurlanova")
    facts.setdefault("country", a_country("KZ"))
    facts.setdefault("expertise", ["biosafety"])
    facts.setdefault("languages", ["kk", "ru"])
    organisation = facts.pop("organisation", None)
    by = scope_of(owner or somebody())
    return directory.enter(facts, agrees=True, by=by, organisation=organisation)


class AwayBackend:
    """A mail server that does not answer."""

    def __init__(self, *_arguments: Any, **_named: Any) -> None:
        pass

    def send_messages(self, _messages: Any) -> int:
        raise ConnectionRefusedError("nobody answers")

    def close(self) -> None:
        pass
