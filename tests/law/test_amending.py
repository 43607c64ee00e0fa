"""What is read out of the words of an amendment: verb, place, words, new text; and what is not understood."""

import pytest

from tests.law.acts import ACT_OF_STEPNOYE, ACTS, an_act
from tumar.law.rules.amending import LANGUAGES, Part, Verb, parse
from tumar.law.rules.amending.quotations import masked


def read(code, text):
    return parse(text, code, ACTS[code])


def numbers(path):
    return "/".join(step.number for step in path)


WORDS = [
    # Russian
    ("ru", "в пункте 1 статьи 3 слова «а б» заменить словами «в г»", "3/1", "а б", "в г"),
    ("ru", "в подпункте 2) пункта 1 статьи 1 цифру «5» заменить цифрами «10»", "1/1/2", "5", "10"),
    ("ru", "в статье 3 в пункте 1 слово «а» заменить словом «б»", "3/1", "а", "б"),
    ("ru", "в абзаце втором статьи 2 слова «а» исключить", "2/2", "а", ""),
    ("ru", "в части первой статьи 2 слова «а» исключить", "2/1", "а", ""),
    ("ru", "статью 4 (Ведомости, 2005 г., № 7; 2007 г., ст. 17) дополнить словами «а»", "4", "", "a"),
    ("ru", "в подпункте «а» пункта 1 статьи 1 слова «в» заменить словами «к»", "1/1/а", "в", "к"),
    ("ru", "в пункте 2 статьи 12¹ слово «а» исключить", "12¹/2", "а", ""),
    ("ru", "в статье 3 слова «а» (в соответствующем числе и падеже) заменить словами «б»", "3", "а", "б"),
    ("ru", "в статье 3 слово «а» в различных падежах заменить словом «б» в нужных падежах", "3", "а", "б"),
    ("ru", "в подпункте 2) пункта 1 статьи 1 точку заменить точкой с запятой", "1/1/2", ".", ";"),
    ("ru", "в абзаце втором статьи 2 точку с запятой заменить на точку", "2/2", ";", "."),
    # Kazakh
    ("kk", "1-баптың 2-тармағында нүкте нүктелі үтірмен ауыстырылсын", "1/2", ".", ";"),
    ("kk", "1-баптың 2-тармағындағы «а» деген сөз «ә» деген сөзбен ауыстырылсын", "1/2", "а", "ә"),
    ("kk", "5-1-баптың 2-тармағының 3) тармақшасында «а» деген сөздер алып тасталсын", "5-1/2/3", "а", ""),
    ("kk", "2-баптың бірінші абзацында «5» деген цифр «10» деген цифрмен ауыстырылсын", "2/1", "5", "10"),
    ("kk", "2-баптың екінші бөлігінде «а б» деген сөздер «в» деген сөзбен ауыстырылсын", "2/2", "а б", "в"),
    # Mongolian
    ("mn", "2 дугаар зүйлийн 2.1 дэх хэсгийн “а” гэснийг “б” гэж өөрчилсүгэй", "2/2.1", "а", "б"),
    ("mn", "2 дугаар зүйлийн 2.1.2-т “а” гэснийг хассугай", "2/2.1.2", "а", ""),
    ("mn", "2 дугаар зүйлийн 2.1.1 дэх заалтын “а” гэснийг “б” гэж өөрчилсүгэй", "2/2.1.1", "а", "б"),
    # Romanian
    (
        "ro",
        "la articolul 1 alineatul (1) litera b), sintagma „a” se substituie cu sintagma „b”",
        "1/1/b",
        "a",
        "b",
    ),
    ("ro", "la art. 2 alin. (2), cuvîntul „a” se înlocuiește cu cuvântul „b”", "2/2", "a", "b"),
    ("ro", "la articolul 5¹, cuvintele „a” se exclud", "5¹", "a", ""),
    ("ro", "la art. 2, cuvintele „a”, la orice formă gramaticală, se substituie cu „b”", "2", "a", "b"),
    (
        "ro",
        "la art. 1 alin. (1) lit. b), punctul se înlocuiește cu punct și virgulă",
        "1/1/b",
        ".",
        ";",
    ),
    # English
    ("en", "in section 5(2)(a), for the full stop at the end substitute a semicolon", "5/2/a", ".", ";"),
    ("en", "in paragraph 2 of Article 3 the full stop is replaced by a semicolon", "3/2", ".", ";"),
    ("en", "in section 5(2)(a), for “x” substitute “y”", "5/2/a", "x", "y"),
    ("en", "Article 5 is amended by replacing “x” with “y”", "5", "x", "y"),
    ("en", "in paragraph 2 of Article 3 the words “x” are replaced by “y”", "3/2", "x", "y"),
    ("en", "In Article 4, point (c), omit “x”", "4/c", "x", ""),
    ("en", "the word “x” in Article 4(1) is deleted", "4/1", "x", ""),
    ("en", "in section 9, substitute “y”", "9", "", "y"),
]


