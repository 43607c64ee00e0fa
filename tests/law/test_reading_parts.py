"""The smaller decisions of the readers, one by one."""

import pytest

from tests.law import documents as made
from tumar.law.rules.lines import Line
from tumar.law.rules.reading import read
from tumar.law.rules.reading.cells import as_table, cell_text, is_frame
from tumar.law.rules.reading.markup import whole
from tumar.law.rules.reading.numbers import WEB
from tumar.law.rules.reading.pdf.furniture import without_furniture
from tumar.law.rules.reading.pdf.rows import Row, rows_of
from tumar.law.rules.reading.pdf.words import Word
from tumar.law.rules.reading.rtf.tokens import tokens
from tumar.law.rules.reading.wrapped import Printed, ends, is_hyphenated, paragraphs


def body(*blocks: str, **more) -> list[tuple[str, str]]:
    """Return label and text of each line of a DOCX."""
    return [(line.label, line.text) for line in read(made.docx(*blocks, **more)).lines]


P = made.paragraph


def _both(first: str, second: str) -> str:
    """Return two alternatives that say the same."""
    inner = f"<mc:Choice>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>"
    return f'<mc:AlternateContent xmlns:mc="urn:mc">{inner}</mc:AlternateContent>'


def _formula(inner: str) -> str:
    """Return a formula; what stands in braces is a run of it."""
    runs = inner.replace("{", "<m:r><m:t>").replace("}", "</m:t></m:r>")
    return f'<m:oMath xmlns:m="urn:m">{runs}</m:oMath>'


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (f"<w:ins>{P('новый')}</w:ins>", ["новый"]),
        (f"<w:del>{P('старый')}</w:del>", []),
        (f"<w:moveFrom>{P('прочь')}</w:moveFrom><w:moveTo>{P('сюда')}</w:moveTo>", ["сюда"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{P('в поле')}</w:sdtContent></w:sdt>", ["в поле"]),
        (f"<w:customXml>{P('в теге')}</w:customXml>", ["в теге"]),
        (
            _both(P("раз"), P("два")),
            ["раз"],
        ),
    ],
)
def test_wrapped_blocks_of_a_docx_are_read_once(block, found):
    assert [text for _label, text in body(P("до"), block, P("после"))] == ["до", *found, "после"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (_formula("{а+б}"), "а+б"),
        (_formula("<m:sSup><m:e>{м}</m:e><m:sup>{3}</m:sup></m:sSup>"), "м³"),
        (_formula("<m:f><m:num>{1}</m:num><m:den>{2}</m:den></m:f>"), "1/2"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>к</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>о</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "о",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> да</w:t></w:r>', "☑ да"),
        ('<w:r><w:sym w:font="Strange" w:char="F0FE"/></w:r>', "\ufffd"),
        ('<w:r><w:sym w:char="нет"/><w:t>а</w:t></w:r>', "а"),
    ],
)
def test_formulas_and_signs_of_a_docx_are_text(content, text):
    assert body(P(content)) == [("", text)]


def test_a_style_may_hide_raise_and_embolden_what_is_in_it():
    styles = made.style("Hidden", letters="<w:vanish/>") + made.style("Bold", letters="<w:b/>")
    lines = read(made.docx(made.styled("нет", "Hidden"), made.styled("да", "Bold"), styles=styles)).lines
    assert [(line.text, line.bold) for line in lines] == [("да", True)]


def test_a_hidden_paragraph_is_not_counted():
    hidden = P(
        made.run("нет", "<w:vanish/>"),
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )
    numbering = made.scheme(made.level(0, "%1.")) + made.word_list()
    assert body(hidden, made.numbered("да"), numbering=numbering) == [("1.", "да")]


def test_a_label_may_be_hidden_drawn_or_of_a_format_of_its_own():
    own = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:numFmt w:val="custom"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
    )
    levels = [
        made.level(0, "%1.", more="<w:rPr><w:vanish/></w:rPr>"),
        made.level(1, "", more='<w:lvlPicBulletId w:val="0"/>', form="bullet"),
        f'<w:lvl w:ilvl="2"><w:start w:val="4"/>{own}<w:lvlText w:val="%3"/></w:lvl>',
    ]
    blocks = [made.numbered("т", level=level) for level in range(3)]
    found = body(*blocks, numbering=made.scheme(*levels) + made.word_list())
    assert [label for label, _text in found] == ["", "•", "IV"]


def test_a_list_gives_its_indent_unless_the_paragraph_has_one():
    numbering = (
        made.scheme(made.level(0, "%1.", more='<w:pPr><w:ind w:left="400"/></w:pPr>')) + made.word_list()
    )
    own = made.numbered("т").replace("</w:numPr>", '</w:numPr><w:ind w:start="800"/>')
    lines = read(made.docx(made.numbered("т"), own, numbering=numbering)).lines
    assert [line.indent for line in lines] == [20.0, 40.0]


def test_a_row_that_begins_later_and_cells_within_controls_keep_their_columns():
    later = (
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{P("б")}</w:tc><w:tc>{P("в")}</w:tc></w:tr>'
    )
    control = f"<w:sdt><w:sdtContent><w:tc>{P('г')}</w:tc></w:sdtContent></w:sdt>"
    rows = f"<w:tbl>{later}<w:tr>{control}<w:tc>{P('д')}</w:tc></w:tr></w:tbl>"
    assert read(made.docx(rows)).lines[0].cells == (("", "б", "в"), ("г", "д", ""))


