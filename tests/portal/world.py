"""A programme that has published: enough countries for a map, claims of every verdict, two editions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.results import builders as b
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Reach, Scope
from tumar.people.models import Account, Organisation
from tumar.programmes.models import Objective, Participation, Programme
from tumar.results.actions.editions import freeze_edition, publish_edition
from tumar.results.models import Edition

COUNTRIES = ("KZ", "KG", "TJ", "UZ", "MN", "AF", "PK")
NEIGHBOURS = ("GE", "MD", "UA", "XK")
GROUPS = ("human-lab", "vet-lab", "border-guard", "policy-maker", "unknown")
SEXES = ("F", "M", "U")


@dataclass
class World:
    """What was published, and by whom."""

    programme: Programme
    first: Edition
    newest: Edition


def somebody(name: str) -> Scope:
    account = Account.objects.filter(email=f"{name}@example.org").first() or b.an_account(name)
    return Scope(account.pk, name, dict.fromkeys(Permission, (Reach(EVERYWHERE),)))


def frozen(programme: Programme, as_of: date = b.AFTERWARDS, note: str = "") -> Edition:
    return freeze_edition(programme, as_of=as_of, by=somebody("one"), note=note)


def published(programme: Programme, as_of: date = b.AFTERWARDS, note: str = "") -> Edition:
    return publish_edition(frozen(programme, as_of, note), by=somebody("two"))


def a_published_programme(
    countries: Sequence[str] = COUNTRIES[:3], neighbours: Sequence[str] = NEIGHBOURS[-1:]
) -> World:
    """A demonstration programme with trainers, workshops, experts, consignments and a response."""
    b.regions()
    programme = _programme([*countries, *neighbours])
    trainers = [_course(programme, country, at) for at, country in enumerate(countries)]
    for at, trainer in enumerate(trainers):
        _workshops(programme, trainer, countries[at], at)
        b.an_event(programme, kind="awareness", country=countries[at], on=date(2017, 3 + at, 1))
    b.an_event(programme, kind="conference", country=None, countries=["KZ", "GE"], reach="inter-regional")
    _supplies(programme, countries)
    _response(programme, trainers, [*countries, *neighbours])
    _claims(programme)
    first = published(programme, date(2019, 12, 31))
    b.an_event(programme, kind="awareness", country="PK", on=date(2019, 11, 11))
    return World(programme, first, published(programme, note="An awareness event of 2019 arrived late."))


def a_full_programme() -> World:
    """The same in all its countries, for looking at pages and for weighing them."""
    return a_published_programme(COUNTRIES, NEIGHBOURS)


def _programme(countries: Sequence[str]) -> Programme:
    def organisation(name: str, kind: str) -> Organisation:
        return Organisation.objects.create(code=f"ORG-{b.a_number():04d}", name=name, kind=kind)

    programme = b.a_programme(
        "P53",
        title={
            "en": "Strengthening the national legal framework and provision of specialised training on "
            "biosafety and biosecurity",
            "ru": "Укрепление национальной правовой базы и специализированное обучение по биологической "
            "безопасности и биологической защите",
        },
        context={
            "en": "Seven countries train their own trainers.",
            "ru": "Семь стран готовят своих тренеров.",
        },
        notes={"en": "The project does not come from a proposal of a region."},
        funder=organisation("European Union", "international"),
        implementer=organisation("Science and Technology Center", "international"),
        contract_reference="IFS/2016/376-505",
        starts=date(2016, 5, 1),
        is_demonstration=True,
    )
    for number, title in enumerate(
        ("Raise awareness", "Strengthen national law", "Assess training needs"), 1
    ):
        Objective.objects.create(programme=programme, number=number, title={"en": title})
    for country in countries:
        Participation.objects.create(programme=programme, country=b.a_country(country))
    return programme


def _course(programme: Programme, country: str, at: int):
    course = b.an_event(
        programme, kind="train-the-trainers", country=country, on=date(2018, 1 + at, 5), days=5
    )
    people = [b.a_person(country, sex=SEXES[number % 3], group=GROUPS[number % 5]) for number in range(4)]
    for person in people:
        b.qualify(person, programme, since=course.ends, event=course)
    return people[0]


def _workshops(programme: Programme, trainer, country: str, at: int) -> None:
    experts = [
        b.a_person(country, sex=SEXES[number % 3], group=GROUPS[(number + at) % 5])
        for number in range(6 + 2 * at)
    ]
    for number in range(4):
        workshop = b.an_event(
            programme,
            country=country,
            on=date(2018 + number, 9, 3 + at),
            persons=experts[number : number + 6],
            trainers=[trainer],
        )
        if number == 0:
            b.a_file(workshop.label)
    b.an_event(programme, country=country, on=date(2020, 2, 3), trainers=[trainer], head_count=25)


def _supplies(programme: Programme, countries: Sequence[str]) -> None:
    for at, country in enumerate(countries):
        b.a_consignment(
            programme,
            ("rt-pcr", 12_000_010 + at),
            ("ppe", 3_000_000),
            ("basic-laboratory", 9_123_456),
            country=country,
        )


def _response(programme: Programme, trainers, countries: Sequence[str]) -> None:
    covid = b.a_response()
    for at, country in enumerate(countries):
        persons = [
            b.a_person(country, sex=SEXES[number % 2], group=GROUPS[number % 4]) for number in range(5 + at)
        ]
        b.an_event(
            programme,
            country=country,
            on=date(2020, 4 + at % 6, 6),
            persons=persons,
            trainers=[trainers[at % len(trainers)]],
            response=covid,
        )
        b.a_consignment(programme, ("ppe", 8_765_432), country=country, on=date(2020, 6, 1), response=covid)


def _claims(programme: Programme) -> None:
    b.a_claim(programme, "inter_regional_conferences", 1)
    b.a_claim(programme, "cascade_workshops", 10, "more_than")
    b.a_claim(programme, "experts_reached", 1_200, "more_than")
    b.a_claim(programme, "equipment_value", 1_600_000_00, "over")
