"""Small builders for the tests of suggestions."""

from tumar.law.rules.suggesting import Candidate, Passage
from tumar.law.rules.suggesting.terms import TermBase, read_kin, read_table
from tumar.law.rules.units import Kind, Structure, Unit


def a_provision(
    text: str, *, heading: str = "", eid: str = "art_1", language: str = "ru", source: str = "act"
):
    """Return an article with one passage for each line of the text."""
    passages = tuple(
        Passage(f"{eid}__para_{number}", f"{number}.", line)
        for number, line in enumerate(text.splitlines(), 1)
    )
    return Candidate(source, language, eid, "", heading, (), passages)


def provisions(*texts: str, language: str = "ru"):
    """Return articles of these texts, numbered from 1."""
    return [a_provision(text, eid=f"art_{number}", language=language) for number, text in enumerate(texts, 1)]


def a_base(*rows: str, kin: str = "", languages: str = "en ru"):
    """Return a base of these rows: concept, English terms, Russian terms, parted by bars."""
    head = "\t".join(["concept", *languages.split()])
    table = read_table("test.tsv", "\n".join([head, *(row.replace("|", "\t") for row in rows)]))
    return TermBase(table, read_kin("kin.tsv", kin, table))


def an_act(*units: Unit, language: str = "ru"):
    """Return an act of these units."""
    return Structure("ru", language, units)


def article(number: int, heading: str = "", **others):
    """Return a unit that is an article."""
    return Unit(Kind.ARTICLE, f"art_{number}", f"Статья {number}.", heading, **others)


def paragraph(number: int, of: str, text: str, **others):
    """Return a numbered paragraph under another unit."""
    return Unit(Kind.PARAGRAPH, f"{of}__para_{number}", f"{number}.", text=text, parent=of, **others)
