"""What stands in a DOCX comes out: every letter once, in order, and how it is marked."""

import string
from io import BytesIO

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import documents as made
from tumar.law.rules.reading import Code, Unreadable, read

TEXTS = st.text(
    alphabet=st.sampled_from("абвгдёжзқғңүҳӣҷўӯәіїäçşğa-z0123456789 .,;:()«»—" + string.ascii_letters),
    max_size=60,
)
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def texts(content: bytes) -> list[str]:
    """Return the text of each line of a file."""
    return [line.text for line in read(content).lines]


def body(*blocks: str, **more) -> list[str]:
    """Return the text of each line of a document with this body."""
    return texts(made.docx(*blocks, **more))


def letters(text: str) -> str:
    """Return a text without its blanks, which readers are free to lay out."""
    return "".join(text.split())


@pytest.mark.parametrize("namespace", [made.TRANSITIONAL, made.STRICT])
def test_paragraphs_are_lines(namespace):
    content = made.docx(made.paragraph("Статья 1. Цели"), made.paragraph("Текст"), namespace=namespace)
    document = read(content, name="закон.docx")
    assert [line.text for line in document.lines] == ["Статья 1. Цели", "Текст"]
    assert (document.format, document.warnings) == ("docx", ())


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_letter_of_every_run_comes_out_once_and_in_order(paragraphs):
    content = made.docx(
        *(made.paragraph(*map(made.run, runs)) for runs in paragraphs), made.paragraph("конец")
    )
    assert (
        letters("".join(texts(content))) == letters("".join("".join(runs) for runs in paragraphs)) + "конец"
    )


@given(st.lists(st.lists(TEXTS.filter(str.strip), min_size=2, max_size=3), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_every_letter_of_a_table_comes_out_once_and_in_order(rows):
    (line,) = read(made.docx(made.table(*rows))).lines
    assert letters("".join("".join(row) for row in line.cells)) == letters("".join(map("".join, rows)))


def test_a_document_that_another_library_wrote_is_read():
    written = WordDocument()
    written.add_heading("Глава 1. Общие положения", level=2)
    written.add_paragraph("Статья 12").add_run("1").font.superscript = True
    written.add_paragraph("первый пункт", style="List Number")
    written.add_paragraph("второй пункт", style="List Number")
    stream = BytesIO()
    written.save(stream)
    lines = read(stream.getvalue()).lines
    assert [(line.label, line.text, line.level) for line in lines] == [
        ("", "Глава 1. Общие положения", 2),
        ("", "Статья 12¹", None),
        ("1.", "первый пункт", None),
        ("2.", "второй пункт", None),
    ]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([made.run("Статья 12"), made.run("1", SUPERSCRIPT), made.run(". Учёт")], "Статья 12¹. Учёт"),
        ([made.run("Статья 12"), made.run("1-2", SUPERSCRIPT)], "Статья 12¹⁻²"),
        ([made.run("Статья 7"), made.run("3", '<w:position w:val="6"/>')], "Статья 7³"),
        ([made.run("100 м"), made.run("2", SUPERSCRIPT)], "100 м²"),
        ([made.run("СО"), made.run("2", '<w:vertAlign w:val="subscript"/>')], "СО₂"),
        ([made.run("пункт 5"), made.run("а", SUPERSCRIPT)], "пункт 5а"),
        ([made.run("Статья 12"), made.run("1", '<w:vertAlign w:val="baseline"/>')], "Статья 121"),
    ],
)
def test_raised_digits_stay_apart_from_the_number_before_them(runs, text):
    assert body(made.paragraph(*runs)) == [text]


def test_a_style_of_letters_raises_them_too():
    styles = (
        '<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr>'
        f"{SUPERSCRIPT}</w:rPr></w:style>"
    )
    up = made.run("2", '<w:rStyle w:val="Up"/>')
    assert body(made.paragraph(made.run("Статья 5"), up), styles=styles) == ["Статья 5²"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>сани</w:t><w:softHyphen/><w:t>тарный</w:t></w:r>", "санитарный"),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "12-1"),
        ("<w:r><w:t>1.</w:t><w:tab/><w:t>Текст</w:t></w:r>", "1. Текст"),
        ('<w:r><w:t>20 </w:t><w:sym w:font="Symbol" w:char="F0B0"/><w:t>C</w:t></w:r>', "20 °C"),
        ('<w:r><w:sym w:font="Times" w:char="00A7"/><w:t> 5</w:t></w:r>', "§ 5"),
        ("<w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>", "ссылка"),
        ('<w:fldSimple w:instr="REF x"><w:r><w:t>статья 5</w:t></w:r></w:fldSimple>', "статья 5"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>дата</w:t></w:r></w:sdtContent></w:sdt>", "дата"),
        ("<w:smartTag><w:r><w:t>город</w:t></w:r></w:smartTag>", "город"),
        ("<w:r><w:t>з\u00adа\u200bкон\u00a0№\u00a05</w:t></w:r>", "закон № 5"),
    ],
)
def test_what_wraps_or_stands_for_letters_is_resolved(content, text):
    assert body(made.paragraph(content)) == [text]