@pytest.mark.parametrize(("code", "text", "path", "old", "new"), [row for row in WORDS if row[3]])
def test_words_are_replaced_or_deleted_at_their_place(code, text, path, old, new):
    reading = read(code, text)
    (one,) = reading.proposals
    assert reading.unparsed == ()
    assert one.verb is (Verb.REPLACE_WORDS if new else Verb.DELETE_WORDS)
    assert (numbers(one.path), one.old, one.new) == (path, old, new)
    assert one.words == text


@pytest.mark.parametrize(
    ("code", "text", "path", "anchor", "new"),
    [
        ("ru", "в статье 4 после слов «а» дополнить словами «б»", "4", "а", "б"),
        ("ru", "пункт 2 статьи 4 дополнить после слова «а» словами «б»", "4/2", "а", "б"),
        ("kk", "2-бапта «а» деген сөзден кейін «б» деген сөздермен толықтырылсын", "2", "а", "б"),
        ("mn", "2 дугаар зүйлийн 2.2 дахь хэсгийн “а” гэсний дараа “б” гэж нэмсүгэй", "2/2.2", "а", "б"),
        (
            "ro",
            "articolul 2 alineatul (1) se completează, după cuvintele „a”, cu cuvintele „b”",
            "2/1",
            "a",
            "b",
        ),
        ("en", "in section 2(1), after “a” insert “b”", "2/1", "a", "b"),
        ("en", "Article 2 is amended by inserting the words “b” after the words “a”", "2", "a", "b"),
    ],
)
def test_words_are_inserted_after_words(code, text, path, anchor, new):
    (one,) = read(code, text).proposals
    assert one.verb is Verb.INSERT_WORDS
    assert (numbers(one.path), one.anchor, one.new, one.is_before) == (path, anchor, new, False)


def test_words_can_be_put_before_words_and_at_the_end():
    before, end = read(
        "ru", "в статье 4 перед словами «а» дополнить словами «б»;\nпункт 1 статьи 4 дополнить словами «в»"
    ).proposals
    assert (before.verb, before.is_before) == (Verb.INSERT_WORDS, True)
    assert (end.verb, end.new, numbers(end.path)) == (Verb.APPEND_WORDS, "в", "4/1")


