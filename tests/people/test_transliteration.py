"""Transliteration: the tables, letter by letter, in both directions, and never a letter lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.people.rules.transliteration import (
    LANGUAGES,
    NotDefined,
    UnknownLanguage,
    UnknownSystem,
    language_of,
    reads,
    system_for,
    systems,
    transliterate,
)
from tumar.reference import stock

ALPHABETS = {
    "az": "аәбҹчдефҝғһхыижкгглмноөпрсштуүвјз",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "bs": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "cnr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "mn": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
    "ps": "اآبپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍ",
    "ro": "абвгдежӂзийклмнопрстуфхцчшщъыьэюяăâîșț",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sq": "abcçdeëfghijklmnopqrstuvxyz",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "tk": "абвгдеёжҗзийклмнңоөпрстуүфхцчшщъыьэәюяäçňöşüýž",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے",
    "uz": "абвгғдеёжзийкқлмноўпрстуфхҳцчшъэюяь",
}
EVERY = [(code, system.code) for code in LANGUAGES for system in systems(code) if system.code != "cyrillic"]
REVERSIBLE = [(code, each.code) for code in LANGUAGES for each in systems(code) if each.is_reversible]

# language | system | original | Latin
SPELT = """
ru||Щукина Юлия|Shchukina Iuliia
ru||ЩУКИНА ЮЛИЯ|SHCHUKINA IULIIA
ru||Щ. Ю. Объедков|Shch. Iu. Obieedkov
ru|bgn-pcgn|Елена Соловьёва Объездчикова|Yelena Solov’yëva Ob”yezdchikova
ru|bgn-pcgn|Андреев Сергеев|Andreyev Sergeyev
ru|iso-9|Щукина Юлия|Ŝukina Ûliâ
ru|gost-7.79-b|Цветков Цирюльникова|Czvetkov Ciryul`nikova
ru|gost-52535|Цветков|Tcvetkov
uk||Згурський Розгон|Zghurskyi Rozghon
uk||Єва Гаєвич Їжакевич|Yeva Haievych Yizhakevych
uk||Юрій Корюківський|Yurii Koriukivskyi
uk||Знам'янка Комар’ян|Znamianka Komarian
uk||Наталія Щербухи Ґалаґан|Nataliia Shcherbukhy Galagan
kk||Әлия Қасымова|Aliya Kasymova
kk||Ерлан Нұрғалиев|Yerlan Nurgaliyev
kk|bgn-pcgn|Әлия Қасымова Ңығмет|Älīya Qasymova Ngyghmet
kk|latin-2021|Әлішер Өтеғұлов|Älışer Öteğūlov
ky||Чыңгыз Өмүрбеков|Chyngyz Omurbekov
ky|bgn-pcgn|Жаңыл Өмүрбеков|Jangyl Ömürbekov
uz||Ғуломов Ўткир Исҳоқ ўғли|Gʻulomov Oʻtkir Isʼhoq oʻgʻli
uz||Эргашев Абдуллаев Раъно Юнусов|Ergashev Abdullayev Raʼno Yunusov
uz||Ергаш Акция Доцент|Yergash Aksiya Dotsent
uz|passport|Ғуломов Ўткир|Gulomov Otkir
tg||Ҷамшед Ғафурзода Қодирӣ Ӯктам|Jamshed Ghafurzoda Qodiri Uktam
tg|bgn-pcgn|Ҷамшед Ӯктамӣ|Jamshed Ŭktamí
mn||Бат-Эрдэнэ Өлзий Мөнхцэцэг|Bat-Erdene Ulzii Munkhtsetseg
mn|mns-5217|Мөнхцэцэг Ганхүү|Mönkhtsetseg Gankhüü
az||Ҹәфәров Илгар ҺӘСӘНОВ|Cəfərov İlqar HƏSƏNOV
az|passport|Əliyev İlqar Çingiz oğlu|Aliyev Ilqar Cingiz oglu
tk||Аннагулыев Җумагелди Ещанов|Annagulyýew Jumageldi Ýeşçanow
tk|passport|Annagulyýew Şöhrat|Annagulyyew Sohrat
ka||გიორგი წიკლაური|Giorgi Tsiklauri
ka|national|წიკლაური კახა ყიფიანი ჭავჭავაძე|Ts’ik’lauri K’akha Q’ipiani Ch’avch’avadze
ka|iso-9984|წიკლაური ჩხეიძე|Ciklauri Č̕xeije
hy||Երևան Ոսկանյան Հովհաննես|Yerevan Voskanyan Hovhannes
hy|bgn-pcgn|Թորոսյան Ռուբեն|T’orosyan Rruben
sr||Ђорђевић Љиљана Џамић|Djordjevic Ljiljana Dzamic
sr|gaj|Ђорђевић Љиљана ЏАМИЋ|Đorđević Ljiljana DŽAMIĆ
cnr|gaj|С́екуловић|Śekulović
mk||Ѓорѓи Ќосев Џафер|Gjorgji Kjosev Djafer
mk|un-1977|Ѓорѓи Ѓаковски Ќирил|Đorgi Đakovski Kiril
sq||Çelik Gëzim|Celik Gezim
ro||Ștefan Țurcanu Mîndru|Stefan Turcanu Mindru
ro|alphabet|Георге Кирил Чобану Ынкулец|Gheorghe Chiril Ciobanu Înculeț
be||Знам'янскі Ёлкін Мароз|Znamianski Iolkin Maroz
bg||Мария Щърбанова|Maria Shtarbanova
fa||نجیب‌الله احمدشاه|Njibullah Ahmdshah
ps||ګلالۍ|Glalai
ur||عمران بھٹی|Amran Bhti
"""


@pytest.mark.parametrize("case", SPELT.strip().splitlines())
def test_a_name_is_written_as_its_table_says(case):
    language, system, original, latin = case.split("|")
    assert transliterate(original, language, system=system or None) == latin


@pytest.mark.parametrize(
    "case",
    """
uz||G'ulomov O'tkir Yo‘ldosh Shuhrat|Ғуломов Ўткир Йўлдош Шуҳрат
uz||Ergashev Abdullayev Yergash Ra’no Is'hoq|Эргашев Абдуллаев Ергаш Раъно Исҳоқ
uz||TOʻXTAYEV CHORI|ТЎХТАЕВ ЧОРИ
az||Əliyev İlqar QIZI|Әлијев Илгар ГЫЗЫ
sr||Đorđević Ljiljana DŽAMIĆ|Ђорђевић Љиљана ЏАМИЋ
tk||Annagulyýew Jumageldi|Аннагулыев Җумагелди
kk||Qasymova Äliia|Қасымова Әлия
mk||Ǵorǵi Ḱosev|Ѓорѓи Ќосев
ru|gost-7.79-b|Shhukin Czvetkov|Щукин Цветков
sq||Gjergj Xhafer Shqipe|Ѓерѓ Џафер Шќипе
""".strip().splitlines(),
)
def test_a_latin_name_goes_back_to_cyrillic_where_a_table_says_how(case):
    language, system, latin, cyrillic = case.split("|")
    assert transliterate(latin, language, system=system or None, to="cyrillic") == cyrillic


def test_georgian_and_armenian_go_back_to_their_own_letters():
    assert transliterate("Berije Giorgi", "ka", system="iso-9984", to="original") == "ბერიძე გიორგი"
    assert transliterate("K’akha Ts’ik’lauri", "ka", to="original") == "კახა წიკლაური"
    assert transliterate("Hovhannes", "hy", to="original") == "Հովհաննես"


def test_there_is_an_alphabet_for_each_language():
    assert set(ALPHABETS) == set(LANGUAGES)


@pytest.mark.parametrize(("language", "system"), EVERY)
def test_no_letter_of_the_alphabet_is_lost(language, system):
    dropped = system_for(language, system).dropped
    for letter in ALPHABETS[language]:
        for written in {letter, letter.upper()}:
            latin = transliterate(written, language, system=system)
            assert latin or letter in dropped, f"{letter} is lost"
            for sign in latin:
                assert not sign.isalpha() or unicodedata.name(sign).startswith(("LATIN", "MODIFIER"))


@pytest.mark.parametrize("language", ALPHABETS)
def test_only_signs_without_a_sound_of_their_own_are_dropped(language):
    marks = set("ьъ'’ʼ‘`ʻعءئؤ\u200c")
    for system in systems(language):
        assert set(system.dropped) <= marks


