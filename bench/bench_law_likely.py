"""The page of a requirement with likely provisions, and search in the law: 50 acts, against limits."""

import random
import sys
import time
from datetime import date
from itertools import islice
from typing import Any

from bench_law_rounds import opened, start, took

ACTS, PROVISIONS, PASSAGES = 50, 300, 3
# For search: some 300 pages an act.
PAGES_OF_ACT, PASSAGES_OF_PAGE = 300, 8
WORDS_OF_PASSAGE = 45
DAY = date(2020, 1, 1)
# Milliseconds of the processor, once the pool is made: other programs on the machine do not count.
LIMITS = {
    "page of another requirement": 300,
    "page seen before": 300,
    "search": 150,
    "leaf of an act of 300 pages": 300,
}
SEED = 7


def vocabulary() -> list[str]:
    """Return the words of the term base in Russian, among others that are made up."""
    from tumar.law.rules.suggesting import term_base

    base = term_base()
    known = {
        word.rstrip("*")
        for terms in base.terms.values()
        for one in terms.get("ru", ())
        for word in one.split()
    }
    chance = random.Random(SEED)
    syllables = ("ба", "ло", "ми", "не", "пра", "ста", "ви", "го", "ду", "же", "кри", "на", "ом", "ер", "щи")
    made = {"".join(chance.choices(syllables, k=chance.randint(2, 5))) for _number in range(9000)}
    return sorted(known) + sorted(made)


def texts(words: list[str], chance: random.Random) -> Any:
    """Yield passages in which, as in any language, few words are most of the text."""
    weights = [1 / (rank + 3) for rank in range(len(words))]
    shuffled = chance.sample(words, len(words))
    while True:
        yield " ".join(chance.choices(shuffled, weights, k=WORDS_OF_PASSAGE)).capitalize() + "."


def an_act(number: int, articles: int, passages: int, words: list[str]) -> Any:
    """Return a confirmed version, its rows made as confirming makes them."""
    from tests.law import builders
    from tests.people import MACHINE
    from tumar.law.actions.reading import keep_structure, receive_version
    from tumar.law.actions.versions import confirm_version
    from tumar.law.rules.lines import Document, Line
    from tumar.law.rules.units import Kind, Structure, Unit

    chance = random.Random(number)
    said = texts(words, chance)
    units = []
    for article in range(1, articles + 1):
        eid = f"art_{article}"
        units.append(Unit(Kind.ARTICLE, eid, f"Статья {article}.", next(said)[:60], line=len(units)))
        for place, text in enumerate(islice(said, passages), start=1):
            units.append(
                Unit(
                    Kind.PARAGRAPH,
                    f"{eid}__para_{place}",
                    f"{place}.",
                    text=text,
                    parent=eid,
                    line=len(units),
                )
            )
    expression = builders.an_expression(builders.an_instrument(), "ru")
    version = receive_version(
        expression, {"valid_from": DAY}, content=f"act {number}".encode(), name="act.txt", by=MACHINE
    )
    document = Document((Line("act"),), "text")
    keep_structure(version, document, Structure("ru", "ru", tuple(units), ()), by=MACHINE)
    version.refresh_from_db()
    return confirm_version(version, by=MACHINE)


LOOKED_FOR = (
    "A national authority licenses laboratories and keeps an inventory of strains.",
    "Export, transit and brokering of dual-use items require a permit.",
    "Accidents are reported to the authority and investigated.",
    "Personnel is trained and its competence assessed.",
    "Infectious substances are packed, marked and carried safely.",
    "Developing, producing or acquiring biological weapons is punished.",
    "Facilities are inspected and violations remedied.",
    "Infectious waste is decontaminated before disposal.",
    "Access to laboratories is controlled and personnel checked.",
)


def requirements() -> Any:
    """Return a set of requirements that ask for different things."""
    from tests.law import rounds

    items = [
        {
            "code": f"A-{number}",
            "title": {"en": text.split(" and ")[0]},
            "look_for": {"en": text},
            "source": "Treaty, Article 1",
            "area": "inventory",
            "terms": {"ru": ["реестр объектов", "учет штаммов"]},
        }
        for number, text in enumerate(LOOKED_FOR)
    ]
    return rounds.a_set("bench", requirements=items)