def test_tables_are_filled_up_and_empty_rows_left_out():
    assert as_table([["а"], ["", ""], ["б", "в"]]) == (("а", ""), ("б", "в"))


def test_the_text_of_a_cell_has_labels_and_inner_tables():
    lines = [Line("пункт", label="1)"), Line("", cells=(("а", "б"), ("в", "г")))]
    assert cell_text(lines) == "1) пункт\nа\tб\nв\tг"


@pytest.mark.parametrize(
    ("rows", "frame"),
    [([[[], [Line("а")]], [[Line("б")], []]], True), ([[[Line("а")], [Line("б")]]], False), ([], True)],
)
def test_a_table_is_a_frame_where_no_row_has_two_cells_with_text(rows, frame):
    assert is_frame(rows) is frame


@pytest.mark.parametrize(
    ("kind", "number", "written"),
    [
        *[("decimal-leading-zero", 3, "03"), ("upper-latin", 28, "AB"), ("lower-greek", 2, "β")],
        *[("georgian", 1, "ა"), ("cyrillic", 10, "к"), ("upper-russian", 30, "АА"), ("armenian", 2, "Բ")],
    ],
)
def test_numbers_of_the_web(kind, number, written):
    assert WEB[kind](number) == written


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" -3.5", -3), ("240twips", 240), ("x", 7), ("9" * 30, 999999999)]
)
def test_whole_numbers_are_read_as_attributes_state_them(text, number):
    assert whole(text, 7) == number


def row(text: str, baseline: float) -> Row:
    """Return a row that stands at a height of the page."""
    return Row(text, 70.0, 500.0, baseline, 11.0, False, 0, False, False)


def kept(*pages: list[tuple[str, float]]) -> list[list[str]]:
    """Return the texts of the rows of each page that are of the act."""
    rows = [[row(text, baseline) for text, baseline in page] for page in pages]
    return [[each.text for each in page] for page in without_furniture(rows)]


def test_what_stands_at_the_same_edge_of_the_pages_is_furniture():
    pages = [
        [("Газета", 800.0), (f"Текст {n * n} а", 700.0), (f"б{n * 3}", 600.0), (f"стр. {n} из 9", 40.0)]
        for n in range(4, 9)
    ]
    assert kept(*pages) == [[f"Текст {n * n} а", f"б{n * 3}"] for n in range(4, 9)]


def test_what_stands_at_other_heights_or_is_long_is_text():
    pages = [[("Статья", 800.0 - 60 * n), ("т" * 200, 400.0)] for n in range(4)]
    assert kept(*pages) == [["Статья", "т" * 200]] * 4


@pytest.mark.parametrize(("text", "rows"), [("1", []), ("- 1 -", []), ("7", ["7"]), ("1 а", ["1 а"])])
def test_on_a_single_page_only_its_own_number_is_furniture(text, rows):
    assert kept([("Текст", 700.0), (text, 40.0)]) == [["Текст", *rows]]


def word(text: str, left: float, baseline: float, width: float = 40.0) -> Word:
    """Return a word that stands somewhere on a page."""
    return Word(text, left, left + width, baseline, 11.0, False)


def test_of_two_columns_the_left_one_is_read_first_and_what_spans_them_parts_them():
    words = [word("Заглавие", 70, 800, 450)]
    words += [
        word(f"{side}{n}", left, 780 - 14 * n, 200)
        for n in range(12)
        for side, left in (("л", 70), ("п", 320))
    ]
    found = [each.text for each in rows_of(words)]
    assert found == ["Заглавие", *(f"л{n}" for n in range(12)), *(f"п{n}" for n in range(12))]


def test_cells_side_by_side_are_one_row_with_wide_gaps():
    (found,) = rows_of([word("1", 70, 700, 8), word("Чума", 150, 700), word("I", 400, 700, 8)])
    assert (found.text, found.is_parted) == ("1 Чума I", True)


@pytest.mark.parametrize(
    ("text", "ended"), [("а.", True), ("а;»", True), ("а", False), ("", False), ("ա։", True)]
)
def test_ends_of_sentences(text, ended):
    assert ends(text) is ended


@pytest.mark.parametrize(
    ("text", "parted"), [("безо-", True), ("а-", False), ("5-", False), ("слово –", False)]
)
def test_words_that_go_on_in_the_next_line(text, parted):
    assert is_hyphenated(text) is parted


def test_lines_of_another_size_are_other_paragraphs():
    lines = [Printed("Заголовок без точки", 0, 90, size=14, margins=(0, 100))]
    lines += [Printed("и текст под ним", 0, 90, gap=14, size=11, margins=(0, 100))]
    assert len(list(paragraphs(lines))) == 2


def test_rtf_is_told_apart_into_words_groups_and_letters():
    found = list(tokens(rb"{\b0 a\'e0\~\bin3 xyz\*}"))
    assert [(each.word, each.number, each.group, each.text, each.letters) for each in found] == [
        ("", None, "{", "", b""),
        ("b", 0, "", "", b""),
        ("", None, "", "", b"a"),
        ("", None, "", "", b"\xe0"),
        ("", None, "", " ", b""),
        ("*", None, "", "", b""),
        ("", None, "}", "", b""),
    ]
