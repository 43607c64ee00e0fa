"""Small files of law, built part by part: what a test does not name is not there."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """Return a run; properties are the XML within `w:rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph of runs (XML) or plain text; properties are the XML within `w:pPr`."""
    inner = "".join(each if re.match(r"<\w+:", each) else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, list_id: int = 1, level: int = 0, style: str = "") -> str:
    """Return a paragraph of a list."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=styled + number)


def styled(text: str, style: str) -> str:
    """Return a paragraph in a style."""
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def level(place: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """Return a level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def scheme(*levels: str, key: int = 0, more: str = "") -> str:
    """Return an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def word_list(key: int = 1, of: int = 0, overrides: str = "") -> str:
    """Return a list that counts as an abstract list says."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_again(place: int, at: int = 1) -> str:
    """Return what makes a list begin anew."""
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def style(key: str, *, name: str = "", based_on: str = "", paragraph: str = "", letters: str = "") -> str:
    """Return a paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name or key}"/>{base}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def table(*rows: Iterable[str]) -> str:
    """Return a table of cells that hold plain text or XML."""
    cells = [
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(
    *blocks: str,
    numbering: str = "",
    styles: str = "",
    parts: dict[str, str] | None = None,
    namespace: str = TRANSITIONAL,
) -> bytes:
    """Return a DOCX with this body; parts are further files of the archive by their names."""
    begin = f'<?xml version="1.0" encoding="UTF-8"?><w:%s xmlns:w="{namespace}" xmlns:r="{OFFICE}">'
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    written = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
        "word/document.xml": f"{begin % 'document'}<w:body>{''.join(blocks)}</w:body></w:document>",
        "word/numbering.xml": f"{begin % 'numbering'}{numbering}</w:numbering>",
        "word/styles.xml": f"{begin % 'styles'}{styles}</w:styles>",
    }
    for name, inner in (parts or {}).items():
        kind = name.rpartition("/")[2].removesuffix(".xml")
        is_part_of_word = name.startswith("word/") and name.endswith(".xml")
        written[name] = f"{begin % kind}{inner}</w:{kind}>" if is_part_of_word else inner
    return packed(written)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
