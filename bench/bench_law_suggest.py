"""From requirement to provision across languages: hit@1, hit@5 and MRR on pairs of our own.

`dev` pairs were at hand while the term base was written and the engine tuned. `held1` pairs were written
after that; the base was widened once they had been measured. `held2` and the pairs of other languages were
written after the base was frozen. All are asked of every provision of their language; the limits are of the
held-out pairs.
"""

import argparse
import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tumar.law.rules.suggesting.asking import Requirement
from tumar.law.rules.suggesting.candidates import Candidate, Passage
from tumar.law.rules.suggesting.meaning import meaning_of, the_model
from tumar.law.rules.suggesting.pool import Pool
from tumar.law.rules.suggesting.ranking import suggest
from tumar.law.rules.suggesting.recall import is_hit, reciprocal_rank
from tumar.law.rules.suggesting.terms import term_base

DATA = Path(__file__).parent / "data" / "law_suggest"
# Of hit@5 from English to Russian on held-out pairs.
LIMIT, LIMIT_WITH_MEANING = 0.90, 0.95


@dataclass(frozen=True)
class Asked:
    """A requirement with the provisions that answer it."""

    set: str
    text: str
    addresses: frozenset[str]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table beside the bench."""
    with (DATA / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def provisions() -> dict[str, list[Candidate]]:
    """Return the provisions by language."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for path in sorted(DATA.glob("provisions_*.tsv")):
        for row in rows(path.name):
            passage = Passage(row["address"], "", row["text"])
            language = row.get("language") or "ru"
            found[language].append(
                Candidate("bench", language, row["address"], "", row["heading"], (), (passage,))
            )
    return found


def requirements() -> Iterator[Asked]:
    """Yield all requirements."""
    for path in sorted(DATA.glob("requirements_*.tsv")):
        for row in rows(path.name):
            name = path.stem.removeprefix("requirements_")
            yield Asked(name, row["requirement"], frozenset(row["addresses"].split()))


def measured(candidates: list[Candidate], asked: list[Asked], *, with_meaning: bool, told: bool) -> tuple:
    """Return hit@1, hit@5 and MRR; print what was missed where wanted."""
    pool, base = Pool(candidates), term_base()
    model = the_model() if with_meaning else None
    meaning = meaning_of(candidates, model, [one.text for one in asked]) if model else None
    first = five = mean = 0.0
    for one in asked:
        found = suggest(Requirement(one.text), pool, base, meaning=meaning)
        ranked = [candidates[each.candidate].eid for each in found]
        first += is_hit(1, ranked, one.addresses)
        five += is_hit(5, ranked, one.addresses)
        mean += reciprocal_rank(ranked, one.addresses)
        if told and not is_hit(5, ranked, one.addresses):
            print(f"   missed: {one.text} | wanted {sorted(one.addresses)}, found {ranked[:5]}")
    return first / len(asked), five / len(asked), mean / len(asked)


def main() -> int:
    """Print the figures; 1 where a limit is not met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--told", action="store_true", help="print the requirements that were missed")
    parser.add_argument("--terms", action="store_true", help="without the extra, though it is installed")
    parser.add_argument("--only", default="", help="one set only")
    options = parser.parse_args()
    began = time.process_time()
    term_base()
    print(
        f"term base: {len(term_base().terms)} concepts, read in {1000 * (time.process_time() - began):.0f} ms"
    )
    by_set: dict[str, list[Asked]] = defaultdict(list)
    for one in requirements():
        by_set[one.set].append(one)
    held = provisions()
    failed = 0
    for name, asked in by_set.items():
        if options.only and name != options.only:
            continue
        wanted = next(iter(asked[0].addresses))
        language = next(code for code, each in held.items() if any(one.eid == wanted for one in each))
        for with_meaning in (False,) if options.terms else (False, True):
            if with_meaning and the_model() is None:
                print(f"{name}: the extra is not installed")
                continue
            first, five, mean = measured(held[language], asked, with_meaning=with_meaning, told=options.told)
            limit = (LIMIT_WITH_MEANING if with_meaning else LIMIT) if name.startswith("held") else 0.0
            print(
                f"{name} en->{language}, {len(asked)} requirements, {len(held[language])} provisions, "
                f"{'with' if with_meaning else 'without'} the extra: "
                f"hit@1 {first:.2f}, hit@5 {five:.2f}, MRR {mean:.2f}"
                + (f" (limit of hit@5 {limit:.2f})" if limit else "")
            )
            failed += five < limit
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
