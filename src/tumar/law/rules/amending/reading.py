"""Reading an amendment: from its words to proposals, in five languages, by the same steps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tumar.law.rules.amending.clauses import Clause, clauses
from tumar.law.rules.amending.languages import Language, VerbPattern, language
from tumar.law.rules.amending.places import Mention, bare, mentions, merged, paths
from tumar.law.rules.amending.proposals import Part, Path, Proposal, Reading, Step, Unparsed, Verb
from tumar.law.rules.amending.quotations import MENTION, Masked, masked
from tumar.law.rules.amending.resolving import resolved
from tumar.law.rules.units import Kind, Structure

CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
TITLE_OF_ACT = (Step((Kind.PREFACE,), -1),)
WORDS = frozenset({Verb.REPLACE_WORDS, Verb.INSERT_WORDS, Verb.APPEND_WORDS, Verb.DELETE_WORDS})


@dataclass(frozen=True)
class Scope:
    """What the items of a list have in common, said in its opening words."""

    style: str
    paths: tuple[Path, ...] = ((),)
    verb: Verb | None = None
    is_heading: bool = False
    is_everywhere: bool = False
    act: str = ""


@dataclass(frozen=True)
class Instruction:
    """One verb with what it was found with, before its addresses are looked up."""

    verb: Verb
    match: re.Match[str] | None
    paths: tuple[Path, ...]
    said: str
    start: int
    end: int
    block: str = ""


def parse(text: str, code: str, structure: Structure) -> Reading:
    """Read an amendment to an act; what looks like an instruction and is none that we know is told, too."""
    spoken = language(code)
    if code == "ro":
        text = text.translate(CEDILLAS)
    source = masked(text)
    if spoken.aside:
        source = replace(source, text=spoken.aside.sub(lambda said: " " * len(said[0]), source.text))
    stack = [Scope("")]
    proposals: list[Proposal] = []
    unparsed: list[Unparsed] = []
    passed: list[Unparsed] = []
    for clause in clauses(source, spoken):
        if clause.style:
            _leave(stack, clause.style)
        found = list(_instructions(clause, stack[-1], spoken, source))
        for instruction in found:
            made = list(_proposals(instruction, stack[-1], spoken, source))
            proposals += made
            if not made:
                unparsed.append(Unparsed(*source.words(instruction.start, instruction.end)))
        told = Unparsed(*source.words(clause.start, clause.end))
        if found:
            continue
        if clause.is_opening:
            _enter(stack, clause, spoken, source)
            passed.append(told)
        else:
            (unparsed if spoken.hints.search(clause.text) else passed).append(told)
    resolved_proposals = [resolved(one, structure) for one in proposals]
    numbered = tuple(
        replace(one, order=order) for order, one in enumerate(_renumbered_last_first(resolved_proposals), 1)
    )
    return Reading(numbered, tuple(unparsed), tuple(passed))


def _leave(stack: list[Scope], style: str) -> None:
    """Close the lists that an item of this style does not belong to."""
    styles = [scope.style for scope in stack]
    if style in styles:
        del stack[styles.index(style) :]


def _enter(stack: list[Scope], clause: Clause, spoken: Language, source: Masked) -> None:
    above = stack[-1]
    said = [mention for mention in mentions(clause.text, spoken, source) if mention.numbers]
    named = spoken.act.search(clause.text) if not said or not above.act else None
    inherited = next((one.verb for one in spoken.inherited if one.pattern.search(clause.text)), above.verb)
    # Another act begins with no provision named; else what the lists around it said holds on.
    around = ((),) if named and not said else above.paths
    is_item = bool(clause.style) or len(stack) == 1
    scope = Scope(
        clause.style or ("opening" if is_item else above.style),
        _within(around, paths(said, spoken.order)),
        inherited,
        bool(spoken.heading.search(clause.text)) and bool(said),
        above.is_everywhere or bool(spoken.everywhere.search(clause.text)),
        source.words(clause.start, clause.end)[0] if named else above.act,
    )
    if is_item:
        stack.append(scope)
    else:
        stack[-1] = scope


def _within(scopes: tuple[Path, ...], said: list[Path]) -> tuple[Path, ...]:
    if not said:
        return scopes
    return tuple(dict.fromkeys(merged(scope, path) for path in said for scope in scopes))


def _instructions(clause: Clause, scope: Scope, spoken: Language, source: Masked) -> Iterator[Instruction]:
    """Yield the instructions of a clause, each with the words since the one before as its place."""
    found = _verbs(clause.text, spoken.verbs)
    if not found:
        yield from _inherited(clause, scope, spoken, source)
        return
    at = 0
    last: tuple[Path, ...] = scope.paths
    for place, (verb, match) in enumerate(found):
        before = clause.text[at : match.start()]
        is_last = place == len(found) - 1
        trailing = clause.text[match.end() :] if is_last else ""
        here = mentions(before, spoken, source)
        said = [*here, *_beside(match, spoken, source)]
        if not said and place == 0 and is_last:
            said = mentions(trailing, spoken, source)
        if said:
            last = _within(last, paths(said, spoken.order))
        start, end = clause.start + at, clause.start + (len(clause.text) if is_last else match.end())
        where = last if _is_whole(verb, before, here, spoken) else ()
        yield Instruction(verb, match, where, f"{before} {match[0]} {trailing}", start, end)
        at = match.end()


def _verbs(text: str, patterns: tuple[VerbPattern, ...]) -> list[tuple[Verb, re.Match[str]]]:
    found: list[tuple[Verb, re.Match[str]]] = []
    for one in patterns:
        at = 0
        while match := one.pattern.search(text, at):
            if any(match.start() < other.end() and other.start() < match.end() for _verb, other in found):
                # What begins in another instruction may leave one that begins later.
                at = match.start() + 1
                continue
            found.append((one.verb, match))
            at = max(match.end(), at + 1)
    return sorted(found, key=lambda entry: entry[1].start())


def _is_whole(verb: Verb, before: str, said: list[Mention], spoken: Language) -> bool:
    """Tell whether an instruction about a provision leaves no quotation behind that it may be about."""
    if verb in WORDS:
        return True
    for mention in said:
        before = before[: mention.start] + " " * (mention.end - mention.start) + before[mention.end :]
    return not MENTION.search(spoken.title.sub(" ", before))


def _beside(match: re.Match[str], spoken: Language, source: Masked) -> list[Mention]:
    """Return the references inside an instruction that are not those of the new provisions."""
    text = match[0]
    for name in ("added", "old", "new", "anchor", "block"):
        if match.groupdict().get(name):
            start, end = match.start(name) - match.start(), match.end(name) - match.start()
            text = text[:start] + " " * (end - start) + text[end:]
    return mentions(text, spoken, source)


def _inherited(clause: Clause, scope: Scope, spoken: Language, source: Masked) -> Iterator[Instruction]:
    """Yield what an item says under a heading that has the verb: its place and the text."""
    quoted = list(MENTION.finditer(clause.text))
    if scope.verb is None or len(quoted) != 1:
        return
    said = mentions(clause.text[: quoted[0].start()], spoken, source)
    if said:
        where = _within(scope.paths, paths(said, spoken.order))
        yield Instruction(
            scope.verb, None, where, clause.text, clause.start, clause.end, source.mentions(quoted[0][0])[0]
        )


def _proposals(
    instruction: Instruction, scope: Scope, spoken: Language, source: Masked
) -> Iterator[Proposal]:
    words, start, end = source.words(instruction.start, instruction.end)
    is_heading = scope.is_heading or bool(spoken.heading.search(instruction.said))
    draft = Proposal(
        order=0,
        verb=instruction.verb,
        path=(),
        eid="",
        doubts=(),
        part=Part.HEADING if is_heading else Part.ANYWHERE,
        is_everywhere=scope.is_everywhere or bool(spoken.everywhere.search(instruction.said)),
        words=words,
        start=start,
        end=end,
        act=scope.act,
    )
    if instruction.verb is Verb.ADD_PROVISION:
        yield from _additions(draft, instruction, spoken, source)
    elif instruction.verb is Verb.RENUMBER:
        yield from _renumberings(draft, instruction, spoken, source)
    else:
        is_shared = instruction.verb is Verb.REPLACE_PROVISION and len(instruction.paths) > 1
        for path in instruction.paths:
            place = path or (TITLE_OF_ACT if is_heading else ())
            for one in _worded(draft, instruction, spoken, source):
                # A whole act is not replaced or struck by a verb that has lost its object.
                if place or one.verb in WORDS:
                    lines = _share(one.lines, path, instruction.paths) if is_shared else one.lines
                    if lines or not is_shared:
                        yield replace(one, path=place, lines=lines)


def _worded(
    draft: Proposal, instruction: Instruction, spoken: Language, source: Masked
) -> Iterator[Proposal]:
    """Yield the draft once for each pair of words; nothing where their numbers do not agree."""
    if instruction.match is None:
        yield replace(draft, lines=_lines(instruction.block))
        return
    groups = instruction.match.groupdict()
    olds, news = (_said(groups.get(name) or "", spoken, source) for name in ("old", "new"))
    if draft.verb is Verb.REPLACE_WORDS:
        if len(news) == 1:
            news *= len(olds)
        if len(olds) == len(news):
            yield from (replace(draft, old=old, new=new) for old, new in zip(olds, news, strict=True))
    elif draft.verb is Verb.DELETE_WORDS:
        yield from (replace(draft, old=old) for old in olds)
    elif draft.verb is Verb.INSERT_WORDS:
        (anchor,) = source.mentions(groups["anchor"])
        is_before = bool(spoken.before.match(groups["where"]))
        yield replace(draft, new=news[0], anchor=anchor, is_before=is_before)
    elif draft.verb is Verb.APPEND_WORDS:
        yield replace(draft, new=news[0])
    elif draft.verb is Verb.REPLACE_PROVISION:
        yield replace(draft, lines=_lines(source.mentions(groups["block"])[0]))
    else:
        yield draft


def _said(words: str, spoken: Language, source: Masked) -> tuple[str, ...]:
    """Return the quotations that words mention, or the sign that they name."""
    mark = spoken.mark(words)
    return (mark,) if mark else source.mentions(words)


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def _share(lines: tuple[str, ...], path: Path, together: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the lines of one of several provisions that are set out anew in one quotation."""
    numbers = [one[-1].number for one in together]
    begins = [place for place, line in enumerate(lines) if _begins(line) & set(numbers)]
    if len(begins) != len(numbers) or begins[0] != 0:
        return ()
    own = numbers.index(path[-1].number)
    return lines[begins[own] : [*begins, len(lines)][own + 1]]


