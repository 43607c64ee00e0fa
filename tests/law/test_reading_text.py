"""Plain text: any encoding, several in one file, pages, and lines that were wrapped by a typewriter."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumar.law.rules.reading import Code, Unreadable, read
from tumar.law.rules.reading.letters import lines_of, raised, tidy
from tumar.law.rules.reading.wrapped import Hyphens

ACT = [
    "Закон Республики Арастан о биологической безопасности",
    (
        "Настоящий Закон устанавливает правовые основы государственной политики в области обеспечения "
        "биологической безопасности, направленной на защиту населения и охрану окружающей среды от "
        "воздействия опасных биологических факторов."
    ),
    "Статья 1. Основные понятия",
    "1. В настоящем Законе используются следующие основные понятия:",
    (
        "1) биологическая защита – комплекс мер, направленных на предотвращение несанкционированного "
        "доступа к патогенным биологическим агентам, их утраты, хищения и преднамеренного высвобождения;"
    ),
    (
        "2) биологический риск – вероятность причинения вреда здоровью человека, животным, растениям и "
        "(или) окружающей среде под воздействием опасных биологических факторов."
    ),
    (
        "2. Иные понятия применяются в значениях, определённых законодательством Республики Арастан о "
        "здоровье народа и системе здравоохранения, а также международными договорами."
    ),
]


def texts(content: bytes) -> list[str]:
    """Return the text of each line of a file."""
    return [line.text for line in read(content).lines]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866", "mac-cyrillic"]
)
def test_a_text_is_read_in_whatever_encoding_it_is(encoding):
    document = read("\r\n".join(ACT).replace("–", "-").encode(encoding), name="закон.txt")
    assert [line.text for line in document.lines] == [each.replace("–", "-") for each in ACT]
    assert (document.format, document.warnings) == ("text", ())


@pytest.mark.parametrize(("main", "other"), [("utf-8", "cp1251"), ("cp1251", "utf-8"), ("cp1251", "koi8-r")])
def test_paragraphs_that_came_from_elsewhere_are_read_and_told_of(main, other):
    lines = [each.replace("–", "-").encode(other if place == 4 else main) for place, each in enumerate(ACT)]
    document = read(b"\n".join(lines))
    assert [line.text for line in document.lines] == [each.replace("–", "-") for each in ACT]
    assert document.warnings == ("mixed_encoding",)


def typewritten(width: int, *, indent: str = "", blank: str = "\n") -> str:
    """Return the act as a typewriter sets it."""
    return blank.join(textwrap.fill(each, width, initial_indent=indent) + "\n" for each in ACT)


@pytest.mark.parametrize(
    ("width", "indent", "blank"),
    [
        *[(width, indent, blank) for width in (60, 72, 80) for indent, blank in (("", "\n"), ("    ", ""))],
        *[(72, "", ""), (80, "", "")],  # at 60 the title fills its line, so that nothing shows its end
    ],
)
def test_hard_wrapped_lines_are_joined_to_paragraphs(width, indent, blank):
    assert texts(typewritten(width, indent=indent, blank=blank).encode()) == ACT


def test_lines_that_are_paragraphs_stay_lines():
    short = [f"{number}) пункт перечня" for number in range(1, 30)]
    assert texts("\n".join(short).encode()) == short


def test_form_feeds_part_pages_and_their_numbers_are_no_text():
    content = "\n\f".join(f"Статья {page}. О пункте\nТекст статьи.\n- {page} -" for page in range(1, 5))
    lines = read(content.encode()).lines
    assert [line.text for line in lines[:4]] == [
        "Статья 1. О пункте",
        "Текст статьи.",
        "Статья 2. О пункте",
        "Текст статьи.",
    ]
    assert [line.page for line in lines] == [1, 1, 2, 2, 3, 3, 4, 4]


@given(st.text(alphabet=st.sampled_from("абвгқң 12.,;\n\t—"), min_size=1, max_size=400))
@settings(max_examples=80, deadline=None)
def test_no_letter_is_lost_or_doubled(text):
    content = f"{text}\nконец"
    assert "".join("".join(texts(content.encode())).split()) == "".join(content.split())


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("абвгде жзик. "), min_size=30, max_size=200), min_size=8, max_size=30
    )
)
@settings(max_examples=40, deadline=None)
def test_wrapping_and_joining_loses_no_letter(paragraphs):
    content = "\n".join(textwrap.fill(each, 60) for each in paragraphs) + "\nконец"
    assert "".join("".join(texts(content.encode())).split()) == "".join(content.split())


@pytest.mark.parametrize(
    ("words", "first", "second", "joined"),
    [
        (["безопасности"], "о безопас-", "ности", "о безопасности"),
        (
            ["санитарно-эпидемиологический"],
            "санитарно-",
            "эпидемиологический",
            "санитарно-эпидемиологический",
        ),
        ([], "слово", "дело", "слово дело"),
        ([], "Нур-", "Султан", "Нур-Султан"),
        ([], "в 2020-", "2021 годах", "в 2020- 2021 годах"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_the_printers_or_the_words(words, first, second, joined):
    assert Hyphens([*words, first]).paragraph([first, second]) == joined


def test_where_the_printer_parts_no_words_a_hyphen_is_one_of_the_word():
    assert (
        Hyphens(["строка без переноса"] * 200 + ["медико-"]).paragraph(["медико-", "санитарная"])
        == "медико-санитарная"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Статья\u00a05.\t Текст  ", "Статья 5. Текст"),
        ("биологи\u00adческий", "биологический"),
        ("и\u0306", "й"),
        ("می\u200cشود", "می\u200cشود"),
        ("С т а т т я  1 2", "С т а т т я  1 2"),
        ("12\u20111", "12-1"),
        ("\u200fمادهٔ ۱\u200e", "مادهٔ ۱"),
    ],
)
def test_what_a_reader_does_not_see_is_not_kept(text, kept):
    assert tidy(text) == kept


@given(st.text(max_size=80))
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


def test_breaks_part_lines_but_not_sentences():
    assert lines_of("Перечень:\nвирусы\n\nа) бактерии") == ["Перечень:", "вирусы", "а) бактерии"]


@pytest.mark.parametrize(("text", "up"), [("12", "¹²"), ("1-2", "¹⁻²"), ("а", "а"), ("1.", "¹.")])
def test_raised_text(text, up):
    assert raised(text) == up


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\0\0\0"])
def test_a_file_without_text_is_refused(content):
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.code is Code.EMPTY


def test_what_is_no_text_is_refused():
    with pytest.raises(Unreadable) as refused:
        read(bytes(range(1, 32)) * 50)
    assert refused.value.code is Code.NO_TEXT


SHAPED = "ﻗﺎﻧﻮﻥ ﺭﺳﻤﯽ ﻻﺯﻡ ﺍﺳﺖ"


def test_letters_in_the_shapes_of_a_font_are_the_letters_themselves():
    assert [line.text for line in read(SHAPED.encode(), name="act.txt").lines] == ["قانون رسمی لازم است"]


BACKWARDS = [
    ":۱۲ هدام",
    ".تسا هدیدرگ عضو نوناق نیا رد (۱۳۹۶) BSL ماکحا",
    ".دشاب یم تلود تیحالص رد ماکحا نیا",
    "[یمسر هدیرج] ددرگ رشن نوناق قباطم ماکحا نیا",
]


def test_arabic_writing_that_was_copied_as_it_is_seen_is_turned_round():
    lines = read("\n".join(BACKWARDS).encode(), name="act.txt").lines
    assert [line.text for line in lines] == [
        "ماده ۱۲:",
        "احکام BSL (۱۳۹۶) در این قانون وضع گردیده است.",
        "این احکام در صلاحیت دولت می باشد.",
        "این احکام مطابق قانون نشر گردد [جریده رسمی]",
    ]


def test_rows_that_tabs_part_are_a_table_and_a_tab_after_a_number_is_not():
    text = "1.\tПервый пункт\n2.\tВторой пункт\n№\tВид\tРазмер\n1.\tОвцы\t80 %\nКонец\n"
    lines = read(text.encode(), name="act.txt").lines
    assert [line.text for line in lines] == ["1. Первый пункт", "2. Второй пункт", "", "Конец"]
    assert lines[2].cells == (("№", "Вид", "Размер"), ("1.", "Овцы", "80 %"))