@pytest.mark.parametrize(
    ("code", "text", "path", "added", "after"),
    [
        ("ru", "дополнить статьей 5-1 следующего содержания:\n«Статья 5-1. А»", "", "5-1", ""),
        ("ru", "статью 3 дополнить пунктами 4 и 5 следующего содержания:\n«4. А.\n5. Б.»", "3", "4/5", ""),
        (
            "ru",
            "пункт 1 дополнить подпунктами 3-1) и 3-2) следующего содержания: «3-1) а;\n3-2) б;»",
            "1",
            "3-1/3-2",
            "",
        ),
        ("ru", "дополнить статью 3 пунктом 4 следующего содержания: «4. А.»", "3", "4", ""),
        ("ru", "дополнить главой 2-1 следующего содержания:\n«Глава 2-1. А\nСтатья 9. Б»", "", "2-1", ""),
        ("ru", "статью 2 дополнить частью третьей следующего содержания: «А.»", "2", "3", ""),
        ("ru", "после статьи 3 дополнить статьей 3-1 следующего содержания: «Статья 3-1. А»", "", "3-1", "3"),
        ("kk", "мынадай мазмұндағы 5-1-баппен толықтырылсын:\n«5-1-бап. А»", "", "5-1", ""),
        (
            "kk",
            "1-бап мынадай мазмұндағы 3) және 4) тармақшалармен толықтырылсын: «3) а;\n4) б.»",
            "1",
            "3/4",
            "",
        ),
        ("mn", "2 дугаар зүйлд доор дурдсан агуулгатай 2.3 дахь хэсэг нэмсүгэй:\n“2.3.А.”", "2", "2.3", ""),
        ("ro", "se completează cu articolul 5¹ cu următorul cuprins:\n„Articolul 5¹. A”", "", "5¹", ""),
        ("ro", "la articolul 2 se introduce alineatul (3) cu următorul cuprins: „(3) A.”", "2", "3", ""),
        ("en", "the following Article is inserted after Article 2:\n“Article 2A A”", "", "", "2"),
        ("en", "after section 2 insert—\n“Section 2A A”", "", "", "2"),
    ],
)
def test_new_provisions_have_a_place_a_number_and_their_lines(code, text, path, added, after):
    (one,) = read(code, text).proposals
    assert one.verb is Verb.ADD_PROVISION
    assert (numbers(one.path), numbers(one.added), numbers(one.after)) == (path, added, after)
    assert len(one.lines) == max(1, text.count("\n") - text.count(":\n") - text.count("—\n") + 1)


@pytest.mark.parametrize(
    ("code", "text", "verb", "path"),
    [
        ("ru", "статью 3 изложить в следующей редакции:\n«Статья 3. А»", Verb.REPLACE_PROVISION, "3"),
        ("ru", "абзац второй статьи 2 изложить в новой редакции: «А.»", Verb.REPLACE_PROVISION, "2/2"),
        ("ru", "пункт 3 статьи 3 исключить", Verb.DELETE_PROVISION, "3/3"),
        ("ru", "признать утратившей силу статью 4", Verb.REPEAL, "4"),
        ("ru", "статья 4 утратила силу", Verb.REPEAL, "4"),
        ("ru", "приложение 2 признать утратившим силу", Verb.REPEAL, "2"),
        ("kk", "3-баптың 2-тармағы мынадай редакцияда жазылсын:\n«2. А.»", Verb.REPLACE_PROVISION, "3/2"),
        ("kk", "3) тармақша алып тасталсын", Verb.DELETE_PROVISION, "3"),
        ("kk", "4-баптың күші жойылды деп танылсын", Verb.REPEAL, "4"),
        (
            "mn",
            "2 дугаар зүйлийн 2.2 дахь хэсгийг доор дурдсанаар өөрчлөн найруулсугай:“2.2.А”",
            Verb.REPLACE_PROVISION,
            "2/2.2",
        ),
        ("mn", "2 дугаар зүйлийг хүчингүй болсонд тооцсугай", Verb.REPEAL, "2"),
        (
            "ro",
            "alineatul (2) al articolului 1 va avea următorul cuprins: „(2) A.”",
            Verb.REPLACE_PROVISION,
            "1/2",
        ),
        ("ro", "articolul 2 se abrogă", Verb.REPEAL, "2"),
        ("en", "Article 2 shall read as follows: “Article 2 A”", Verb.REPLACE_PROVISION, "2"),
        ("en", "section 2(1) is repealed", Verb.REPEAL, "2/1"),
        ("en", "omit section 2", Verb.DELETE_PROVISION, "2"),
    ],
)
def test_provisions_are_replaced_taken_out_and_repealed(code, text, verb, path):
    (one,) = read(code, text).proposals
    assert (one.verb, numbers(one.path)) == (verb, path)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "в заголовке статьи 3 слово «а» заменить словом «б»"),
        ("kk", "3-баптың тақырыбында «а» деген сөз «б» деген сөзбен ауыстырылсын"),
        ("ro", "în denumirea articolului 3 sintagma „a” se substituie cu sintagma „b”"),
        ("en", "in the heading of Article 3, for “a” substitute “b”"),
        ("mn", "3 дугаар зүйлийн гарчгийн “а” гэснийг “б” гэж өөрчилсүгэй"),
    ],
)
def test_a_change_of_the_heading_says_so(code, text):
    (one,) = read(code, text).proposals
    assert (one.part, numbers(one.path)) == (Part.HEADING, "3")


