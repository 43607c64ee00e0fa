"""A programme's records in few words; written straight into the tables, so that tests can make many."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tumar.events.models import Event, Involvement
from tumar.kernel import clock
from tumar.kernel.models import Attachment, StoredFile
from tumar.kernel.scope import of_the_machine
from tumar.people.models import Account, Organisation, Person
from tumar.places.models import Country, Grouping, Membership
from tumar.programmes.models import Claim, Programme, Response
from tumar.supplies.models import Consignment, ConsignmentLine
from tumar.training.models import Qualification

MACHINE = of_the_machine("tests")
REGIONS = {"CA": ("KZ", "KG", "TJ", "UZ"), "SEEE": ("GE", "MD", "UA")}
A_DAY = date(2018, 4, 2)
AFTERWARDS = date(2024, 12, 31)

_numbers = itertools.count(1)


def a_number() -> int:
    return next(_numbers)


def a_country(code: str) -> Country:
    return Country.objects.get_or_create(code=code, defaults={"alpha3": f"{code}X", "numeric": ""})[0]


def regions() -> None:
    """The two CoE regions with a few of their countries, since ever."""
    for code, countries in REGIONS.items():
        region, _is_new = Grouping.objects.get_or_create(
            code=code, defaults={"kind": Grouping.Kind.COE_REGION, "name": {"en": code}}
        )
        for country in countries:
            Membership.objects.get_or_create(country=a_country(country), grouping=region, since=None)


def a_programme(code: str = "P53", **facts: Any) -> Programme:
    facts.setdefault("title", {"en": f"Programme {code}", "ru": f"Программа {code}"})
    return Programme.objects.create(code=code, **facts)


def a_response(code: str = "COVID-19") -> Response:
    return Response.objects.create(code=code, name={"en": code, "ru": code})


def a_person(country: str = "KZ", *, sex: str = "U", group: str = "unknown", **names: str) -> Person:
    number = a_number()
    names = names or {"family_latin": f"Family{number}", "given_latin": "Given"}
    return Person.objects.create(
        code=f"{country}-{number:06d}", country=a_country(country), sex=sex, group=group, **names
    )


def an_event(
    programme: Programme,
    *,
    kind: str = Event.Kind.TRAINING,
    country: str | None = "KZ",
    on: date = A_DAY,
    days: int = 1,
    persons: Iterable[Person] = (),
    absent: Iterable[Person] = (),
    trainers: Iterable[Person] = (),
    countries: Sequence[str] = (),
    reach: str = "",
    **facts: Any,
) -> Event:
    """An event of the programme, a training workshop unless said otherwise, with those who were there."""
    number = a_number()
    facts.setdefault("code", f"{programme.code}-E{number:04d}")
    facts.setdefault("title", {"en": f"Event {number}"})
    if facts.get("head_count") is not None:
        facts.setdefault("head_count_source", "sign-in sheet")
    event = Event.objects.create(
        programme=programme,
        kind=kind,
        reach=reach or (Event.Reach.COUNTRY if country else Event.Reach.REGIONAL),
        country=a_country(country) if country else None,
        starts=on,
        ends=on + timedelta(days=days - 1),
        **facts,
    )
    event.countries.set([a_country(code) for code in countries])
    roles = [(person, "participant", True) for person in persons]
    roles += [(person, "participant", False) for person in absent]
    roles += [(person, "trainer", None) for person in trainers]
    Involvement.objects.bulk_create(
        Involvement(event=event, person=person, role=role, attended=attended)
        for person, role, attended in roles
    )
    return event


def a_trainer(programme: Programme, country: str = "KZ", *, since: date = A_DAY, **facts: Any) -> Person:
    """Somebody whom the programme qualified at a train-the-trainers workshop that is on record."""
    person = a_person(country, **facts)
    qualify(person, programme, since=since)
    return person


def qualify(
    person: Person, programme: Programme, *, since: date = A_DAY, event: Event | None = None, **facts: Any
) -> Qualification:
    return Qualification.objects.create(
        code=f"Q-{a_number():06d}", person=person, programme=programme, since=since, event=event, **facts
    )


def a_consignment(
    programme: Programme,
    *items: tuple[str, int],
    country: str = "KZ",
    on: date | None = A_DAY,
    response: Response | None = None,
) -> Consignment:
    """What a laboratory received: pairs of a category and a value in euro cents."""
    recipient = Organisation.objects.create(
        code=f"ORG-{a_number():04d}", name="Laboratory", kind="laboratory", country=a_country(country)
    )
    consignment = Consignment.objects.create(
        code=f"{programme.code}-C{a_number():04d}",
        programme=programme,
        response=response,
        country=a_country(country),
        recipient=recipient,
        handed_over=on,
    )
    for number, (category, cents) in enumerate(items, 1):
        ConsignmentLine.objects.create(
            consignment=consignment,
            number=number,
            category=category,
            description="Item",
            quantity=Decimal(1),
            unit_value_minor=cents,
            rate_per_euro=Decimal(1),
            rate_month="2018-04",
            euro_cents=cents,
        )
    return consignment


def a_claim(
    programme: Programme, indicator: str, figure: int, qualifier: str = "exactly", **facts: Any
) -> Claim:
    facts.setdefault("as_of", date(2024, 1, 1))
    facts.setdefault("source", "Programme page")
    return Claim.objects.create(
        programme=programme, indicator=indicator, figure=figure, qualifier=qualifier, **facts
    )


def a_file(about: str, sha256: str = "a" * 64) -> Attachment:
    file, _is_new = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": "sheet.pdf",
            "media_type": "application/pdf",
            "size": 1,
            "received_at": clock.now(),
        },
    )
    return Attachment.objects.create(about=about, file=file, added_at=clock.now())


def an_account(name: str) -> Account:
    return Account.objects.create(email=f"{name}@example.org", name=name, created_at=clock.now())


def a_small_programme() -> Programme:
    """A programme with some of everything: 2 trainers, 4 workshops, 4 experts, a response, consignments."""
    regions()
    programme, other = a_programme(), a_programme("P-OTHER", is_ours=False)
    covid = a_response()
    tot = an_event(programme, kind=Event.Kind.TRAIN_THE_TRAINERS, on=date(2018, 1, 10), days=5)
    aizhan, bolat = a_person("KZ", sex="F"), a_person("KZ", sex="M")
    for person in (aizhan, bolat):
        qualify(person, programme, since=tot.ends, event=tot)
    guest = a_person("MD")
    qualify(guest, other, since=date(2015, 1, 1))
    experts = [
        a_person("KZ", sex="F", group="human-lab"),
        a_person("KZ", sex="M", group="vet-lab"),
        a_person("UZ", sex="F", group="human-lab"),
        a_person("UZ"),
    ]
    an_event(programme, persons=experts[:2], trainers=[aizhan], on=date(2018, 4, 2))
    an_event(programme, persons=experts[1:3], trainers=[bolat], on=date(2019, 4, 2), country="UZ")
    an_event(
        programme,
        persons=experts[3:],
        trainers=[bolat],
        on=date(2019, 6, 3),
        country=None,
        countries=["KZ", "UZ"],
    )
    an_event(programme, trainers=[bolat], on=date(2019, 9, 2), head_count=30)
    an_event(programme, persons=experts, on=date(2019, 10, 7))  # nobody qualified gave it
    an_event(
        programme, persons=experts[:3], trainers=[guest], on=date(2020, 6, 1), country="MD", response=covid
    )
    an_event(programme, kind=Event.Kind.AWARENESS, on=date(2017, 5, 5))
    an_event(programme, kind=Event.Kind.AWARENESS, country=None, countries=["KZ", "KG"], on=date(2017, 6, 6))
    an_event(programme, kind=Event.Kind.CONFERENCE, country=None, reach=Event.Reach.INTER_REGIONAL)
    a_consignment(programme, ("rt-pcr", 1_000_000_10), ("ppe", 612_345_67))
    a_consignment(programme, ("ppe", 957_400_00), country="UA", on=date(2020, 5, 5), response=covid)
    return programme
