"""Papers: one report set as PDF and as DOCX."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from tumar.kernel.papers import Filed, Paper, Plate, Section, Table, notes_of, words_of
from tumar.kernel.papers.editable import paper_docx
from tumar.kernel.papers.plates import is_picture, plate_of
from tumar.kernel.papers.printed import paper_pdf, values_of

pytestmark = pytest.mark.django_db


def a_picture(width: int = 40, height: int = 30) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "JPEG")
    return made.getvalue()


def a_paper(**facts) -> Paper:
    table = Table(
        title="By country",
        headers=("Country", "Persons"),
        rows=(("Kazakhstan", "12"), ("Kosovo*", "1,204")),
        totals=(("Total", "1,216"),),
        note="As recorded.",
    )
    section = Section(
        title="Participants",
        paragraphs=("Of the countries below.",),
        items=("One point",),
        tables=(table,),
        files=(Filed("register.pdf", "12 bytes", "ab" * 32),),
        plates=(Plate(a_picture(), "image/jpeg", 40, 30, "The hall", "A hall with people"),),
    )
    given = {
        "language": "en",
        "is_rtl": False,
        "kicker": "Report",
        "title": "A workshop",
        "subtitle": "As of 1 May 2020",
        "code": "P53-KZ-1",
        "on": date(2020, 5, 1),
        "facts": (("Place", "Almaty"),),
        "sections": (section,),
        "page_of": "Page {page} of {pages}",
        "notes_title": "Notes",
    }
    return Paper(**{**given, **facts})


def opened(paper: Paper):
    return docx.Document(BytesIO(paper_docx(paper)))


def test_a_docx_has_real_headings_and_one_language():
    made = opened(a_paper(language="ru"))
    headings = [(one.style.name, one.text) for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "A workshop"),
        ("Heading 2", "Participants"),
        ("Heading 3", "By country"),
    ]
    languages = {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"ru-RU"}
    assert (made.core_properties.title, made.core_properties.author) == ("A workshop", "")


def test_the_first_row_of_a_table_repeats_on_each_page():
    table = opened(a_paper()).tables[-1]
    marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[-1].cells] == ["Total", "1,216"]


def test_a_language_from_right_to_left_is_laid_out_so():
    made = opened(a_paper(language="fa-af", is_rtl=True))
    normal = made.styles["Normal"].element
    assert normal.pPr.find(qn("w:bidi")) is not None
    assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in made.tables)
    assert opened(a_paper()).styles["Normal"].element.pPr is None


def test_the_order_of_properties_is_that_of_the_standard():
    """Word refuses a file in which properties stand in another order than the schema's."""
    made = opened(a_paper(language="fa-af", is_rtl=True))
    order = ["tblStyle", "bidiVisual", "tblW", "jc", "tblLayout", "tblLook"]
    for table in made.tables:
        names = [etree.QName(one).localname for one in table._tbl.tblPr]
        assert names == sorted(names, key=order.index)


def test_pictures_have_words_for_those_who_cannot_see_them():
    made = opened(a_paper())
    [shape] = made.inline_shapes
    assert shape._inline.docPr.get("descr") == "A hall with people"
    assert (shape.width, shape.height) == (
        pytest.approx(shape.width),
        pytest.approx(shape.width * 0.75, abs=2),
    )


def test_a_tall_picture_stays_on_its_page():
    plate = Plate(a_picture(20, 200), "image/jpeg", 20, 200, "", "Tall")
    made = opened(a_paper(sections=(Section("Annex", plates=(plate,)),)))
    assert made.inline_shapes[0].height <= 225 * 36000
    [shown] = values_of(a_paper(sections=(Section("Annex", plates=(plate,)),)))["sections"][0]["plates"]
    assert shown["share"] == pytest.approx(0.13)


def test_a_pdf_says_all_the_words_and_is_the_same_each_time():
    paper = a_paper()
    made = paper_pdf(paper)
    assert made == paper_pdf(paper)
    document = pypdfium2.PdfDocument(made)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    for words in ("A workshop", "Almaty", "1,216", "As recorded.", "register.pdf", "The hall", "One point"):
        assert words in text
    assert f"Page 1 of {len(document)}" in text


def test_a_paper_with_nothing_but_a_head_can_be_set():
    paper = a_paper(facts=(), sections=())
    assert paper_pdf(paper).startswith(b"%PDF")
    assert ZipFile(BytesIO(paper_docx(paper))).testzip() is None


def test_notes_follow_from_the_words():
    paper = a_paper()
    assert "Kosovo*" in "\n".join(words_of(paper))
    [note] = notes_of(paper)
    assert note.startswith("*")
    assert notes_of(a_paper(sections=())) == ()


def test_a_picture_is_made_upright_and_small_and_forgets_its_camera():
    exif = Image.Exif()
    exif[274], exif[271] = 6, "A camera"  # lies on its side; the maker
    held = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(held, "JPEG", exif=exif)
    plate = plate_of(held.getvalue(), caption="", alt="", widest=100)
    assert (plate.width, plate.height) == (100, 150)
    with Image.open(BytesIO(plate.content)) as made:
        assert dict(made.getexif()) == {}


def test_only_jpeg_and_png_are_pictures():
    assert is_picture(a_picture())
    held = BytesIO()
    Image.new("RGB", (10, 10)).save(held, "GIF")
    for content in (held.getvalue(), b"", b"%PDF-1.7", a_picture()[:100]):
        assert not is_picture(content)