def test_provisions_are_renumbered_the_last_one_first():
    found = read("ru", "пункты 2 и 3 статьи 3 считать соответственно пунктами 3 и 4").proposals
    assert [(numbers(one.path), numbers(one.added)) for one in found] == [("3/3", "4"), ("3/2", "3")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("kk", "3-баптың 2-тармағы 4-тармақ деп есептелсін"),
        ("mn", "3 дугаар зүйлийн 2 дахь хэсгийг 4 дэх хэсэг болгон өөрчилсүгэй"),
        ("ro", "alineatul (2) al articolului 3 devine alineatul (4)"),
        ("en", "paragraph 2 of Article 3 is renumbered as paragraph 4"),
    ],
)
def test_a_provision_is_renumbered_in_each_language(code, text):
    (one,) = read(code, text).proposals
    assert (one.verb, numbers(one.path), numbers(one.added)) == (Verb.RENUMBER, "3/2", "4")


def test_several_words_are_replaced_in_pairs_or_all_by_one():
    pairs = read("ru", "в статье 3 слова «а» и «б» заменить соответственно словами «в» и «г»").proposals
    assert [(one.old, one.new) for one in pairs] == [("а", "в"), ("б", "г")]
    all_by_one = read("ru", "в статье 3 слова «а», «б» заменить словом «в»").proposals
    assert [(one.old, one.new) for one in all_by_one] == [("а", "в"), ("б", "в")]
    elided = read("ru", "в статье 3 слова «а» заменить словами «б», слова «в» – словами «г»").proposals
    assert [(one.old, one.new) for one in elided] == [("а", "б"), ("в", "г")]


def test_words_whose_numbers_do_not_agree_are_reported():
    reading = read("ru", "в статье 3 слова «а», «б» и «в» заменить словами «г» и «д»")
    assert reading.proposals == ()
    assert len(reading.unparsed) == 1


def test_one_verb_serves_several_places():
    found = read("mn", "2.1 дэх хэсгийн “а” гэснийг, 2.2 дахь хэсгийн “б” гэснийг тус тус хассугай").proposals
    assert [(numbers(one.path), one.old) for one in found] == [("2.1", "а"), ("2.2", "б")]
    found = read("ru", "в пункте 1 статьи 3 и пункте 2 статьи 4 слово «а» исключить").proposals
    assert [numbers(one.path) for one in found] == ["3/1", "4/2"]
    found = read("ru", "пункты 1–3 статьи 3 исключить").proposals
    assert [numbers(one.path) for one in found] == ["3/1", "3/2", "3/3"]


NESTED = """1. Внести в Закон края «О работе с агентами» следующие изменения:
1) в статье 3:
а) в пункте 1 слово «Надзор» заменить словом «Контроль»;
б) пункт 3 исключить;
2) в статье 4: 1) пункт 1 исключить; 2) в пункте 2 слова «пяти лет» заменить словами «десяти лет»;
2. Внести в Кодекс края о нарушениях следующее изменение: статью 3 исключить.
3. Настоящий Закон вводится в действие со дня опубликования."""


def test_what_stands_in_a_list_takes_its_place_from_the_words_above_it():
    reading = parse(NESTED, "ru", ACT_OF_STEPNOYE)
    assert [(one.verb.value, numbers(one.path), one.eid) for one in reading.proposals] == [
        ("replace_words", "3/1", "chp_2__art_3__para_1"),
        ("delete_provision", "3/3", "chp_2__art_3__para_3"),
        ("delete_provision", "4/1", "chp_2__art_4__para_1"),
        ("replace_words", "4/2", "chp_2__art_4__para_2"),
        ("delete_provision", "3", "chp_2__art_3"),
    ]
    assert reading.unparsed == ()
    assert reading.passed[-1].words == "Настоящий Закон вводится в действие со дня опубликования."