@pytest.mark.parametrize(("language", "system"), EVERY)
def test_a_word_never_gets_shorter_than_its_letters_with_a_sound(language, system):
    told = system_for(language, system)
    joined = {rule.letters for rule in told.rules if len(rule.letters) > 1}
    word = "".join(letter for letter in ALPHABETS[language] if letter not in told.dropped)
    if not any(each in word for each in joined):
        latin = transliterate(word, language, system=system)
        assert sum(not unicodedata.combining(sign) for sign in latin) >= len(word)


@pytest.mark.parametrize(("language", "system"), REVERSIBLE)
@given(st.data())
def test_a_reversible_table_gives_back_every_word(language, system, data):
    told = system_for(language, system)
    letters = [letter for letter in ALPHABETS[language] if letter not in "ւև"]
    # A word of one letter and signs without case does not tell whether it is in capitals.
    begins = data.draw(st.tuples(*[st.sampled_from([each for each in letters if each not in "ъь"])] * 2))
    word = "".join([*begins, *data.draw(st.lists(st.sampled_from(letters), max_size=10))])
    for original in (word, word.capitalize(), word.upper()) if told.script == "cyrillic" else (word,):
        latin = transliterate(original, language, system=system)
        assert transliterate(latin, language, system=system, to=told.goes_back_to) == original


