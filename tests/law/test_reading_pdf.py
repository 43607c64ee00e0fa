"""PDF with text: rows in reading order become paragraphs, and nothing of the page itself is text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import printed as made
from tumar.law.rules.reading import Code, Unreadable, read
from tumar.law.rules.reading.pdf.rows import rows_of
from tumar.law.rules.reading.pdf.words import RightToLeft, Word

LONG = (
    "Государственный контроль за соблюдением требований в области биологической безопасности осуществляется "
    "уполномоченным органом в порядке, установленном законодательством Республики Арастан, на основании "
    "ежегодного плана, утверждаемого руководителем этого органа не позднее первого декабря предыдущего года."
)
OTHER = (
    "Обращение с патогенными биологическими агентами допускается при наличии разрешения, которое выдаётся на "
    "срок не более пяти лет и может быть отозвано при нарушении условий, на которых оно было предоставлено "
    "владельцу, а также по его собственному заявлению."
)
ACT = [
    "Статья 1. Государственный контроль",
    *(f"{number}. {LONG if number % 2 else OTHER}" for number in range(1, 13)),
    "Статья 2. Разрешения",
    *(f"{number}) {OTHER if number % 2 else LONG}" for number in range(1, 13)),
]
PAGE_OF = (
    "header: align(center)[Закон о безопасности], footer: context align(center)[#counter(page).display()]"
)


def escaped(text: str) -> str:
    """Return a text that Typst sets as it is."""
    return "".join(f"\\{letter}" if letter in "#*_`$@<>=+-/.)~[]\\'\"" else letter for letter in text)


def texts(content: bytes) -> list[str]:
    """Return the text of each line."""
    return [line.text for line in read(content).lines]


def set_in_paragraphs(act: list[str], **more: str) -> bytes:
    """Return a PDF of these paragraphs."""
    return made.printed("\n\n".join(map(escaped, act)), **more)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"paragraphs": "first-line-indent: (amount: 1cm, all: true), spacing: 0.65em"},
        {"paragraphs": "spacing: 0.65em"},
        {"page": PAGE_OF},
        {"page": PAGE_OF, "size": "14pt"},
        {"page": "columns: 2, margin: 2cm", "size": "9pt"},
    ],
    ids=["gaps", "indents", "neither", "furniture", "large", "columns"],
)
def test_paragraphs_come_out_as_they_were_written(more):
    document = read(set_in_paragraphs(ACT, **more))
    assert [line.text for line in document.lines] == ACT
    assert (document.format, document.warnings) == ("pdf", ())


def test_lines_know_their_page():
    pages = [line.page for line in read(set_in_paragraphs(ACT, page=PAGE_OF)).lines]
    assert pages[0] == 1
    assert pages[-1] >= 2
    assert pages == sorted(pages)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Статья 12#super[1]\\. Учёт", "Статья 12¹. Учёт"),
        ("Статья 12#super(typographic: false)[1]\\. Учёт", "Статья 12¹. Учёт"),
        ("Статья 12#super[1-2]\\. Учёт", "Статья 12¹⁻². Учёт"),
        ("Статья 121\\. Учёт", "Статья 121. Учёт"),
        ("Масса СО#sub(typographic: false)[2] учтена", "Масса СО₂ учтена"),
        ("Площадь 100 м#super[2] и более", "Площадь 100 м² и более"),
    ],
)
def test_raised_digits_stay_apart_from_the_number_before_them(markup, text):
    assert texts(made.printed(markup)) == [text]


def test_a_centred_bold_heading_says_so():
    head, body = read(made.printed(f"#align(center)[*Статья 1\\. Цели*]\n\n{escaped(LONG)}")).lines
    assert (head.centred, head.bold, body.centred, body.bold) == (True, True, False, False)


TITLE = (
    "О биологической безопасности и о порядке обращения с патогенными биологическими агентами "
    "на территории страны"
)
INDENTED = "first-line-indent: (amount: 1.25cm, all: true), spacing: 0.65em"
MIXED = r"""
#align(center)[*ЗАКОН РЕСПУБЛИКИ АРАСТАН \
О биологической безопасности и о порядке обращения с патогенными биологическими агентами
на территории страны*]

#align(center)[*Глава 1. Общие положения*]

*Статья 1. Основные понятия*

В настоящем Законе используются следующие основные понятия:

1) агент – опасный микроорганизм;

2) риск – вероятность причинения вреда здоровью человека, животным, растениям и окружающей среде.

Абзац без номера, который следует за перечнем и занимает больше одной строки страницы, где стоит.

Второй абзац без номера. Он короткий.

#align(right)[Перечень № 1 \ «О безопасности»]

