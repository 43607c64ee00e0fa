"""A document of law as its readers give it: lines in order, before anybody has said what they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the document, or one table.

    `text` is what stands in the paragraph, superscript digits as the letters ⁰¹²³⁴⁵⁶⁷⁸⁹ («Статья 12¹»),
    without the number that a word processor counts by itself: that is `label`, as it is printed.
    """

    text: str
    label: str = ""
    # The level of a heading that the document itself claims (heading style, h1 to h6); 1 is the highest.
    level: int | None = None
    centred: bool = False
    bold: bool = False
    # From the left margin, in points; 0 where the format does not tell.
    indent: float = 0.0
    page: int | None = None
    # Rows of cells when this is a table; `text` is then empty.
    cells: tuple[tuple[str, ...], ...] = ()
    # A footnote or endnote, after the paragraph that cites it; its mark in the paragraph is left out.
    note: bool = False
    # The document itself says that this is wording which the act quotes.
    quoted: bool = False
    # Lines of one paragraph that breaks part have the same number; 0 where the format does not tell.
    block: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found: the lines, and what the editor should know about the file."""

    lines: tuple[Line, ...]
    # "docx", "odt", "rtf", "html", "pdf", "text" or "akn".
    format: str
    # The language that the file itself claims, as ISO 639-1; empty when it does not.
    language: str = ""
    # Codes of what was noticed on the way ("macros", "mixed_encoding", …), for a person to look at.
    warnings: tuple[str, ...] = ()