def _begins(line: str) -> set[str]:
    """Return what may be the number of a line: «2) …», «Статья 5. …», «5-бап. …»."""
    return {bare(word).rstrip(".").removesuffix("-бап") for word in line.split()[:2]}


def _additions(
    draft: Proposal, instruction: Instruction, spoken: Language, source: Masked
) -> Iterator[Proposal]:
    """Yield new provisions: one proposal a place, however many provisions it brings."""
    if instruction.match is None:
        for path in instruction.paths:
            yield replace(draft, path=path[:-1], added=path[-1:], lines=_lines(instruction.block))
        return
    groups = instruction.match.groupdict()
    lines = _lines(source.mentions(groups["block"])[0])
    named = mentions(groups.get("added") or "", spoken, source)
    lowest = max((mention.rank for mention in named), default=None)
    new = [mention for mention in named if mention.rank == lowest]
    outer = [mention for mention in named if mention.rank != lowest]
    added = tuple(path[-1] for path in paths(new, spoken.order))
    for path in _within(instruction.paths, paths(outer, spoken.order)):
        container, after = _after(path, lowest, draft.words)
        yield replace(draft, path=container, after=after, added=added, lines=lines)


AFTER = re.compile(r"\b(?:after|после|кейін|дараа|după)\b", re.I)


