"""What tests of likely provisions stand on: requirements, laws that answer them, rounds about them."""

import itertools

from tests.law.builders import a_version, an_expression, an_instrument
from tests.law.rounds import QUOTE, a_requirement, a_round, a_set, agreed, coders
from tumar.law.models import ProvisionText, Requirement, Round
from tumar.law.queries.suggesting import answer

_numbers = itertools.count(1)


REGISTER = {
    "title": {"en": "Register of facilities", "ru": "Реестр объектов"},
    "look_for": {"en": "A national authority keeps a register of facilities that handle agents."},
}


NOTHING_OF_IT = {"title": {"en": "Zebra crossings"}, "look_for": {"en": "Zebra crossings shall be painted."}}


def asking(how_many: int = 1, **facts) -> Requirement:
    """A requirement that asks for a register of facilities, unless said otherwise."""
    items = [
        {"code": f"A-{number}", "source": "Treaty", "area": "licensing", **REGISTER, **facts}
        for number in range(1, how_many + 1)
    ]
    return a_requirement(a_set(f"set-{next(_numbers)}", requirements=items))


def a_law(country: str | None = "KZ", text: str | None = None, language: str = "en", **facts):
    """A confirmed text of a law of Kazakhstan unless said otherwise."""
    words = {"text": text} if text else {}
    return a_version(an_expression(an_instrument(country, **facts), language), **words)


def found(one: Round, requirement: Requirement, scope=None):
    return answer(one, requirement, scope or coders(one)[0])


def round_on(requirement: Requirement, **facts) -> Round:
    return a_round(versions=[requirement.version], **facts)


def text_of(version, eid: str) -> ProvisionText:
    return version.texts.get(provision__eid=eid)


def row_of(version) -> ProvisionText:
    return text_of(version, "chp_1__art_2")


def confirmed_links(how_many: int, version) -> Round:
    """A round in which so many requirements were confirmed to be answered by the register's sentence."""
    requirement = asking(how_many=how_many)
    one = round_on(requirement)
    for each in requirement.version.requirements.all():
        agreed(one, each, text=version.texts.get(text__contains=QUOTE))
    return one
