"""The words of a text as they are compared, and how they sound."""

import pytest

from tumar.law.rules.suggesting.sounds import sound
from tumar.law.rules.suggesting.words import base_language, grams_of, has_stems, words_of


def stems(text, language):
    return [word.stem for word in words_of(text, language)]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "laboratories", "laboratory"),
        ("ru", "лабораторий", "лаборатория"),
        ("ru", "учёт", "учет"),
        ("ro", "autorităţi", "autorități"),
        ("sr", "надзора", "nadzor"),
        ("sr-Latn", "bezbednosti", "безбедности"),
        ("kk", "зертханалардың", "зертхана"),
        ("uz-Cyrl", "хавфсизлик", "xavfsizlik"),
        ("uz", "oʻqitish", "o'qitish"),
        ("uz", "ўқитиш", "o‘qitish"),
        ("cnr", "dozvola", "дозвола"),
    ],
)
def test_forms_of_one_word_have_one_stem(language, one, other):
    assert stems(one, language) == stems(other, language)


def test_numbers_and_signs_are_no_words():
    assert [word.text for word in words_of("Статья 12¹, п. 3: «учёт»", "ru")] == ["статья", "п", "учет"]


def test_a_word_keeps_its_letters_beside_what_is_compared():
    word = next(words_of("Российский", "ru"))
    assert (word.letters, word.text) == ("российский", "россиискии")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("uz-Cyrl", "uz"),
        ("SR_latn", "sr"),
        ("hr", "sr"),
        ("fa-AF", "fa"),
        ("ru", "ru"),
        (" kk ", "kk"),
        ("mo", "ro"),
    ],
)
def test_a_code_may_name_script_or_country(code, language):
    assert base_language(code) == language


def test_snowball_knows_some_languages_and_not_others():
    assert all(map(has_stems, ("en", "ru", "ro", "sr-Cyrl", "hy", "bs")))
    assert not any(map(has_stems, ("kk", "ky", "uz", "tg", "mn", "ka", "uk", "mk", "sq")))


def test_runs_of_letters_count_the_blanks_at_both_ends():
    assert grams_of("штамм") == [" шта", "штам", "тамм", "амм "]
    assert grams_of("яд") == [" яд "]
    assert grams_of("я") == [" я "]


@pytest.mark.parametrize(
    "words",
    [
        ("quarantine", "карантин", "კარანტინი", "karantin", "կարանտին"),
        ("inventory", "инвентаризация", "inventar"),
        ("laboratory", "лаборатория", "лабораториясы", "laboratoriya"),
        ("certificate", "сертификат", "sertifikat"),
        ("phytosanitary", "фитосанитарный", "fitosanitar"),
    ],
)
def test_an_international_word_sounds_alike_in_every_script(words):
    assert len({sound(word) for word in words}) == 1
    assert sound(words[0])


@pytest.mark.parametrize("word", ["act", "закон", "акт", "нет", "", "قانون"])
def test_what_is_short_or_of_another_script_has_no_sound(word):
    assert sound(word) in {"", "zakon"}
