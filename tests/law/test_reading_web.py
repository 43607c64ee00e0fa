"""Web pages: the act without its site, numbers of lists, raised digits, tables that are tables."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumar.law.rules.reading import Code, Unreadable, read


def page(body: str, *, head: str = "") -> bytes:
    """Return a page with this body."""
    return f"<!DOCTYPE html><html><head><title>Сайт</title>{head}</head><body>{body}</body></html>".encode()


def texts(body: str) -> list[str]:
    """Return the text of each line of a page."""
    return [line.text for line in read(page(body)).lines]


def labels(body: str) -> list[tuple[str, str]]:
    """Return label and text of each line of a page."""
    return [(line.label, line.text) for line in read(page(body)).lines]


def letters(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


WORDS = st.text(alphabet=st.sampled_from("абвгқғңүҳj&<>\"' 12.,;«»—"), max_size=40)
TAGS = st.sampled_from(["p", "div", "li", "td", "b", "span", "h2", "blockquote", "a", "i", "pre", "center"])


@given(st.lists(st.tuples(TAGS, WORDS, WORDS), max_size=12))
@settings(max_examples=80, deadline=None)
def test_every_letter_comes_out_once_and_in_order(parts):
    body = "".join(f"<{tag}>{html.escape(one)}</{tag}>{html.escape(two)}" for tag, one, two in parts)
    found = [line.label.strip("•") + line.text for line in read(page(f"{body}<p>конец")).lines]
    assert letters("".join(found)) == letters("".join(one + two for _tag, one, two in parts)) + "конец"


@given(st.lists(st.lists(WORDS.filter(str.strip), min_size=2, max_size=3), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_every_letter_of_a_table_comes_out_once_and_in_order(rows):
    cells = "".join(
        "<tr>" + "".join(f"<td>{html.escape(each)}</td>" for each in row) + "</tr>" for row in rows
    )
    (line,) = read(page(f"<table>{cells}</table>")).lines
    assert letters("".join(map("".join, line.cells))) == letters("".join(map("".join, rows)))


def test_blocks_are_lines_and_breaks_part_them():
    assert texts("<p>Статья 1.\n Цели</p><div>а<br>б<p>в</div>г") == ["Статья 1. Цели", "а", "б", "в", "г"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Статья 12<sup>1</sup>. Учёт", "Статья 12¹. Учёт"),
        ("Статья 12<sup>1-2</sup>", "Статья 12¹⁻²"),
        ('Статья 12<span style="Vertical-Align: super; color:red">3</span>', "Статья 12³"),
        ("СО<sub>2</sub>", "СО₂"),
        ("Статья&nbsp;5&shy;&mdash;&#1044;", "Статья 5—Д"),
        ("сло<wbr>во <b>жир</b>но", "слово жирно"),
        ("<p>было <del>старое</del> новое", "было новое"),
        ("12<sup>1<sup>. Статья, в которой забыли закрыть 5", "12¹. Статья, в которой забыли закрыть 5"),
    ],
)
def test_letters_are_resolved(body, text):
    assert texts(body) == [text]


def test_headings_and_looks_are_told():
    lines = read(
        page(
            '<h3>Глава</h3><p align="center"><b>ЗАКОН</b></p>'
            '<p style="text-align:center; margin-left:24px">б</p>'
        )
    ).lines
    assert [(line.level, line.centred, line.bold, line.indent) for line in lines] == [
        (3, False, False, 0.0),
        (None, True, True, 0.0),
        (None, True, False, 18.0),
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Главная</nav>",
        '<div role="navigation">Главная</div>',
        "<header>Портал</header>",
        "<footer>Права</footer>",
        "<aside>Ссылки</aside>",
        "<script>var x</script><style>p {}</style>",
        '<p style="display: none">скрыто</p>',
        "<p hidden>скрыто</p>",
        '<ul class="menu"><li><a href="/">Главная</a></li></ul>',
        "<select><option>казахский</option></select><button>Печать</button>",
        "<!-- примечание -->",
    ],
)
def test_the_site_around_the_act_is_left_out(furniture):
    assert texts(f"{furniture}<main><p>Статья 1</p></main>хвост") == ["Статья 1", "хвост"]


def test_the_head_of_the_act_itself_is_kept():
    assert texts("<article><header><h1>ЗАКОН</h1></header><p>Статья 1</p></article>") == ["ЗАКОН", "Статья 1"]


def test_a_class_called_menu_that_holds_text_is_kept():
    assert texts('<div class="menu"><p>Статья 1. Текст <a href="#x">закона</a></p></div>') == [
        "Статья 1. Текст закона"
    ]


def test_a_page_that_is_all_furniture_is_read_after_all():
    assert texts("<aside><p>Статья 1</p></aside>") == ["Статья 1"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<ol><li>а<li>б</ol>", [("1.", "а"), ("2.", "б")]),
        ("<ol start=5><li>а<li value=9>б<li>в</ol>", [("5.", "а"), ("9.", "б"), ("10.", "в")]),
        ('<ol type="a"><li>а<li>б</ol>', [("a.", "а"), ("b.", "б")]),
        ('<ol type="I"><li>а<ol><li>б</ol><li>в</ol>', [("I.", "а"), ("1.", "б"), ("II.", "в")]),
        ('<ol style="list-style-type: lower-roman"><li>а</ol>', [("i.", "а")]),
        ("<ol reversed><li>а<li>б</ol>", [("2.", "а"), ("1.", "б")]),
        ("<ul><li>а</ul>", [("•", "а")]),
        ('<ul style="list-style: none"><li>1) а</ul>', [("", "1) а")]),
        ("<ul style=\"list-style-type: '– '\"><li>а</ul>", [("–", "а")]),
        ("<ol><li><p>а</p><p>б</p></ol>", [("1.", "а"), ("", "б")]),
        ("<ol><li></ol>конец", [("1.", ""), ("", "конец")]),
    ],
)
def test_items_of_lists_get_the_numbers_that_browsers_print(body, found):
    assert labels(body) == found


def test_cells_stand_where_they_stand():
    body = (
        "<table><caption>Перечень</caption><tr><th rowspan=2>№</th><th colspan=2>Название</th></tr>"
        "<tr><td>ру</td><td>лат</td></tr><tr><td>1</td><td>а<br>б</td><td>в</td></tr></table>"
    )
    caption, table = read(page(body)).lines
    assert caption.text == "Перечень"
    assert table.cells == (("№", "Название", ""), ("", "ру", "лат"), ("1", "а\nб", "в"))


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Статья 1</td></tr><tr><td>Текст</td></tr></table>",
        "<table border=1><tr><td><td>Статья 1</td></tr><tr><td></td><td>Текст</td></tr></table>",
        '<table role="presentation"><tr><td>Статья 1</td><td>Текст</td></tr></table>',
        "<table><tr><td>Статья 1</td><td><table><tr><td>Текст</td></tr></table></td></tr></table>",
    ],
)
def test_a_table_that_only_lays_out_the_page_is_text(body):
    assert texts(body) == ["Статья 1", "Текст"]


def test_a_cell_that_holds_an_act_is_text():
    act = "".join(f"<p>Статья {number}. Текст</p>" for number in range(1, 30))
    found = texts(f"<table><tr><td>меню</td><td>{act}</td></tr></table>")
    assert found == ["меню", *(f"Статья {number}. Текст" for number in range(1, 30))]


def test_notes_of_a_word_processor_are_told_and_their_marks_left_out():
    lines = read(
        page(
            '<p>Статья 12<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a></p>'
            '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> Примечание</p></div>'
        )
    ).lines
    assert [(line.text.removeprefix("[1] "), line.note) for line in lines] == [
        ("Статья 12", False),
        ("Примечание", True),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["", '<meta charset="%s">', '<meta content="text/html; charset=%s">'])
def test_the_encoding_is_told_by_mark_by_declaration_or_by_letters(encoding, declared):
    head = declared % encoding if declared else ""
    text = page("<p>Статья 1. Государственное управление в области безопасности</p>", head=head).decode()
    assert (
        read(text.encode(encoding)).lines[0].text
        == "Статья 1. Государственное управление в области безопасности"
    )


def test_a_page_saved_anew_as_utf8_is_not_believed_to_be_what_it_was():
    content = page("<p>Статья 1</p>", head='<meta charset="windows-1251">')
    assert read(content).lines[0].text == "Статья 1"


def test_a_declaration_that_is_no_encoding_is_passed_over():
    assert read(page("<p>Статья 1</p>", head='<meta charset="кот">')).lines[0].text == "Статья 1"


def test_the_language_is_the_one_that_the_page_claims():
    assert read('<html lang="kk-KZ"><p>1-бап. Мақсат</html>'.encode()).language == "kk"


def test_what_is_called_doc_but_is_a_page_is_read_as_one():
    document = read(page("<p>Статья 1</p>"), name="zakon.doc")
    assert (document.format, document.lines[0].text) == ("html", "Статья 1")


@pytest.mark.parametrize(
    "piece",
    [
        "Статья 1<br>Текст<br/>Ещё&nbsp;текст",
        "<section><p>Статья 1</p><p>Текст</p><p>Ещё текст</p></section>",
        "<!-- из архива -->\n<ol style='list-style: none'><li>Статья 1<li>Текст<li>Ещё текст</ol>",
    ],
)
def test_a_piece_of_a_page_is_read_as_one(piece):
    document = read(piece.encode())
    assert document.format == "html"
    assert [line.text for line in document.lines] == ["Статья 1", "Текст", "Ещё текст"]


def test_wide_letters_without_a_mark_are_told():
    content = page("<p>Статья 1. Цели</p>").decode().encode("utf-16-le")
    assert read(content).lines[0].text == "Статья 1. Цели"


def test_an_archive_of_a_page_is_read():
    content = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        b'Content-Type: text/html; charset="windows-1251"\nContent-Transfer-Encoding: quoted-printable\n\n'
        b"<html><meta charset=3Dwindows-1251><p>=D1=F2=E0=F2=FC=FF 1</p></html>\n--x--\n"
    )
    assert [line.text for line in read(content, name="a.mht").lines] == ["Статья 1"]


def test_elements_nested_deep_are_read():
    assert texts("<div>" * 1000 + "Статья 1" + "</div>" * 1000) == ["Статья 1"]
    assert letters("".join(texts("<table><tr><td>" * 100 + "а"))) == "а"


def test_elements_nested_without_end_are_refused_and_not_cut_off():
    with pytest.raises(Unreadable) as refused:
        read(page("начало" + "<div>" * 9000 + "Статья 1"))
    assert refused.value.code is Code.BOMB


def test_a_page_without_text_is_refused():
    with pytest.raises(Unreadable) as refused:
        read(page("<script>x</script>"))
    assert refused.value.code is Code.EMPTY


@pytest.mark.parametrize(
    ("inner", "told"), [("1", "Стаття 2¹."), ("-1", "Стаття 2-1."), ("1-2", "Стаття 2¹⁻².")]
)
def test_a_raised_number_with_a_dash_before_it_is_a_number_put_in(inner, told):
    assert texts(f"<p>Стаття 2<sup>{inner}</sup>.</p>") == [told]


def test_what_a_page_calls_a_note_is_one():
    lines = read(page('<p>Article 1</p><p class="oj-note">(1) OJ C 56, p. 38.</p><p>Text</p>')).lines
    assert [line.note for line in lines] == [False, True, False]


def test_buttons_at_every_paragraph_are_left_out():
    block = "<div><span>Audioni tinglash</span></div><div>{}-modda. Qonun</div>"
    lines = read(page("".join(block.format(number) for number in range(1, 20)))).lines
    assert [line.text for line in lines] == [f"{number}-modda. Qonun" for number in range(1, 20)]


def test_a_line_that_an_act_repeats_now_and_then_is_kept():
    block = "<p>Министра здравоохранения</p>" + "<p>Текст пункта, {}.</p>" * 12
    lines = read(page("".join(block.format(*range(12)) for _each in range(9)))).lines
    assert sum(line.text == "Министра здравоохранения" for line in lines) == 9


@pytest.mark.parametrize("line", ["(фамилия, инициалы)", "Дата ____", "Подпись ........ лица"])
def test_what_a_form_says_at_each_of_its_blanks_is_kept(line):
    lines = read(page("".join(f"<p>{number} член комиссии</p><p>{line}</p>" for number in range(20)))).lines
    assert sum(one.text == line for one in lines) == 20


def test_what_stands_below_the_article_of_a_page_is_a_note():
    act = "".join(f"<p>{number}. {'Текст пункта. ' * 9}</p>" for number in range(1, 9))
    lines = read(page(f"<article>{act}</article><p>Введите строку для поиска</p>")).lines
    assert [line.note for line in lines] == [False] * 8 + [True]


def test_a_long_text_below_the_article_of_a_page_is_of_the_act():
    annex = "<p>Приложение 1</p>" + "<p>Строка приложения.</p>" * 40
    lines = read(page(f"<article><p>1. Текст.</p></article>{annex}")).lines
    assert not any(line.note for line in lines)


def test_names_of_a_site_say_nothing_where_all_of_a_page_is_called_so():
    lines = read(page("<div class='modal'><p>Статья 1. Предмет</p><p>Текст.</p></div>")).lines
    assert [line.note for line in lines] == [False, False]
