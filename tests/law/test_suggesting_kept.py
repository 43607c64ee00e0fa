"""A pool from the words that the index keeps says exactly what one from the texts says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.searching import index_of
from tumar.law.rules.suggesting import Keeping, KeptText, Pool, Requirement, candidates_of, suggest, term_base
from tumar.law.rules.suggesting.keeping import THERE
from tumar.law.rules.suggesting.pool import said_by
from tumar.law.rules.units import Kind, Structure, Unit

WORDS = st.lists(
    st.sampled_from(
        [
            "реестр",
            "лабораторий,",
            "ведёт",
            "«орган»",
            "12",
            "H5N1",
            "учёт",
            "патогенов",
            "лицензия",
            "O'zbekiston",
            "—",
            "№",
        ]
    ),
    max_size=6,
).map(" ".join)
KINDS = st.sampled_from(
    [
        Kind.CHAPTER,
        Kind.ARTICLE,
        Kind.PARAGRAPH,
        Kind.POINT,
        Kind.UNNUMBERED,
        Kind.NOTE,
        Kind.TABLE,
        Kind.ANNEX,
        Kind.HEADING,
    ]
)
TOLD = st.tuples(KINDS, st.integers(0, 4), WORDS, WORDS, st.booleans(), WORDS)


def an_act(told, language) -> Structure:
    """Units nested as deep as told; a table has a cell, and some are repealed."""
    units: list[Unit] = []
    line: list[str] = []
    for number, (kind, depth, heading, text, repealed, cell) in enumerate(told):
        line = line[:depth]
        eid = "__".join([*line[-1:], f"u_{number}"])
        cells = ((cell or "x",),) if kind is Kind.TABLE else ()
        above = line[-1] if line else ""
        units.append(Unit(kind, eid, f"{number}.", heading, text, above, repealed=repealed, cells=cells))
        line.append(eid)
    return Structure("ru", language, tuple(units))


def kept(act: Structure, source: str) -> KeptText:
    made = index_of(act.units, act.language)
    bare = [replace(unit, text=THERE if unit.text or unit.cells else "", cells=()) for unit in act.units]
    return KeptText(source, act.language, bare, made.words, made.tokens, made.bounds)


def in_words(said):
    segments = zip(said.bounds[:-1].tolist(), said.bounds[1:].tolist(), strict=True)
    return [[said.vocabulary[number] for number in said.numbers[begin:end]] for begin, end in segments]


def bare(candidates):
    return [
        replace(one, passages=tuple(replace(passage, text="") for passage in one.passages))
        for one in candidates
    ]


@given(
    st.lists(
        st.tuples(st.lists(TOLD, max_size=10), st.sampled_from(["ru", "kk", "uz-Cyrl", "en"])), max_size=3
    )
)
def test_what_is_kept_says_what_the_texts_say(acts):
    structures = [an_act(told, language) for told, language in acts]
    candidates = [one for at, act in enumerate(structures) for one in candidates_of(act, str(at))]
    keeping = Keeping()
    for at, act in enumerate(structures):
        keeping.add(kept(act, str(at)))
    assert bare(keeping.candidates) == bare(candidates)
    told, read = keeping.said(), said_by(candidates)
    assert in_words(told) == in_words(read)
    assert told.passages == read.passages
    assert told.owners.tolist() == read.owners.tolist()
    assert told.weights.tolist() == read.weights.tolist()


def test_the_same_is_suggested_from_either():
    told = [
        (Kind.ARTICLE, 0, "Реестр лабораторий", "", False, ""),
        (Kind.PARAGRAPH, 1, "", "Уполномоченный орган ведёт реестр лабораторий и учёт патогенов", False, ""),
        (Kind.ARTICLE, 0, "Лицензия", "Деятельность лабораторий подлежит лицензированию", False, ""),
    ]
    act = an_act(told, "ru")
    keeping = Keeping()
    keeping.add(kept(act, "act"))
    pool = Pool(candidates_of(act, "act"))
    asked = Requirement("A national authority keeps a register of laboratories and pathogens.")
    found = suggest(asked, pool, term_base())
    assert found
    assert suggest(asked, Pool(keeping.candidates, keeping.said()), term_base()) == found
