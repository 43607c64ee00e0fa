"""`tumar law suggest --requirement TEXT FILE...`: the provisions that may answer a requirement, ranked."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tumar.law.queries.vectors import kept_or_made
from tumar.law.rules.lines import Document
from tumar.law.rules.reading import Unreadable
from tumar.law.rules.reading import read as read_lines
from tumar.law.rules.structure import recognise
from tumar.law.rules.suggesting import (
    Candidate,
    Meaning,
    Pool,
    Requirement,
    Suggestion,
    candidates_of,
    engine,
    meaning_of,
    suggest,
    term_base,
    the_model,
)
from tumar.law.rules.suggesting.words import base_language
from tumar.law.unreadable import sentence

FORMATS = ("text", "json")
LIMIT = 20
EXCERPT = 300


class CannotSuggest(Exception):
    """Nothing can be ranked; the message is the sentence to say."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law suggest`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="an act, in any format that can be read")
    parser.add_argument(
        "--requirement", required=True, metavar="TEXT", help="what is looked for, in your words"
    )
    parser.add_argument("--lang", default="en", help="language of the requirement (en)")
    parser.add_argument(
        "--term",
        action="append",
        default=[],
        metavar="LANG=WORDS",
        help="a search term in a language of the acts; may be given many times",
    )
    parser.add_argument(
        "--by", choices=["article", "passage"], default="article", help="what is ranked (article)"
    )
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"how many at most ({LIMIT})")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print (text)")


def run(options: argparse.Namespace) -> int:
    """Print the suggestions; 1 with one sentence where nothing can be ranked."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        requirement = _requirement(options)
        candidates = _candidates(options.files, by_passage=options.by == "passage")
    except CannotSuggest as error:
        print(f"tumar law suggest: {error}", file=sys.stderr)
        return 1
    model = the_model()
    # The model reads some eight provisions a second: what it read once is kept for the next requirement.
    meaning = meaning_of(candidates, kept_or_made(model)) if model else None
    pool = Pool(candidates)
    found = suggest(requirement, pool, term_base(), meaning=meaning, limit=options.limit)
    if options.format == "json":
        print(json.dumps(_told(options, found, candidates, meaning), ensure_ascii=False, indent=1))
    else:
        print(_listed(found, candidates))
    return 0


def _requirement(options: argparse.Namespace) -> Requirement:
    if not options.requirement.strip():
        raise CannotSuggest("The requirement is empty: say in a sentence what is looked for.")
    if options.limit < 1:
        raise CannotSuggest("The limit must be 1 or more.")
    known = term_base().languages
    if base_language(options.lang) not in known:
        raise CannotSuggest(
            f"There are no terms in the language '{options.lang}'; there are {', '.join(known)}."
        )
    return Requirement(options.requirement, options.lang, _terms(options.term))


def _terms(given: Sequence[str]) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {}
    for one in given:
        language, equals, words = one.partition("=")
        if not (equals and language.strip() and words.strip()):
            raise CannotSuggest(
                f"A term is a language and words, such as ru=биологический риск, not '{one}'."
            )
        terms.setdefault(language.strip(), []).append(words.strip())
    return terms


def _candidates(files: Sequence[str], *, by_passage: bool) -> list[Candidate]:
    candidates: list[Candidate] = []
    for name in files:
        found = candidates_of(recognise(_lines(name)), name, by_passage=by_passage)
        if not found:
            raise CannotSuggest(f"{name}: There is no provision in this text.")
        candidates += found
    return candidates


def _lines(name: str) -> Document:
    try:
        return read_lines(Path(name).read_bytes(), name=Path(name).name)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise CannotSuggest(f"The file {name} cannot be read: {reason}.") from error
    except Unreadable as error:
        raise CannotSuggest(f"{name}: {sentence(error)}") from error


def _told(
    options: argparse.Namespace,
    found: Sequence[Suggestion],
    candidates: Sequence[Candidate],
    meaning: Meaning | None,
) -> dict[str, object]:
    return {
        "requirement": options.requirement,
        "language": options.lang,
        "engine": engine(meaning),
        "candidates": len(candidates),
        "suggestions": [_as_told(one, candidates[one.candidate]) for one in found],
    }


def _as_told(one: Suggestion, candidate: Candidate) -> dict[str, object]:
    passage = candidate.passages[one.closest] if one.closest is not None else None
    return {
        "rank": one.rank,
        "file": candidate.source,
        "eid": candidate.eid,
        "label": candidate.label,
        "heading": candidate.heading,
        "path": list(candidate.path),
        "language": candidate.language,
        "band": one.band.value,
        "score": one.score,
        "terms": [found.said for found in one.terms],
        "matches": [{"concept": found.asked, "said": found.said} for found in one.terms],
        "closest": passage.eid if passage else "",
        "excerpt": passage.text[:EXCERPT] if passage else "",
    }


def _listed(found: Sequence[Suggestion], candidates: Sequence[Candidate]) -> str:
    if not found:
        return "No provision shares a term with the requirement. That is no finding: confirm it by reading."
    lines = []
    for one in found:
        candidate = candidates[one.candidate]
        title = " ".join(part for part in (candidate.label, candidate.heading) if part)
        lines.append(f"{one.rank:>3}. {one.band.value:<8} {candidate.eid} {title} [{candidate.source}]")
        lines.append("     " + (", ".join(match.said for match in one.terms) or "by meaning alone"))
    return "\n".join(lines)
