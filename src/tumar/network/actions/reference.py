"""What the reference programme does together: groups, a campaign, a library, announcements, a directory.

The texts of the library are real and stand where their publishers keep them. Persons, decisions and estimates
are invented, as all persons of the reference programme are; each record that could be taken for more says so.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from tumar.events.models import Event
from tumar.kernel import clock
from tumar.kernel.scope import Scope
from tumar.network.actions import announcements, calendar, campaigns, directory, documents, groups, library
from tumar.network.models import Campaign, Decision, DirectoryEntry, Group, Meeting, Member, Resource, Task
from tumar.people.models import Account, Organisation, Person
from tumar.people.queries import scope_of
from tumar.places.models import Country
from tumar.programmes.models import Programme

DEMONSTRATION = "Demonstration: members, decisions and tasks are invented."
INVENTED = "Invented for the demonstration"
NAME = {
    "en": "National working group on biosafety legislation",
    "ru": "Национальная рабочая группа по законодательству о биологической безопасности",
}
# Country, the meeting that was an event of the programme, where there was one.
GROUPS = (("TJ", "P53-TJ-LAW"), ("KZ", ""))
LAWYERS = ("legal-drafter", "policy-maker")
DECISION = "The glossary of terms goes to the ministries for comment before the draft is written."
AGENDA = "1. Comments of the ministries\n2. Register of facilities\n3. Next steps"
GLOSSARY = "biosafety: protection of people from agents\nbiosecurity: protection of agents from people\n"
WHO_SITE = "https://www.who.int/publications/i/item/"
LIBRARY: tuple[Mapping[str, Any], ...] = (
    {
        "title": {
            "en": "Laboratory biosafety manual, fourth edition",
            "ru": "Практическое руководство по биологической безопасности в лабораториях, 4-е издание",
        },
        "authors": "World Health Organization",
        "topics": ["biosafety", "risk-assessment"],
        "languages": ["en", "ru"],
        "audience": ["human-lab", "vet-lab", "biosafety-officer"],
        "licence": Resource.Licence.CC_BY_NC_SA_IGO,
        "edition": "4",
        "year": 2020,
        "reference": f"{WHO_SITE}9789240011311",
        "is_public": True,
    },
    {
        "title": {"en": "Guidance on regulations for the transport of infectious substances, 2021–2022"},
        "authors": "World Health Organization",
        "topics": ["transport-of-samples"],
        "languages": ["en"],
        "audience": ["transport-courier", "human-lab", "vet-lab"],
        "licence": Resource.Licence.CC_BY_NC_SA_IGO,
        "year": 2021,
        "reference": f"{WHO_SITE}9789240019720",
        "is_public": True,
    },
)
CAMPAIGN = {
    "title": {"en": "Safe samples, from the clinic to the laboratory", "ru": "Образец в безопасности"},
    "summary": {
        "en": "Posters, talks and a film for those who take and carry samples.",
        "ru": "Плакаты, беседы и фильм для тех, кто отбирает и перевозит образцы.",
    },
    "audience": ["human-clinical", "transport-courier", "media"],
}
ESTIMATES = (
    ("print", "Staff of district clinics", 3200, "Posters put up, by twenty people who pass one"),
    ("social-media", "Users in Kazakhstan", 18_500, "Views of the film as the platform shows them"),
)
CALL = {
    "title": {
        "en": "Call for trainers: transport of samples",
        "ru": "Приглашаем тренеров: перевозка образцов",
    },
    "body": {
        "en": "Trainers who hold a certificate for the transport of infectious substances can write to the "
        "national coordinator by the end of the month.",
        "ru": "Тренеры с действующим удостоверением по перевозке инфекционных материалов могут написать "
        "национальному координатору до конца месяца.",
    },
}
SHEETS = {
    "title": {
        "en": "Sign-in sheets are read from photographs",
        "ru": "Листы регистрации читаются с фотографий",
    },
    "body": {
        "en": "Photograph the signed sheet flat and whole, send it from the page of the event, and confirm "
        "what was read.",
        "ru": "Сфотографируйте подписанный лист целиком, отправьте его со страницы мероприятия и подтвердите "
        "прочитанное.",
    },
}
ENTRIES = {
    "trainer": (["biosafety", "training-methods"], ["uz", "ru"]),
    "legal-expert": (["legal-framework"], ["tg", "ru"]),
    "national-coordinator": (["biosecurity", "communication"], ["kk", "ru", "en"]),
}


def load_reference_network(event: Event, *, by: Scope) -> None:
    """Lay out what the pages about working together show; `event` is the programme's next one."""
    texts = [library.add_resource(facts, by=by) for facts in LIBRARY]
    for country, code in GROUPS:
        _group(Country.objects.get(pk=country), Event.objects.filter(code=code).first(), by)
    _campaign(event.programme, texts, by)
    _announce(event, by)
    # From here on whoever looks at the public calendar sees it.
    calendar.list_event(event, by=by)
    _enter_accounts()


