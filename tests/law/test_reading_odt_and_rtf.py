"""OpenDocument text and RTF: the same act comes out as from any other file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import documents as made
from tumar.law.rules.reading import Code, Unreadable, read

SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "draw", "fo", "meta")
)
TYPE = "application/vnd.oasis.opendocument.text"


def odt(body: str, *, styles: str = "", manifest: str = "", flat: bool = False) -> bytes:
    """Return an OpenDocument text with this body and these styles."""
    inner = (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    if flat:
        return f'<?xml version="1.0"?><office:document{SPACES}>{inner}</office:document>'.encode()
    content = f"<office:document-content{SPACES}>{inner}</office:document-content>"
    return made.packed({"mimetype": TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def labels(content: bytes) -> list[tuple[str, str]]:
    """Return label and text of each line."""
    return [(line.label, line.text) for line in read(content).lines]


def texts(content: bytes) -> list[str]:
    """Return the text of each line."""
    return [line.text for line in read(content).lines]


def listed(*levels: str) -> str:
    """Return a style of lists."""
    return f'<text:list-style style:name="L">{"".join(levels)}</text:list-style>'


def numbers(level: int, form: str = "1", more: str = 'style:num-suffix="."') -> str:
    """Return a level of a list that counts."""
    return f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" {more}/>'


def items(*inner: str, more: str = 'text:style-name="L"') -> str:
    """Return a list of these items."""
    each = "".join(f"<text:list-item>{item}</text:list-item>" for item in inner)
    return f"<text:list {more}>{each}</text:list>"


P = "<text:p>{}</text:p>".format


@pytest.mark.parametrize("flat", [False, True])
def test_paragraphs_and_headings_of_an_odt_are_lines(flat):
    document = read(odt('<text:h text:outline-level="2">Глава 1</text:h>' + P("Текст"), flat=flat))
    assert [(line.text, line.level) for line in document.lines] == [("Глава 1", 2), ("Текст", None)]
    assert document.format == "odt"


UP = '<style:style style:name="Up"><style:text-properties style:text-position="super 58%"/></style:style>'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('Статья 12<text:span text:style-name="Up">1</text:span>', "Статья 12¹"),
        ("а<text:s text:c='3'/>б<text:tab/>в", "а б в"),
        ("а\n  б", "а б"),
        ("<text:a>ссылка</text:a> и <text:date>1 мая</text:date>", "ссылка и 1 мая"),
        ("было<office:annotation><text:p>замечание</text:p></office:annotation>", "было"),
    ],
)
def test_letters_of_an_odt_are_resolved(inner, text):
    assert texts(odt(P(inner), styles=UP)) == [text]


@pytest.mark.parametrize(
    ("levels", "body", "found"),
    [
        ([numbers(1)], items(P("а"), P("б")), ["1.", "2."]),
        ([numbers(1)], items(P("а")) + items(P("б")), ["1.", "1."]),
        (
            [numbers(1)],
            items(P("а")) + items(P("б"), more='text:style-name="L" text:continue-numbering="true"'),
            ["1.", "2."],
        ),
        (
            [numbers(1, "I"), numbers(2, "a", 'style:num-suffix=")"')],
            items(P("а") + items(P("б"), P("в"), more="")),
            ["I.", "a)", "b)"],
        ),
        (
            [numbers(1), numbers(2, "1", 'text:display-levels="2"')],
            items(P("а") + items(P("б"), more="")),
            ["1.", "1.1"],
        ),
        (
            [numbers(1, "1", 'loext:num-list-format="Статья %1%." xmlns:loext="urn:l"')],
            items(P("а")),
            ["Статья 1."],
        ),
        (
            [numbers(1, "а, б, .., аа, бб, ... (ru)", 'style:num-suffix=")"')],
            items(P("а"), P("б")),
            ["а)", "б)"],
        ),
        ([numbers(1, "1", 'text:start-value="5"')], items(P("а"), P("б")), ["5", "6"]),
        (['<text:list-level-style-bullet text:level="1" text:bullet-char="–"/>'], items(P("а")), ["–"]),
    ],
)
def test_lists_of_an_odt_are_counted(levels, body, found):
    assert [label for label, _text in labels(odt(body, styles=listed(*levels)))] == found


def test_headings_of_an_odt_are_counted_as_its_outline_says():
    level = '<text:outline-level-style text:level="{}" style:num-format="1" {}/>'.format
    outline = (
        f"""<text:outline-style>{level(1, 'style:num-prefix="Глава "')}"""
        f"""{level(2, 'text:display-levels="2"')}</text:outline-style>"""
    )
    body = "".join(f'<text:h text:outline-level="{level}">т</text:h>' for level in (1, 2, 2, 1, 2))
    assert [label for label, _text in labels(odt(body, styles=outline))] == [
        "Глава 1",
        "1.1",
        "1.2",
        "Глава 2",
        "2.1",
    ]


def test_tables_notes_and_boxes_of_an_odt_are_kept_in_order():
    cell = "<table:table-cell>{}</table:table-cell>".format
    table = (
        f"<table:table><table:table-row>{cell(P('а'))}{cell(P('б') + P('в'))}</table:table-row></table:table>"
    )
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{P('сноска')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{P('в рамке')}</draw:text-box></draw:frame>"
    lines = read(odt(P(f"до{note}{box}") + table + P("после"))).lines
    assert [(line.label, line.text, line.note) for line in lines] == [
        ("", "до", False),
        ("", "в рамке", False),
        ("¹", "сноска", True),
        ("", "", False),
        ("", "после", False),
    ]
    assert lines[3].cells == (("а", "б\nв"),)


def test_an_encrypted_odt_is_refused():
    with pytest.raises(Unreadable) as refused:
        read(odt(P("т"), manifest="<manifest><encryption-data/></manifest>"))
    assert refused.value.code is Code.ENCRYPTED


def rtf(body: str, *, head: str = "") -> bytes:
    """Return an RTF in the code page of Russian Windows."""
    fonts = r"{\fonttbl{\f0\fcharset204 Times New Roman;}{\f1\fcharset238 Arial;}}"
    return rf"{{\rtf1\ansi\ansicpg1251\deff0{fonts}{head} ".encode() + body.encode("cp1251") + b"}"


def hexed(text: str, encoding: str = "cp1251") -> str:
    """Return letters as RTF writes them."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (hexed("Статья 1") + r"\par " + hexed("Текст"), ["Статья 1", "Текст"]),
        (r"Статья 12{\super 1}. Учёт", ["Статья 12¹. Учёт"]),
        (r"Статья 12\super 1\nosupersub . Учёт", ["Статья 12¹. Учёт"]),
        (r"\u1178?\u1199?\uc2\u1179??x\uc0\u1186", ["ҚүқxҢ"]),
        (r"{\f1 " + hexed("č", "cp1250") + "}" + hexed("ч"), ["čч"]),
        (r"а\~б\_в\-г\emdash\{\}", ["а б-вг—{}"]),
        (r"{\*\unknown прочь}{\info{\title прочь}}{\header прочь}текст", ["текст"]),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt ссылка}}', ["ссылка"]),
        (r"видно{\v нет}", ["видно"]),
        (r"а\line б", ["а", "б"]),
        (r"{\pict\bin5 a}b{x}конец", ["конец"]),
        (r"{{{а}}} б}} в", ["а б в"]),
    ],
)
def test_letters_of_an_rtf_are_resolved(body, found):
    assert texts(rtf(body)) == found