def test_each_change_tells_which_act_it_is_for():
    proposals = parse(NESTED, "ru", ACT_OF_STEPNOYE).proposals
    assert proposals[0].act.startswith("Внести в Закон края «О работе с агентами»")
    assert proposals[-1].act.startswith("Внести в Кодекс края о нарушениях")


def test_what_looks_like_an_instruction_and_is_none_that_is_known_is_reported_with_its_place():
    text = "в статье 3 слово «а» исключить;\nстатью 4 дополнить как следует;\nПравительству доложить."
    reading = read("ru", text)
    assert len(reading.proposals) == 1
    (unparsed,) = reading.unparsed
    assert text[unparsed.start : unparsed.end] == unparsed.words == "статью 4 дополнить как следует"
    assert [one.words for one in reading.passed] == ["Правительству доложить."]


def test_a_place_that_is_not_in_the_act_is_a_doubt():
    (one,) = read("ru", "пункт 9 статьи 3 исключить").proposals
    assert (one.eid, one.doubts) == ("", ("not_found",))


def test_a_place_that_may_be_two_is_a_doubt():
    (one,) = read("ru", "пункт 1 исключить").proposals
    assert (one.eid, one.doubts) == ("", ("ambiguous",))


def test_a_paragraph_that_was_found_by_counting_past_points_is_a_doubt():
    act = an_act(
        "art 1 | Статья 1. |\n  para 1 | 1. | | Владелец:\n    point 1 | 1) | | учит;\n    al | | | Итог."
    )
    (one,) = parse("абзац второй пункта 1 статьи 1 исключить", "ru", act).proposals
    assert (one.eid, one.doubts) == ("art_1__para_1__al_2", ("counted",))


def test_a_change_throughout_the_text_warns_of_other_forms_of_the_word():
    (one,) = read("ru", "по тексту слово «агент» заменить словом «организм»").proposals
    assert one.is_everywhere
    assert one.doubts == ("case_forms",)
    (other,) = read("ru", "по всему тексту слово «вправе» заменить словом «может»").proposals
    assert other.doubts == ()


def test_an_article_of_the_act_is_meant_before_one_of_its_annex():
    act = an_act("art 1 | Статья 1. | А\nannex 1 | Приложение 1 | Б\n  art 1 | Статья 1. | В")
    assert parse("статью 1 исключить", "ru", act).proposals[0].eid == "art_1"
    assert parse("статью 1 приложения 1 исключить", "ru", act).proposals[0].eid == "annex_1__art_1"


def test_letters_are_found_in_whatever_alphabet_the_act_prints_them():
    act = an_act("art 1 | Статья 1. |\n  letter v | в) | | третье.")
    assert parse("подпункт в) статьи 1 исключить", "ru", act).proposals[0].eid == "art_1__letter_v"
    assert parse("подпункт «в» статьи 1 исключить", "ru", act).proposals[0].eid == "art_1__letter_v"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("слова «а «б» в» исключить", ("а «б» в",)),
        ("слова «а «б» исключить;", ("а «б",)),
        ("дополнить: «1. А «Б».\n2. В»;\nслова «г»", ("1. А «Б».\n2. В", "г")),
        ('слова "а" заменить словами "б"', ("а", "б")),
        ('дополнить:\n"1. Слово "а".\n2. Слово "б"";\nдалее', ('1. Слово "а".\n2. Слово "б"',)),
        ("sintagma „a «b»” și „c“", ("a «b»", "c")),
        ("the holder's ‘word’ isn't", ("word",)),
        ("незакрытая «кавычка", ()),
    ],
)
def test_quotations_are_taken_out_whole(text, quoted):
    assert masked(text).quoted == quoted


