"""Structure recognition: the lines of an act become its provisions, each with an address."""

from tumar.law.rules.lines import Document
from tumar.law.rules.structure.addresses import addressed
from tumar.law.rules.structure.building import Builder
from tumar.law.rules.structure.detection import Found, detect, language_in
from tumar.law.rules.structure.plan import plan
from tumar.law.rules.structure.rows import Row, rows_of, source_text
from tumar.law.rules.traditions import by_language
from tumar.law.rules.units import Doubt, Kind, Structure

__all__ = ["AUTO", "UnknownTradition", "choices", "recognise", "source_text"]

AUTO = "auto"
_PROVISIONS = frozenset({Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.LETTER})


class UnknownTradition(ValueError):
    """Nobody drafts in the language that was named."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"No drafting tradition is called '{code}'; there are {', '.join(choices())}.")


def choices() -> list[str]:
    """Return what may be named as a tradition."""
    return [AUTO, *sorted(by_language())]


def recognise(document: Document, tradition: str = AUTO) -> Structure:
    """Return the units of an act in the order of its text; their texts together are that of the document."""
    rows = rows_of(document)
    found = _tradition(rows, document, tradition)
    for row in rows if found.tradition.typed else ():
        row.key = row.key.translate(found.tradition.typed)
    builder = Builder(plan(rows, found.tradition))
    units, doubts = addressed(builder.build(), builder.numbering.doubts)
    warnings = [*_doubts_of(found), *doubts]
    if not any(unit.kind in _PROVISIONS for unit in units):
        warnings.append(Doubt("no_provisions"))
    return Structure(found.tradition.code, found.language.code, tuple(units), tuple(warnings))


def _tradition(rows: list[Row], document: Document, named: str) -> Found:
    if named == AUTO:
        return detect(rows, document.language)
    known = by_language().get(named.lower())
    if known is None:
        raise UnknownTradition(named)
    chosen, code = known
    is_whole = named.lower() == chosen.code.lower()
    language = (
        language_in(chosen, rows) if is_whole else next(one for one in chosen.languages if one.code == code)
    )
    return Found(chosen, language, is_sure=True)


def _doubts_of(found: Found) -> list[Doubt]:
    told = []
    if not found.is_sure:
        told.append(Doubt("tradition_unsure", values=(found.language.code,)))
    if found.other:
        told.append(Doubt("two_languages", values=(found.language.code, found.other.code)))
    return told