NAMES = {"KZ": ("kk", "latin-2021"), "UZ": ("uz", "law-1995"), "RS": ("sr", "gaj"), "MK": ("mk", "mk-latin")}
NOT_GIVEN_BACK = {"latin-2021": "ьъйһщюяиэцё", "law-1995": "ьц", "gaj": "", "mk-latin": ""}


@pytest.mark.parametrize("country", NAMES)
def test_names_of_a_country_come_back_from_its_latin_alphabet(country):
    language, system = NAMES[country]
    pools = [pool for pool in stock.of(country).pools if pool.language.startswith(language)]
    words = {form.male for pool in pools for form in (*pool.male, *pool.female, *pool.family)}
    kept = [word for word in words if not set(word.lower()) & set(NOT_GIVEN_BACK[system])]
    assert len(kept) > 20
    for word in kept:
        latin = transliterate(word, language, system=system)
        assert transliterate(latin, language, system=system, to="cyrillic") == word


@given(st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_what_no_table_knows_is_kept_as_it_stands(language, text):
    foreign = "".join(sign for sign in text if "\u3000" < sign < "\ud000")
    assert transliterate(foreign, language) == unicodedata.normalize("NFC", foreign)


@given(st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_any_text_can_be_written(language, text):
    assert isinstance(transliterate(text, language), str)


def test_a_passport_spelling_is_plain_ascii():
    for language in ALPHABETS:
        for system in systems(language):
            if system.code == "passport" and language not in {"fa", "ps", "ur"}:
                assert transliterate(ALPHABETS[language], language, system="passport").isascii(), language


def test_decomposed_letters_are_read_as_their_whole():
    assert transliterate(unicodedata.normalize("NFD", "Андрей Ёлкин"), "ru") == "Andrei Elkin"


def test_every_system_says_where_it_comes_from():
    for language in LANGUAGES:
        assert sum(system.is_default for system in systems(language)) == 1
        assert systems(language)[0].is_default
        for system in systems(language):
            assert system.title
            assert len(system.source) > 10


@pytest.mark.parametrize(
    ("alias", "code"), [("fa-AF", "fa"), ("uz-Cyrl", "uz"), ("KK", "kk"), ("sr_Latn", "sr")]
)
def test_a_language_answers_to_its_other_names(alias, code):
    assert language_of(alias).code == code


def test_an_unknown_language_names_the_known_ones():
    with pytest.raises(UnknownLanguage, match=r"no transliteration for 'tlh'; .*kk"):
        transliterate("x", "tlh")


def test_an_unknown_system_names_those_of_the_language():
    with pytest.raises(UnknownSystem, match="Kazakh has no system 'gaj'; it has passport"):
        transliterate("x", "kk", system="gaj")


def test_a_way_back_that_no_table_defines_is_refused():
    with pytest.raises(NotDefined, match="Dari cannot be written in cyrillic"):
        transliterate("x", "fa", to="cyrillic")
    with pytest.raises(NotDefined, match="these can: iso-9"):
        transliterate("x", "mn", system="passport", to="cyrillic")
    with pytest.raises(ValueError, match="no script 'runes'"):
        transliterate("x", "ru", to="runes")


def test_a_table_tells_whether_it_reads_a_text():
    assert reads("kk", "Әлия")
    assert not reads("ru", "Әлия")