def test_numbers_notes_looks_and_tables_of_an_rtf_are_kept():
    body = (
        r"\pard\qc{\b ЗАКОН}\par\pard\li720{\listtext 1)\tab}пункт{\super\chftn}{\footnote\pard сноска}\par"
        r"\pard\trowd\intbl а\cell б\par в\cell\row\intbl г\cell д\cell\row\pard после\par"
    )
    lines = read(rtf(body)).lines
    assert [(line.label, line.text, line.bold, line.centred, line.note) for line in lines] == [
        ("", "ЗАКОН", True, True, False),
        ("1)", "пункт", False, False, False),
        ("¹", "сноска", False, False, True),
        ("", "", False, False, False),
        ("", "после", False, False, False),
    ]
    assert lines[1].indent == 36.0
    assert lines[3].cells == (("а", "б\nв"), ("г", "д"))


WORDS = st.text(alphabet=st.sampled_from("абвгдеёz 12.,;—"), max_size=40)


@given(st.lists(WORDS, max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_letter_comes_out_once_and_in_order(paragraphs):
    expected = "".join("".join(paragraphs).split()) + "конец"
    by_rtf = rtf(r"\par ".join([*map(hexed, paragraphs), hexed("конец")]))
    by_odt = odt("".join(map(P, [*paragraphs, "конец"])))
    for content in (by_rtf, by_odt):
        assert "".join("".join(texts(content)).split()) == expected


def test_groups_without_end_are_refused():
    with pytest.raises(Unreadable) as refused:
        read(b"{\\rtf1 " + b"{" * 5000)
    assert refused.value.code is Code.BOMB