def _after(path: Path, rank: int | None, words: str) -> tuple[Path, Path]:
    """Part a place into what holds the new provision and the sibling that it stands after."""
    if not path:
        return path, ()
    is_sibling = path[-1].rank == rank or (rank is None and AFTER.search(words.split("\n")[0]) is not None)
    if is_sibling:
        return path[:-1], path
    if rank is not None and path[-1].rank > rank:
        return tuple(step for step in path if step.rank < rank), ()
    return path, ()


def _renumberings(
    draft: Proposal, instruction: Instruction, spoken: Language, source: Masked
) -> Iterator[Proposal]:
    match = instruction.match
    new = paths(mentions(match["added"], spoken, source), spoken.order) if match else []
    if len(new) == len(instruction.paths):
        for path, other in zip(instruction.paths, new, strict=True):
            yield replace(draft, path=path, added=other[-1:])


def _renumbered_last_first(proposals: list[Proposal]) -> list[Proposal]:
    """Turn each run of renumberings about, where numbers rise: 3 can be 4 only after 4 is 5."""
    made: list[Proposal] = []
    run: list[Proposal] = []
    for one in [*proposals, None]:
        if one and one.verb is Verb.RENUMBER and (not run or run[-1].words == one.words):
            run.append(one)
            continue
        made += _safe_order(run)
        run = [one] if one and one.verb is Verb.RENUMBER else []
        if one and one.verb is not Verb.RENUMBER:
            made.append(one)
    return made


def _safe_order(run: list[Proposal]) -> list[Proposal]:
    if len(run) < 2:
        return run
    numbers = [(one.path[-1].number, one.added[-1].number) for one in run]
    rises = all(old.isdigit() and new.isdigit() and int(new) > int(old) for old, new in numbers)
    return run[::-1] if rises else run
