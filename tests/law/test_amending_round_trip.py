"""What is drafted from a comparison is read back as the same changes, in each language."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.acts import ACTS
from tests.law.drafting import Drafter
from tumar.law.rules.amending import apply, consolidated, parse
from tumar.law.rules.amending.building import Builder
from tumar.law.rules.comparing import Status, compare
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind, Structure, Unit

NEW_WORDS = {
    "ru": ["временно", "опасный", "совместно", "новое"],
    "kk": ["уақытша", "қауіпті", "бірлесіп", "жаңа"],
    "mn": ["түр", "аюултай", "хамтран", "шинэ"],
    "ro": ["temporar", "periculos", "împreună", "nou"],
    "en": ["temporary", "dangerous", "jointly", "fresh"],
}
NEW_ARTICLES = {
    "ru": ("Статья 2-1.", "2-1"),
    "kk": ("2-1-бап.", "2-1"),
    "mn": ("9 дугаар зүйл.", "9"),
    "ro": ("Articolul 2¹.", "2¹"),
    "en": ("Article 2A", "2a"),
}
NEW_ITEMS = {
    ("ru", Kind.PARAGRAPH): ("7.", "7"),
    ("ru", Kind.POINT): ("7)", "7"),
    ("kk", Kind.PARAGRAPH): ("7.", "7"),
    ("kk", Kind.POINT): ("7)", "7"),
    ("mn", Kind.PARAGRAPH): ("2.7.", "2.7"),
    ("mn", Kind.POINT): ("2.1.3.", "2.1.3"),
    ("ro", Kind.PARAGRAPH): ("(7)", "7"),
    ("ro", Kind.LETTER): ("h)", "h"),
    ("en", Kind.PARAGRAPH): ("(7)", "7"),
    ("en", Kind.LETTER): ("(h)", "h"),
}
Edit = Callable[[Structure, Unit, int], Structure]


def with_unit(act: Structure, unit: Unit) -> Structure:
    return replace(act, units=tuple(unit if one.eid == unit.eid else one for one in act.units))


def without_unit(act: Structure, unit: Unit) -> Structure:
    gone = (unit.eid, f"{unit.eid}__")
    return replace(
        act, units=tuple(one for one in act.units if one.eid != gone[0] and not one.eid.startswith(gone[1]))
    )


def a_word(act: Structure, number: int) -> str:
    return NEW_WORDS[act.language][number % 4]


def replace_a_word(act: Structure, unit: Unit, number: int) -> Structure:
    said = unit.text.split()
    place = number % len(said)
    said[place] = a_word(act, number)
    return with_unit(act, replace(unit, text=" ".join(said)))


def insert_a_word(act: Structure, unit: Unit, number: int) -> Structure:
    said = unit.text.split()
    said.insert(1 + number % len(said), a_word(act, number))
    return with_unit(act, replace(unit, text=" ".join(said)))


def leave_out_a_word(act: Structure, unit: Unit, number: int) -> Structure:
    said = unit.text.split()
    del said[number % (len(said) - 1)]
    return with_unit(act, replace(unit, text=" ".join(said)))


def take_out(act: Structure, unit: Unit, number: int) -> Structure:
    return without_unit(act, unit)


def repeal(act: Structure, unit: Unit, number: int) -> Structure:
    article = next(
        one for one in act.units if one.kind is Kind.ARTICLE and unit.eid.startswith(f"{one.eid}__")
    )
    kept = tuple(one for one in act.units if not one.eid.startswith(f"{article.eid}__"))
    return with_unit(replace(act, units=kept), replace(article, heading="", text="", repealed=True))


def head_anew(act: Structure, unit: Unit, number: int) -> Structure:
    article = next(
        one for one in act.units if one.kind is Kind.ARTICLE and unit.eid.startswith(f"{one.eid}__")
    )
    return with_unit(act, replace(article, heading=f"{article.heading} {a_word(act, number)}"))


def add_an_item(act: Structure, unit: Unit, number: int) -> Structure:
    if unit.kind is Kind.UNNUMBERED:
        return act
    label, address = NEW_ITEMS[act.language, unit.kind]
    parent = next(one for one in act.units if one.eid == unit.parent)
    # Mongolian numbers name their article, too.
    if act.language == "mn" and not address.startswith(parent.eid.rsplit("_", 1)[1]):
        return act
    new = Unit(
        unit.kind,
        Builder.address(unit.parent, unit.kind, address),
        label,
        "",
        f"{a_word(act, number)}.",
        unit.parent,
    )
    siblings = [place for place, one in enumerate(act.units) if one.eid.startswith(f"{unit.parent}__")]
    if any(one.eid == new.eid for one in act.units):
        return act
    place = siblings[-1] + 1
    return replace(act, units=(*act.units[:place], new, *act.units[place:]))


def add_an_article(act: Structure, unit: Unit, number: int) -> Structure:
    label, address = NEW_ARTICLES[act.language]
    articles = [one for one in act.units if one.kind is Kind.ARTICLE]
    before = (
        articles[-1] if act.language == "mn" else next(one for one in articles if one.eid.endswith("art_2"))
    )
    eid = Builder.address(before.parent, Kind.ARTICLE, address)
    if any(one.eid == eid for one in act.units):
        return act
    inside = [place for place, one in enumerate(act.units) if f"{one.eid}__".startswith(f"{before.eid}__")]
    new = Unit(Kind.ARTICLE, eid, label, a_word(act, number).capitalize(), "", before.parent)
    place = inside[-1] + 1
    return replace(act, units=(*act.units[:place], new, *act.units[place:]))


EDITS: list[Edit] = [
    replace_a_word,
    insert_a_word,
    leave_out_a_word,
    take_out,
    repeal,
    head_anew,
    add_an_item,
    add_an_article,
]
CHOICES = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=3
)


def edited(act: Structure, choices: list[tuple[Edit, int, int]]) -> Structure:
    """Return the act with edits, each of another unit that has text and still stands."""
    seen: set[str] = set()
    for edit, place, number in choices:
        units = [unit for unit in act.units if len(unit.text.split()) > 2 and unit.eid not in seen]
        if not units:
            break
        unit = units[place % len(units)]
        seen.add(unit.eid)
        act = edit(act, unit, number)
    return act


def shown(comparison):
    return [
        (change.status.value, change.old_eid, change.eid, change.removed, change.added)
        for change in comparison.changes
    ]


@pytest.mark.parametrize("code", sorted(ACTS))
@settings(max_examples=60, deadline=None)
@given(choices=CHOICES)
def test_what_is_drafted_is_read_back_and_applied_to_the_same_text(code, choices):
    old = ACTS[code]
    new = edited(old, choices)
    amendment = Drafter(old, new).amendment()
    reading = parse(amendment, code, old)
    assert reading.unparsed == (), amendment
    made, refusals = consolidated(old, reading.proposals)
    assert refusals == (), amendment
    left = [change for change in compare(made, new).changes if change.status is not Status.EDITORIAL]
    assert left == [], (amendment, shown(compare(made, new)))


@pytest.mark.parametrize("code", sorted(ACTS))
@settings(max_examples=40, deadline=None)
@given(choices=CHOICES)
def test_one_change_touches_what_it_names_and_nothing_else(code, choices):
    act = ACTS[code]
    reading = parse(Drafter(act, edited(act, choices)).amendment(), code, act)
    for proposal in reading.proposals:
        after = apply(act, proposal)
        touched = [change for change in compare(act, after).changes if not change.within]
        act = after
        assert len(touched) == 1, proposal
        if proposal.eid and proposal.verb.value != "add_provision":
            assert touched[0].old_eid == proposal.eid


@pytest.mark.parametrize("code", sorted(ACTS))
@given(choices=CHOICES)
@settings(max_examples=30, deadline=None)
def test_the_words_of_an_instruction_stand_where_it_says(code, choices):
    act = ACTS[code]
    amendment = Drafter(act, edited(act, choices)).amendment()
    for proposal in parse(amendment, code, act).proposals:
        assert amendment[proposal.start : proposal.end] == proposal.words


def printed(act: Structure) -> Document:
    """Return the lines of an act as they stand on paper."""
    lines = [Line("ЗАКОН" if act.language in {"ru", "kk", "mn"} else "LAW")]
    for unit in act.units:
        # A label in words stands on a line of its own, the heading below it.
        glue = "\n" if unit.label.isupper() else " "
        lines += map(Line, glue.join(filter(None, [unit.label, unit.heading, unit.text])).split("\n"))
    return Document(tuple(lines), "text")


@pytest.mark.parametrize("code", sorted(ACTS))
def test_a_consolidated_text_is_recognised_as_what_the_changes_made_of_it(code):
    act = recognise(printed(ACTS[code]), code)
    edits = [(add_an_article, 0, 1), (add_an_item, 2, 0), (replace_a_word, 1, 2), (head_anew, 0, 3)]
    amendment = Drafter(ACTS[code], edited(ACTS[code], edits)).amendment()
    made, refusals = consolidated(act, parse(amendment, code, act).proposals)
    assert refusals == ()
    assert compare(act, made).counts["added"] >= 2
    found = [
        change
        for change in compare(made, recognise(printed(made), code)).units
        if change.kind is not Kind.PREFACE
    ]
    assert {change.status for change in found} == {Status.SAME}
    assert all(change.eid == change.old_eid for change in found)
