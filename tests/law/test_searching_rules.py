"""Search in the words of law: by what words are found, what is looked for, which provisions have it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules import searching
from tumar.law.rules.marking import excerpt, marked
from tumar.law.rules.searching import Places, Searched, asked_in, holds, index_of, similar, told_apart
from tumar.law.rules.searching.terms import tokens_of
from tumar.law.rules.units import Kind, Unit


def unit(text: str = "", number: int = 1, **facts) -> Unit:
    return Unit(Kind.ARTICLE, f"art_{number}", text=text, **facts)


def apart(units) -> list[Unit]:
    """The same units, each an article of its own."""
    return [replace(one, eid=f"art_{number}") for number, one in enumerate(units)]


def places(units, language) -> Places:
    made = index_of(units, language)
    return Places(made.bounds, made.holders, {one.head: one for one in made.heads})


def found(asked: str, units, language: str = "ru", likes=searching.asking.NO_LIKES) -> list[int]:
    clauses = asked_in(told_apart(asked), language, likes)
    return searching.matched(clauses, places(apart(units), language)).units.tolist()


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [
        ("ru", "биологическая", "О биологической безопасности"),
        ("ru", "лицензии", "Лицензирование деятельности"),
        ("ru", "учёт", "ведёт учет и учёт"),
        ("ru", "акта", "акты и договоры"),
        ("ru", "Н5N1", "штамм Н5N1 гриппа"),
        ("ru", "статья 12-1", "по статье 12-1 закона"),
        ("en", "laboratories", "every laboratory"),
        ("en", "licensing", "a licensed facility"),
        ("en", "policy", "national policies"),
        ("en", "ISO 35001", "the standard ISO 35001:2019"),
        ("kk", "қауіпсіздігі", "биологиялық қауіпсіздікті қамтамасыз ету"),
        ("kk", "ЗЕРТХАНА", "зертханалардың тізілімі"),
        ("kk", "zerthana", "зертханалардың тізілімі"),
        ("kk", "зертхана", "zerthanalardyń tizilimi"),
        ("uz-Latn", "oʻzbekiston", "O'zbekiston Respublikasining qonuni"),
        ("uz-Latn", "Ўзбекистон", "O‘zbekiston Respublikasi"),
        ("uz-Cyrl", "o'zbekiston", "Ўзбекистон Республикаси"),
        ("uz-Cyrl", "laboratoriya", "лабораториялар рўйхати"),
        ("sr-Cyrl", "laboratorija", "Лабораторије се упису"),
        ("sr-Latn", "лабораторија", "svake laboratorije"),
        ("sr-Cyrl", "zdravlje", "здравље животиња"),
        ("tg", "qonuni", "Қонуни Ҷумҳурии Тоҷикистон"),
        ("tg", "jumhurii", "Қонуни Ҷумҳурии Тоҷикистон"),
        ("az", "Азәрбајҹан", "Azərbaycan Respublikası"),
        ("az", "azerbaycan", "Azərbaycan Respublikası"),
        ("mk", "laboratorija", "лабораторија"),
        ("ro", "şcoala", "școală"),
        ("ka", "ლაბორატორია", "ლაბორატორიის რეესტრი"),
    ],
)
def test_other_forms_and_other_scripts_of_a_word_are_found(language, asked, said):
    assert found(asked, [unit("x"), unit(said)], language) == [1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("акт", "активный"), ("реестр", "учет"), ("2021", "20210"), ("санкция", "безопасность")],
)
def test_other_words_are_not_found(asked, said):
    assert found(asked, [unit(said)]) == []


def test_all_words_must_stand_in_one_provision():
    units = [
        unit("реестр лабораторий"),
        unit("реестр"),
        unit("лаборатория"),
        unit("В лаборатории ведут реестр"),
    ]
    assert found("реестр лабораторий", units) == [0, 3]


def test_words_of_one_article_in_several_of_its_points_find_the_article():
    act = [
        unit(heading="Реестр", number=1),
        Unit(Kind.POINT, "art_1__point_1", "1)", text="ведёт орган", parent="art_1"),
        Unit(Kind.POINT, "art_1__point_2", "2)", text="о лабораториях", parent="art_1"),
        unit("реестр", number=2),
        unit("лаборатория", number=3),
    ]
    answers = searching.matched(asked_in(told_apart("реестр лабораторий орган"), "ru"), places(act, "ru"))
    assert (answers.units.tolist(), answers.spread.tolist()) == ([0], [True])
    answers = searching.matched(asked_in(told_apart("ведёт орган"), "ru"), places(act, "ru"))
    assert (answers.units.tolist(), answers.spread.tolist()) == ([1], [False])


def test_a_paragraph_with_all_the_words_stands_before_an_article_that_has_them_here_and_there():
    act = [
        unit(number=1),
        Unit(Kind.POINT, "art_1__point_1", "1)", text="реестр ведут", parent="art_1"),
        Unit(Kind.POINT, "art_1__point_2", "2)", text="лаборатории стоят", parent="art_1"),
        unit("реестр лабораторий", number=2),
    ]
    answers = searching.matched(asked_in(told_apart("реестр лабораторий"), "ru"), places(act, "ru"))
    (scored,) = searching.best([answers], Searched(4, 8))
    told = dict(zip(answers.units.tolist(), scored.tolist(), strict=True))
    assert told[3] > told[0] > 0


def test_words_in_quotes_stand_in_a_row_in_whatever_form():
    units = [
        unit("ведёт реестр лабораторий"),
        unit("лаборатория ведёт реестр"),
        unit("в реестре всех лабораторий"),
        unit("лабораторий", heading="Реестр"),
    ]
    assert found('"реестр лабораторий"', units) == [0]
    assert found("«реестра лабораторий» ведёт", units) == [0]


def test_each_word_is_looked_for_once_and_a_single_letter_not_at_all():
    assert told_apart("о патогенах и патогенах") == [("патогенах",)]
    assert told_apart("12-1 «в законе»") == [("в", "законе"), ("12", "1")]
    assert told_apart("… — ") == []


def test_cells_and_labels_are_found_as_well():
    units = [unit(cells=(("1", "Bacillus anthracis"),)), unit("x", label="Статья 7.")]
    assert found("anthracis", units) == [0]
    assert found("статья 7", units) == [1]


def scores(asked, units, language="en"):
    answers = searching.matched(asked_in(told_apart(asked), language), places(apart(units), language))
    tokens = sum(len(tokens_of(" ".join((one.label, one.heading, one.text)))) for one in units)
    (scored,) = searching.best([answers], Searched(len(units), tokens))
    return dict(zip(answers.units.tolist(), scored.tolist(), strict=True))


def test_a_word_in_the_heading_the_word_itself_and_a_shorter_text_weigh_more():
    heading = unit("what it is", heading="Licence")
    text = unit("the licence is given", heading="Other")
    long = unit("the licence is given " + "and so on " * 100, heading="Other")
    scored = scores("licence", [heading, text, long, unit("none")])
    assert scored[0] > scored[1] > scored[2] > 0


def test_the_word_itself_weighs_more_than_what_only_begins_with_it():
    scored = scores("орган", [unit("новый орган"), unit("новый организм"), unit("x")], "ru")
    assert scored[0] > scored[1] > 0


def test_a_rare_word_weighs_more():
    units = [unit("реестр один два"), unit("патоген один два"), unit("реестр"), unit("реестр"), unit("x")]
    assert scores("реестр", units, "ru")[0] < scores("патоген", units, "ru")[1]


@pytest.mark.parametrize(
    ("word", "terms", "expected"),
    [
        ("лабаратор", ["лаборатор", "лабиринт", "оратор"], ["лаборатор"]),
        ("учот", ["учет", "счет", "год"], ["учет"]),
        ("безопасн", ["биобезопасн", "опасн"], ["биобезопасн"]),
        ("еунт", ["учет"], []),
        ("рее", ["реестр"], []),
        ("2021", ["2022"], []),
        ("регистр", ["регистр", "регистор"], ["регистр"]),
    ],
)
def test_words_spelt_alike(word, terms, expected):
    assert similar(word, terms) == expected


def test_endings_are_no_difference_where_no_stemmer_knows_the_language():
    assert similar("зерхана", ["зертханалардың", "заң"]) == []
    assert similar("зерхана", ["зертханалардың", "заң"], by_beginning=True) == ["зертханалардың"]


def test_a_similar_term_is_found_in_the_place_of_the_word():
    units = [unit("лаборатория"), unit("x")]
    assert found("лабаратория", units) == []
    assert found("лабаратория", units, likes={("лабаратория", "ru"): ["лаборатор"]}) == [0]


def test_what_was_looked_for_is_marked_and_nothing_is_lost():
    said = "Perfect laboratories, every Laboratory; none."
    runs = marked(said, holds(asked_in(told_apart("laboratory"), "en"), "en"))
    assert "".join(run.text for run in runs) == said
    assert [run.text for run in runs if run.is_hit] == ["laboratories", "Laboratory"]


def test_a_long_text_is_cut_around_the_first_hit():
    said = "one two " * 100 + "laboratory " + "three four " * 100
    told = "".join(run.text for run in excerpt(said, holds(asked_in([("laboratory",)], "en"), "en")))
    assert "laboratory" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 500


# The index against a plain reading of every provision, with no index at all.

WORDS = [
    "реестр",
    "реестра",
    "реестров",
    "лаборатория",
    "лабораторий",
    "лицензия",
    "лицензиат",
    "орган",
    "органа",
    "организм",
    "учёт",
    "учет",
    "акт",
    "акты",
    "активный",
    "о",
    "в",
    "12",
    "H5N1",
    "laboratory",
    "зертхана",
    "зертханалар",
]
TEXTS = st.lists(st.sampled_from([*WORDS, "«реестр»", "учёт,", "12-1", "—"]), max_size=8).map(" ".join)
UNITS = st.builds(
    lambda label, heading, text, cell: unit(
        text, label=label, heading=heading, cells=((cell,),) if cell else ()
    ),
    st.sampled_from(["", "Статья 12.", "1)"]),
    TEXTS,
    TEXTS,
    TEXTS,
)
ASKED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
LANGUAGES = st.sampled_from(["ru", "kk", "uz-Cyrl", "sr-Latn", "en"])


def parts_of(one: Unit) -> list[list[str]]:
    cells = [cell for row in one.cells for cell in row]
    return [tokens_of(part) for part in (one.label, one.heading, " ".join(filter(None, (one.text, *cells))))]


def stands_in(words, part: list[str], spoken: str) -> int:
    terms = [searching.term_of(token, spoken) for token in part]
    fits = [[any(each.fits(term) for each in word) for term in terms] for word in words]
    return sum(
        all(fits[place][at + place] for place in range(len(words)))
        for at in range(len(terms) - len(words) + 1)
    )


@given(st.lists(UNITS, max_size=12), ASKED, st.booleans(), LANGUAGES)
def test_the_index_finds_what_a_plain_scan_finds(units, asked, in_quotes, language):
    clauses = asked_in(told_apart(f'"{asked}"' if in_quotes else asked), language)
    if not clauses or not units:
        return
    answers = searching.matched(clauses, places(apart(units), language))
    spoken = searching.spoken_in(language)
    times = [
        [sum(stands_in(clause.words, part, spoken) for part in parts_of(one)) for one in units]
        for clause in clauses
    ]
    expected = [at for at in range(len(units)) if all(each[at] for each in times)]
    assert answers.units.tolist() == expected
    assert list(answers.holding) == [sum(bool(count) for count in each) for each in times]
    assert answers.lengths.tolist() == [sum(map(len, parts_of(units[at]))) for at in expected]


@given(st.lists(st.lists(UNITS, min_size=1, max_size=4), max_size=5), ASKED, LANGUAGES)
def test_articles_are_found_that_have_all_the_words_in_what_is_in_them(articles, asked, language):
    act, firsts = [], []
    for number, inside in enumerate(articles):
        firsts.append(len(act))
        act.append(replace(inside[0], eid=f"art_{number}"))
        act += [
            replace(one, kind=Kind.POINT, eid=f"art_{number}__point_{place}", parent=f"art_{number}")
            for place, one in enumerate(inside[1:])
        ]
    clauses = asked_in(told_apart(asked), language)
    if not clauses or not act:
        return
    answers = searching.matched(clauses, places(act, language))
    spoken = searching.spoken_in(language)
    has = [
        {
            at
            for at, one in enumerate(act)
            if any(stands_in(each.words, part, spoken) for part in parts_of(one))
        }
        for each in clauses
    ]
    whole = set.intersection(*has)
    expected = []
    for number, first in enumerate(firsts):
        inside = set(range(first, first + len(articles[number])))
        if inside.isdisjoint(whole) and all(inside & each for each in has):
            expected.append(first)
    assert answers.units[~answers.spread].tolist() == sorted(whole)
    assert answers.units[answers.spread].tolist() == expected


@given(st.lists(UNITS, max_size=12), LANGUAGES)
def test_an_index_has_every_word_of_the_text_in_its_place(units, language):
    made = index_of(units, language)
    said = [made.words[number] for number in made.tokens]
    assert said == [token for one in units for part in parts_of(one) for token in part]
    placed = {}
    for headed in made.heads:
        counts, at = headed.places[: len(headed.terms)], len(headed.terms)
        for term, count in zip(headed.terms, counts.tolist(), strict=True):
            placed |= dict.fromkeys(headed.places[at : at + count].tolist(), term)
            at += count
        assert at == len(headed.places)
    spoken = searching.spoken_in(language)
    assert [placed[at] for at in range(len(said))] == [searching.term_of(word, spoken) for word in said]
    assert made.units == len(units)
    assert made.digest() == index_of(units, language).digest()


@given(st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS), max_size=20), st.booleans())
def test_runs_of_letters_leave_out_no_similar_word(word, terms, by_beginning):
    shared = {
        term
        for term in terms
        if len(searching.runs_of(word) & searching.runs_of(term)) >= searching.runs_needed(word)
    }
    every = similar(word, sorted(set(terms)), by_beginning=by_beginning)
    assert similar(word, sorted(shared), by_beginning=by_beginning) == every
