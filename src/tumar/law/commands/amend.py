"""`tumar law amend ACT AMENDMENT`: the changes that an amendment proposes, and what comes of each."""

import argparse
import json
import sys
from pathlib import Path

from tumar.law.commands.diff import marked
from tumar.law.commands.opening import FAILURE, Unanswerable, act_in, text_in
from tumar.law.rules.amending import LANGUAGES, Proposal, Reading, Refused, apply, parse
from tumar.law.rules.amending.proposals import Path as Steps
from tumar.law.rules.comparing import compare
from tumar.law.rules.structure import AUTO
from tumar.law.rules.units import Structure

FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law amend`."""
    parser.add_argument("amended", metavar="ACT", type=Path, help="the act")
    parser.add_argument("amendment", metavar="AMENDMENT", type=Path, help="the text that amends it")
    parser.add_argument(
        "--tradition", default=AUTO, metavar="LANGUAGE", help="language code such as ru or kk (default: auto)"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="the language of the amendment (default: that of the act)"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(options: argparse.Namespace) -> int:
    """Print the proposed changes; 1 with one sentence when a file or its language cannot be read."""
    try:
        act = act_in(options.amended, options.tradition)
        code = options.lang or act.language.split("-")[0]
        if code not in LANGUAGES:
            raise Unanswerable(f"Amendments are read in {', '.join(LANGUAGES)}; this act is in '{code}'.")
        text = text_in(options.amendment)
    except Unanswerable as refusal:
        print(f"tumar law amend: {refusal}", file=sys.stderr)
        return FAILURE
    reading = parse(text, code, act)
    if options.format == "json":
        print(json.dumps(as_told(act, reading), ensure_ascii=False, indent=2))
    else:
        print(as_text(act, reading))
    return 0


def as_told(act: Structure, reading: Reading) -> dict[str, object]:
    """Return the proposals as JSON has them; each tells if it can be made after those before it."""
    return {
        "proposals": [
            {**_told(proposal), "refusal": refusal or None}
            for proposal, refusal, _shown in _tried(act, reading)
        ],
        "unparsed": [{"words": one.words, "start": one.start, "end": one.end} for one in reading.unparsed],
    }


def _tried(act: Structure, reading: Reading) -> list[tuple[Proposal, str, list[str]]]:
    """Return each proposal with why it cannot be made, or the changes it makes to the act so far."""
    tried: list[tuple[Proposal, str, list[str]]] = []
    for proposal in reading.proposals:
        try:
            after = apply(act, proposal)
        except Refused as refused:
            tried.append((proposal, refused.refusal.code, []))
            continue
        shown = [
            f"{change.status.value} {change.eid or change.old_eid}: {marked((*change.heading, *change.text))}"
            for change in compare(act, after).changes
        ]
        act = after
        tried.append((proposal, "", shown))
    return tried


def _told(proposal: Proposal) -> dict[str, object]:
    return {
        "order": proposal.order,
        "verb": proposal.verb.value,
        "eid": proposal.eid or None,
        "path": _steps(proposal.path),
        "doubts": list(proposal.doubts),
        "part": proposal.part.value,
        "old": proposal.old,
        "new": proposal.new,
        "anchor": proposal.anchor,
        "before": proposal.is_before,
        "everywhere": proposal.is_everywhere,
        "added": _steps(proposal.added),
        "after": _steps(proposal.after),
        "lines": list(proposal.lines),
        "words": proposal.words,
        "start": proposal.start,
        "end": proposal.end,
        "act": proposal.act,
    }


def _steps(path: Steps) -> list[dict[str, str]]:
    return [{"kind": step.kinds[0].value, "number": step.number} for step in path]


def as_text(act: Structure, reading: Reading) -> str:
    """Return the proposals for reading, and the passages that were not understood."""
    lines = []
    for proposal, refusal, shown in _tried(act, reading):
        doubts = f" ({', '.join(proposal.doubts)})" if proposal.doubts else ""
        lines.append(f"{proposal.order}. {proposal.verb.value} {proposal.eid or 'the act'}{doubts}")
        lines.append(f"    «{' '.join(proposal.words.split())}»")
        lines += [f"    refused: {refusal}"] if refusal else [f"    {one}" for one in shown]
    lines += [f"Not understood: {' '.join(one.words.split())}" for one in reading.unparsed]
    told = f"{len(reading.proposals)} changes proposed, {len(reading.unparsed)} passages not understood."
    return "\n".join([*lines, told])