def test_a_romanian_text_with_cedillas_is_read_alike():
    (one,) = read(
        "ro", "la articolul 2 alineatul (1), după cuvântul „ţine” se introduc cuvintele „şi”"
    ).proposals
    assert (one.anchor, one.new) == ("ține", "și")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", "\n\n", "«", "«»", ";;:", "1)", "\ue0000\ue001", "(" * 500, "1) " * 500]
)
def test_no_text_makes_the_reader_stumble(code, text):
    assert read(code, text).proposals == ()


def test_a_language_that_nobody_described_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        parse("x", "xx", ACT_OF_STEPNOYE)


def test_words_and_their_neighbours_in_one_sentence_are_told_apart():
    text = "пункт 1 статьи 3 после слова «Надзор» дополнить словом «края», слова «орган» исключить"
    inserted, deleted = read("ru", text).proposals
    assert (inserted.verb, inserted.new) == (Verb.INSERT_WORDS, "края")
    assert (deleted.verb, deleted.old, numbers(deleted.path)) == (Verb.DELETE_WORDS, "орган", "3/1")


def test_a_quotation_that_no_pattern_took_is_never_read_as_the_whole_provision():
    for code, text in [
        ("en", "In section 2(1), for the words from “keeps” to “register” substitute “runs”"),
        ("ru", "в пункте 1 статьи 3 предложение «Надзор ведёт орган.» исключить"),
    ]:
        reading = read(code, text)
        assert reading.proposals == ()
        assert [one.words for one in reading.unparsed] == [text]


def test_the_title_of_the_act_may_stand_beside_its_provision():
    (one,) = read("ru", "статью 3 Закона края «О работе с агентами» исключить").proposals
    assert (one.verb, one.eid) == (Verb.DELETE_PROVISION, "chp_2__art_3")
    (one,) = read("kk", "«Агенттер туралы» Заңының 3-бабы алып тасталсын").proposals
    assert (one.verb, one.eid) == (Verb.DELETE_PROVISION, "chp_1__art_3")


def test_a_part_named_by_an_ordinal_is_a_numbered_paragraph_where_there_is_one():
    (one,) = read("ru", "в части второй статьи 3 слово «вправе» исключить").proposals
    assert one.eid == "chp_2__art_3__para_2"
    (one,) = read("kk", "3-баптың екінші бөлігінде «бес» деген сөз алып тасталсын").proposals
    assert one.eid == "chp_1__art_3__para_2"


def test_several_provisions_set_out_anew_in_one_quotation_get_their_own_lines():
    text = "подпункты 2) и 3) пункта 1 статьи 1 изложить в следующей редакции:\n«2) а:\nб;\n3) в.»"
    second, third = read("ru", text).proposals
    assert (second.lines, third.lines) == (("2) а:", "б;"), ("3) в.",))
    assert read("ru", text.replace("3) в", "4) в")).proposals == ()


def test_a_dash_at_the_end_of_a_line_opens_a_list():
    found = read(
        "en", "In section 2—\n(a) in subsection (2), omit “five”;\n(b) subsection (1) is repealed."
    ).proposals
    assert [one.eid for one in found] == ["chp_1__art_2__para_2", "chp_1__art_2__para_1"]


def test_items_of_a_mongolian_list_take_their_verb_from_its_heading():
    text = (
        "1 дүгээр зүйл.Хуулийн дараах хэсгийг доор дурдсанаар өөрчлөн найруулсугай:\n"
        "1/2 дугаар зүйлийн 2.2 дахь хэсэг:\n“2.2.Нэг.”\n2/1 дүгээр зүйлийн 1.1 дэх хэсэг:\n“1.1.Хоёр.”"
    )
    found = read("mn", text).proposals
    assert [(one.verb, one.eid, one.lines) for one in found] == [
        (Verb.REPLACE_PROVISION, "chp_1__art_2__para_2.2", ("2.2.Нэг.",)),
        (Verb.REPLACE_PROVISION, "chp_1__art_1__para_1.1", ("1.1.Хоёр.",)),
    ]


def test_a_new_title_of_the_act_is_a_doubt_because_it_stands_among_other_things():
    (one,) = read("ru", "наименование изложить в следующей редакции: «О работе»").proposals
    assert "title" in one.doubts