def test_of_a_field_only_the_result_is_text():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate")
    inner += made.run("внутри") + mark("end")
    field = mark("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + inner + mark("separate")
    assert body(made.paragraph(field + made.run("статья 7") + mark("end"))) == ["статья 7"]


def test_a_field_that_is_never_closed_swallows_no_further_paragraph():
    begun = made.paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    assert body(begun, made.paragraph("Статья 1")) == ["Статья 1"]


def test_a_break_by_hand_parts_lines_and_the_label_goes_to_the_first():
    content = made.paragraph(
        "<w:r><w:t>ЗАКОН</w:t><w:br/><w:t>О биологической безопасности</w:t></w:r>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )
    numbering = made.scheme(made.level(0, "%1.")) + made.word_list()
    lines = read(made.docx(content, numbering=numbering)).lines
    assert [(line.label, line.text) for line in lines] == [
        ("1.", "ЗАКОН"),
        ("", "О биологической безопасности"),
    ]


def test_a_sentence_that_was_broken_in_its_middle_is_one_line():
    long = "Государственный контроль за соблюдением требований в области биологической"
    content = made.paragraph(f"<w:r><w:t>{long}</w:t><w:br/><w:t>безопасности осуществляется</w:t></w:r>")
    assert body(content) == [f"{long} безопасности осуществляется"]


def test_insertions_are_kept_and_deletions_are_not():
    content = made.paragraph(
        made.run("слова "),
        f"<w:del>{made.run('старые').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{made.run('новые')}</w:ins>",
        f"<w:moveFrom>{made.run('прочь')}</w:moveFrom>",
    )
    document = read(made.docx(content))
    assert document.lines[0].text == "слова новые"
    assert document.warnings == ("tracked_changes",)


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next_and_is_not_counted():
    first = made.paragraph(
        "начало, ",
        properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr>",
    )
    numbering = made.scheme(made.level(0, "%1)")) + made.word_list()
    lines = read(made.docx(first, made.numbered("конец"), numbering=numbering)).lines
    assert [(line.label, line.text) for line in lines] == [("1)", "начало, конец")]


def test_hidden_letters_are_left_out_and_told_of():
    document = read(made.docx(made.paragraph(made.run("видно"), made.run("нет", "<w:vanish/>"))))
    assert (document.lines[0].text, document.warnings) == ("видно", ("hidden_text",))


def test_of_alternatives_that_say_the_same_one_is_read():
    box = f"<w:txbxContent>{made.paragraph('в рамке')}</w:txbxContent>"
    content = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>' + f"<w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert body(made.paragraph(made.run("до"), content), made.paragraph("после")) == [
        "до",
        "в рамке",
        "после",
    ]


def test_notes_stand_after_the_paragraph_that_cites_them():
    notes = "".join(
        f'<w:footnote w:id="{key}" {kind}>{made.paragraph(text)}</w:footnote>'
        for key, kind, text in [(0, 'w:type="separator"', "—"), (5, "", "Первая"), (6, "", "Вторая")]
    )
    ends = f'<w:endnote w:id="5">{made.paragraph("В конце")}</w:endnote>'
    content = made.docx(
        made.paragraph(
            made.run("Статья 12"),
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="5"/></w:r>',
            '<w:r><w:endnoteReference w:id="5"/></w:r>',
        ),
        made.paragraph(made.run("Текст"), '<w:r><w:footnoteReference w:id="6"/></w:r>'),
        parts={"word/footnotes.xml": notes, "word/endnotes.xml": ends},
    )
    lines = [(line.label, line.text, line.note) for line in read(content).lines]
    assert lines == [
        ("", "Статья 12", False),
        ("¹", "Первая", True),
        ("", "Текст", False),
        ("²", "Вторая", True),
        ("i", "В конце", True),
    ]


def test_remarks_of_reviewers_are_no_text():
    content = made.docx(
        made.paragraph(
            '<w:commentRangeStart w:id="1"/>', made.run("Текст"), '<w:r><w:commentReference w:id="1"/></w:r>'
        ),
        parts={"word/comments.xml": f'<w:comment w:id="1">{made.paragraph("Замечание")}</w:comment>'},
    )
    assert texts(content) == ["Текст"]


def test_a_table_of_contents_says_nothing_twice():
    styles = made.style("TOC1", name="toc 1")
    document = read(made.docx(made.styled("Глава 1 ... 5", "TOC1"), made.paragraph("Глава 1"), styles=styles))
    assert [line.text for line in document.lines] == ["Глава 1"]
    assert document.warnings == ("contents_left_out",)


def test_headings_say_their_level_by_style_base_and_outline():
    styles = (
        made.style("H", name="heading 3")
        + made.style("Own", based_on="H")
        + made.style("Out", paragraph='<w:outlineLvl w:val="0"/>')
    )
    content = made.docx(*(made.styled(key, key) for key in ("H", "Own", "Out", "None")), styles=styles)
    assert [line.level for line in read(content).lines] == [3, 3, 1, None]


def test_bold_centred_and_indented_paragraphs_say_so():
    bold = made.paragraph(made.run("ЗАКОН", "<w:b/>"), properties='<w:jc w:val="center"/>')
    partly = made.paragraph(made.run("Статья 1.", "<w:b/>"), made.run(" И ещё долгий текст её"))
    indented = made.paragraph("Текст", properties='<w:ind w:left="720"/>')
    lines = read(made.docx(bold, partly, indented)).lines
    assert [(line.bold, line.centred, line.indent) for line in lines] == [
        (True, True, 0.0),
        (False, False, 0.0),
        (False, False, 36.0),
    ]


def test_a_table_keeps_its_cells_where_they_stand():
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{made.paragraph("над двумя")}'
    content = made.docx(
        made.paragraph("до"), made.table([wide, "три"], ["а", "б", "в"]), made.paragraph("после")
    )
    lines = read(content).lines
    assert [line.text for line in lines] == ["до", "", "после"]
    assert lines[1].cells == (("над двумя", "", "три"), ("а", "б", "в"))


def test_a_table_within_a_cell_and_numbers_in_cells_are_kept():
    inner = made.table(["х", "у"]) + made.paragraph("хвост")
    numbering = made.scheme(made.level(0, "%1)")) + made.word_list()
    content = made.docx(made.table([inner, made.numbered("пункт")]), numbering=numbering)
    assert read(content).lines[0].cells == (("х\tу\nхвост", "1) пункт"),)


def test_a_table_of_one_column_is_a_frame_around_lines():
    assert body(made.table([made.paragraph("один") + made.paragraph("два")], ["три"])) == [
        "один",
        "два",
        "три",
    ]


def test_a_table_that_only_pushes_text_to_the_right_is_text():
    annex = made.paragraph("Приложение 1") + made.paragraph("к приказу")
    assert body(made.table(["", annex]), made.paragraph("после")) == ["Приложение 1", "к приказу", "после"]


def test_rows_that_were_deleted_are_left_out():
    rows = made.table(["а", "б"], ["в", "г"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert read(made.docx(rows)).lines[0].cells == (("в", "г"),)


def test_macros_are_told_of_and_the_text_is_read():
    document = read(
        made.docx(made.paragraph("Статья 1"), parts={"word/vbaProject.bin": "Sub X"}), name="a.docm"
    )
    assert (document.lines[0].text, document.warnings) == ("Статья 1", ("macros",))


def test_a_file_of_another_format_within_the_document_is_read_in_its_place():
    relations = (
        f'<Relationships xmlns="{made.RELATIONS}"><Relationship Id="c1" Type="{made.OFFICE}/aFChunk"'
        ' Target="afchunk.txt"/></Relationships>'
    )
    content = made.docx(
        made.paragraph("до"),
        '<w:altChunk r:id="c1"/>',
        made.paragraph("после"),
        parts={"word/_rels/document.xml.rels": relations, "word/afchunk.txt": "вложено"},
    )
    document = read(content)
    assert [line.text for line in document.lines] == ["до", "вложено", "после"]
    assert document.warnings == ("embedded",)


def test_the_main_part_is_found_by_its_relation():
    content = made.docx(made.paragraph("Текст"))
    moved = content.replace(b"word/document.xml", b"word/dokument.xml")
    with pytest.raises(Unreadable) as refused:
        read(moved)  # the directory was renamed, the relation (packed) was not
    assert refused.value.code is Code.BROKEN