def _group(country: Country, held: Event | None, by: Scope) -> Group:
    today = clock.today()
    facts = {"name": NAME, "country": country, "topic": "legal-framework", "purpose": DEMONSTRATION}
    group = groups.create_group({**facts, "founded": date(2018, 2, 1)}, by=by)
    persons = Person.objects.filter(country=country, group__in=LAWYERS, erased_at=None).order_by("code")[:4]
    ministry = Organisation.objects.filter(code=f"{country.pk}-MOH").first()
    parts = (Member.Part.CHAIR, Member.Part.SECRETARY, Member.Part.MEMBER, Member.Part.MEMBER)
    members = [
        groups.add_part(
            Member,
            group,
            {"person": one, "organisation": ministry, "part": part, "since": date(2018, 2, 1)},
            by=by,
        )
        for one, part in zip(persons, parts, strict=False)
    ]
    last = {"event": held} if held else {"day": today - timedelta(days=40), "place": "Astana"}
    meeting = groups.add_part(Meeting, group, last, by=by)
    coming = {"day": today + timedelta(days=30), "begins": time(10), "ends": time(13), "agenda": AGENDA}
    groups.add_part(Meeting, group, coming, by=by)
    day = held.ends if held else today - timedelta(days=40)
    decided = {"text": DECISION, "day": day, "meeting": meeting}
    decision = groups.add_part(Decision, group, decided, by=by)
    for text, days, state in (
        ("Send the glossary to the ministries", -20, Task.State.DONE),
        ("Collect the comments in one table", 14, Task.State.OPEN),
    ):
        task = {"text": text, "due": today + timedelta(days=days), "state": state, "decision": decision}
        groups.add_part(Task, group, {**task, "owner": members[0] if members else None}, by=by)
    title = "Glossary of terms, draft"
    documents.add_document(group, title=title, content=GLOSSARY.encode(), name="glossary.txt", by=by)
    return group


def _campaign(programme: Programme, texts: list[Resource], by: Scope) -> Campaign:
    today, country = clock.today(), Country.objects.get(pk="KZ")
    days = {"starts": today - timedelta(days=60), "ends": today + timedelta(days=30)}
    facts = {**CAMPAIGN, **days, "country": country, "programme": programme}
    events = Event.objects.filter(code="P53-KZ-AWR")
    campaign = campaigns.create_campaign(facts, by=by, events=events, resources=texts[1:])
    for channel, audience, estimate, method in ESTIMATES:
        told = {"channel": channel, "audience": audience, "estimate": estimate, "method": method}
        campaigns.add_estimate(campaign, {**told, "source": INVENTED, "as_of": today}, by=by)
    return campaign


def _announce(event: Event, by: Scope) -> None:
    written = (
        {**CALL, "is_public": True, "until": event.starts},
        {**SHEETS, "country": event.country, "roles": ["trainer", "national-coordinator"]},
    )
    for facts in written:
        draft = announcements.write_announcement(facts, by=by)
        announcements.publish_announcement(draft, version=draft.version, by=by)


def _enter_accounts() -> list[DirectoryEntry]:
    """Let demonstration accounts agree to be found, as each of them would on its own page."""
    found = []
    for account in Account.objects.filter(is_demonstration=True).order_by("email"):
        role = account.roles.first()
        if role is None or role.kind not in ENTRIES:
            continue
        expertise, languages = ENTRIES[role.kind]
        facts = {
            "name": account.name,
            "country": role.country,
            "expertise": expertise,
            "languages": languages,
        }
        told = {**facts, "visibility": DirectoryEntry.Visibility.PUBLIC}
        found.append(directory.enter(told, agrees=True, by=scope_of(account)))
    return found