def measured_likely() -> dict[str, float]:
    """Return what the page takes for a coder, and what making the pool took."""
    from django.urls import reverse

    from tests.law import rounds
    from tests.people import Client

    version = requirements()
    one = rounds.a_round(versions=[version])
    client = Client()
    client.force_login(one.first_coder)
    pages = [reverse("law:finding", args=[one.code, each.pk]) for each in version.requirements.all()]
    began = time.process_time()
    client.get(pages[-1])
    cold = 1000 * (time.process_time() - began)
    return {
        "page, pool not made yet": cold,
        "page of another requirement": took(lambda number: opened(client, pages[number])),
        "page seen before": took(lambda _number: opened(client, pages[0])),
    }


ASKED = (
    "реестр",
    "реестр лабораторий",
    "лицензия на деятельность",
    "нигденестоит",
    "учет штаммов патогенов",
    '"учет штаммов"',
    "лабаратория",
)


def plain_scan(texts: list[str], words: str) -> int:
    """Return how many texts have the beginnings of all the words, with neither an index nor a ranking."""
    from tumar.kernel.folding import fold

    wanted = [fold(word.strip('"'))[:6] for word in words.split() if len(word) > 2]
    return sum(all(one in fold(text) for one in wanted) for text in texts)


def measured_search() -> dict[str, float]:
    """Return what searches take over all acts, and how many times faster they are than a plain scan."""
    from tests.people import MACHINE
    from tumar.law.models import ProvisionText
    from tumar.law.queries.search import Filters, search

    found = {
        f"search: {words}": took(lambda _number, words=words: search(words, MACHINE, Filters(DAY)))
        for words in ASKED
    }
    texts = list(ProvisionText.objects.values_list("text", flat=True))
    began = time.process_time()
    plain_scan(texts, ASKED[1])
    scanned = 1000 * (time.process_time() - began)
    found[f"plain scan of {len(texts)} provisions in memory"] = scanned
    indexed = max(each for name, each in found.items() if name.startswith("search:"))
    began = time.process_time()
    rows = ProvisionText.objects.filter(text__contains="реестр").filter(text__contains="лаборатори")
    len(rows.values_list("pk", flat=True))
    asked = 1000 * (time.process_time() - began)
    found["scan by the database, two words"] = asked
    print(
        f"the slowest search is {scanned / indexed:.0f} times faster than a plain scan in memory in the "
        f"same run, {asked / indexed:.1f} times faster than one by the database, which knows no "
        "other forms of words"
    )
    return found


def measured_reading() -> dict[str, float]:
    """Return what a leaf in the middle of an act of 300 pages takes for whoever reads it."""
    from django.urls import reverse

    from tests.people import signed_in
    from tumar.law.models import Version
    from tumar.people.rules import RoleKind

    version = Version.objects.select_related("expression__instrument").order_by("-pk").first()
    expression = version.expression
    page = reverse("law:version", args=[expression.instrument.code, expression.number, version.number])
    client = signed_in(RoleKind.LEGAL_EXPERT, "KZ")
    return {"leaf of an act of 300 pages": took(lambda number: opened(client, f"{page}?leaf={20 + number}"))}


def main() -> int:
    """Print what was measured beside its limit; 1 where one is passed."""
    start()
    words = vocabulary()
    only = sys.argv[1:]
    found: dict[str, float] = {}
    if "search" not in only:
        for number in range(ACTS):
            an_act(number, PROVISIONS, PASSAGES, words)
        found |= measured_likely()
    if "likely" not in only:
        began = time.process_time()
        for number in range(ACTS):
            an_act(ACTS + number, PAGES_OF_ACT * 2, PASSAGES_OF_PAGE // 2, words)
        found["an act of 300 pages kept and indexed"] = 1000 * (time.process_time() - began) / ACTS
        found |= measured_search() | measured_reading()
    passed = False
    for name, milliseconds in found.items():
        limit = LIMITS.get(name.partition(":")[0])
        passed |= limit is not None and milliseconds > limit
        print(f"{name:<45} {milliseconds:8.0f} ms" + (f"   limit {limit} ms" if limit else ""))
    return int(passed)


if __name__ == "__main__":
    sys.exit(main())