#enum(numbering: "1)", [первый пункт перечня с довольно длинным текстом, который в одну строку не помещается],
[второй пункт])
"""


@pytest.mark.parametrize(
    "paragraphs", ["", "first-line-indent: (amount: 1.25cm, all: true), spacing: 0.65em"]
)
def test_titles_items_and_what_stands_at_the_right_keep_apart(paragraphs):
    assert texts(made.printed(MIXED, paragraphs=paragraphs)) == [
        "ЗАКОН РЕСПУБЛИКИ АРАСТАН",
        TITLE,
        "Глава 1. Общие положения",
        "Статья 1. Основные понятия",
        "В настоящем Законе используются следующие основные понятия:",
        "1) агент – опасный микроорганизм;",
        "2) риск – вероятность причинения вреда здоровью человека, животным, растениям и окружающей среде.",
        "Абзац без номера, который следует за перечнем и занимает больше одной строки страницы, где стоит.",
        "Второй абзац без номера. Он короткий.",
        "Перечень № 1",
        "«О безопасности»",
        "1) первый пункт перечня с довольно длинным текстом, который в одну строку не помещается",
        "2) второй пункт",
    ]


def test_a_word_that_the_printer_parted_is_one_and_a_hyphened_word_keeps_its_hyphen():
    word = "санитарно-эпидемиологический"
    paragraphs = [f"{number}. {' '.join([word, 'надзор'] * 30)}." for number in range(1, 6)]
    assert texts(set_in_paragraphs(paragraphs)) == paragraphs


def test_a_hyphen_that_is_a_letter_of_the_page_is_the_printers_too():
    rows = [
        b"The competent body shall keep infor-",
        b"mation about each laboratory that it has",
        b"licensed.",
    ]
    stream = b"BT /F 12 Tf 50 700 Td %s ET" % b" 0 -14 Td ".join(b"(%s) Tj" % row for row in rows)
    found = " ".join(texts(made.by_hand(stream)))
    assert found == "The competent body shall keep information about each laboratory that it has licensed."


def test_rows_of_a_table_are_lines():
    cells = "#table(columns: (3cm, 6cm, 3cm), stroke: none, [1], [вирус], [да], [2], [бактерия], [нет])"
    assert texts(made.printed(cells)) == ["1 вирус да", "2 бактерия нет"]


def test_page_numbers_and_running_heads_are_no_text_whatever_side_they_are_on():
    footer = "footer: context align(if calc.odd(counter(page).get().first()) { left } else { right })"
    page = f"{footer}[Страница #counter(page).display() из 9], header: [Бюллетень]"
    assert texts(set_in_paragraphs(ACT, page=page, size="16pt")) == ACT


def test_numbers_that_stand_at_the_edge_but_count_no_pages_are_kept():
    pages = "\n#pagebreak()\n".join(
        f"Статья {number}\\. Текст о предмете {number * 7}" for number in (5, 9, 3, 8)
    )
    assert texts(made.printed(pages)) == [
        f"Статья {number}. Текст о предмете {number * 7}" for number in (5, 9, 3, 8)
    ]


def test_notes_at_the_foot_of_a_page_do_not_part_the_paragraph_above_them():
    body = "\n\n".join(map(escaped, ACT[1:9]))
    marked = body.replace("Арастан", "Арастан#footnote[Официальное название страны\\.]", 1)
    lines = read(made.printed(marked)).lines
    notes = [(line.label, line.text) for line in lines if line.note]
    assert notes == [("¹", "Официальное название страны.")]
    found = [line.text.replace("Арастан¹", "Арастан") for line in lines if not line.note]
    assert found == ACT[1:9]


def test_words_from_the_right_are_read_from_the_right():
    words = [
        Word(text, 300.0 - 50 * place, 340.0 - 50 * place, 700.0, 12.0, False)
        for place, text in enumerate(["مادهٔ", "اول"])
    ]
    for word in words:
        word.is_right_to_left = True
    number = Word("5", 190.0, 196.0, 700.0, 12.0, False, ((0, 700.0, 12.0),))
    assert [row.text for row in rows_of([*words, number])] == ["مادهٔ اول 5"]


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("абвгдежзиклмнопрст "), min_size=20, max_size=300)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=15, deadline=None)
def test_no_letter_is_lost_or_doubled(paragraphs):
    found = "".join(texts(made.printed.__wrapped__("\n\n".join(paragraphs))))
    assert "".join(found.split()) == "".join("".join(paragraphs).split())


def refused(content: bytes) -> Unreadable:
    """Return why a file was not read."""
    with pytest.raises(Unreadable) as caught:
        read(content)
    return caught.value


def test_pages_that_are_pictures_are_refused_with_their_number():
    fault = refused(made.scanned(3))
    assert (fault.code, fault.values) == (Code.SCANNED, {"pages": "3"})


def test_letters_drawn_as_outlines_are_a_picture_and_an_empty_page_is_empty():
    assert refused(made.by_hand(b"10 10 m 20 20 l S")).code is Code.SCANNED
    assert refused(made.by_hand(b"BT ET")).code is Code.EMPTY


def test_a_document_that_needs_a_password_is_refused():
    assert refused(made.by_hand(b"BT ET", trailer=made.LOCKED)).code is Code.ENCRYPTED


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 500])
def test_a_broken_document_is_refused(content):
    assert refused(content).code is Code.BROKEN


def test_letters_of_which_the_font_says_nothing_are_refused():
    assert refused(made.printed("\ue001\ue002\ue003 \ue004\ue005" * 20)).code is Code.UNREADABLE_LETTERS


def test_cyrillic_letters_that_are_called_latin_are_restored_and_told_of():
    text = "Статья 1. Государственное управление в области безопасности".encode("cp1251")
    document = read(made.by_hand(b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text))
    assert document.lines[0].text == "Статья 1. Государственное управление в области безопасности"
    assert document.warnings == ("letters_repaired",)


def from_the_right(texts: list[str]) -> list[Word]:
    """Return words side by side, the first at the right."""
    return [
        Word(
            text, 300.0 - 50 * place, 340.0 - 50 * place, 700.0, 12.0, False, is_right_to_left=text[0] >= "ا"
        )
        for place, text in enumerate(texts)
    ]


def test_a_sign_at_the_end_of_a_row_from_the_right_stands_at_its_end():
    words = from_the_right(["مادهٔ", "اول", ":"])
    assert [row.text for row in rows_of([words[2], *words[:2]])] == ["مادهٔ اول :"]


def test_brackets_seen_from_the_left_are_turned():
    assert [row.text for row in rows_of(from_the_right([")۱(", "وزارت", "جواز"]))] == ["(۱) وزارت جواز"]


def test_words_of_latin_letters_run_from_the_left_in_a_row_from_the_right():
    words = from_the_right(["عامل", "Yersinia", "pestis", "است", "در"])
    words[1].left, words[1].right, words[2].left, words[2].right = 200.0, 240.0, 250.0, 290.0
    assert [row.text for row in rows_of(words)] == ["عامل Yersinia pestis است در"]


class Letters:
    """Letters with their places, as a page has them."""

    def __init__(self, placed: list[tuple[str, float]]) -> None:
        self.placed = placed

    def sides(self, index: int) -> tuple[float, float]:
        return self.placed[index][1], self.placed[index][1] + 5

    def baseline(self, index: int) -> float:
        return 700.0

    def size(self, index: int) -> float:
        return 12.0


def word_from_the_right(placed: list[tuple[str, float]]) -> tuple[str, float, float]:
    page = RightToLeft(Letters(placed), "".join(letter for letter, _ in placed))
    written, _start, left, right = page.word(0, len(placed) - 1)
    return written, left, right


@pytest.mark.parametrize("backwards", [False, True])
def test_a_word_from_the_right_is_read_by_the_places_of_its_letters(backwards):
    placed = [("ف", 50.0), ("ص", 45.0), ("ل", 40.0)]
    told = list(reversed(placed)) if backwards else placed
    assert word_from_the_right(told) == ("فصل", 40.0, 55.0)


def test_digits_in_a_word_from_the_right_run_from_the_left():
    placed = [("م", 50.0), ("۱", 30.0), ("۲", 35.0)]
    assert word_from_the_right(placed)[0] == "م۱۲"


def test_one_sign_for_two_letters_is_read_as_lam_and_alef():
    assert word_from_the_right([("ط", 50.0), ("ا", 44.0), ("ل", 44.0), ("ح", 38.0)])[0] == "طلاح"


def test_what_stands_above_both_of_two_pages_is_no_text():
    head = "header: [Собрание актов, № 4]"
    lines = texts(made.printed("\n\n".join(map(escaped, ACT[:12])), page=f"{head}"))
    assert not any("Собрание" in line for line in lines)


def test_the_same_words_at_the_top_of_two_pages_are_text_when_nothing_sets_them_apart():
    told = "\n\n".join([*["Одинаковая строка"] * 60])
    assert texts(made.printed(told, paragraphs="spacing: 0.65em")).count("Одинаковая строка") == 60


FROM_THE_RIGHT = [
    "فصل دوم",
    "مرجع تطبیق",
    "اهداف این قانون عبارت اند از:",
    "۱- تنظیم امور مربوط به صحت حیوانی.",
]


def test_dots_that_a_font_draws_apart_from_their_letters_are_no_letters():
    text = "\n\n".join(FROM_THE_RIGHT)
    content = made.printed(f'#set text(dir: rtl, lang: "fa")\n{text}')
    assert [line.text for line in read(content, name="act.pdf").lines] == FROM_THE_RIGHT
