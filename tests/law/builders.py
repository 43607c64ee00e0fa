"""Small builders of law that name only what matters."""

import itertools
from datetime import date
from typing import Any

from tests.people import MACHINE, a_country
from tumar.law.actions import amending, correcting, instruments, parts, reading, treaties, versions
from tumar.law.models import Coverage, Expression, Instrument, Relation, TreatyAct, Version
from tumar.law.rules.correcting import Operation
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.units import Doubt, Kind, Structure, Unit

DAY = date(2022, 5, 21)

_numbers = itertools.count(1)

ACT = """\
Law on Biological Safety
Chapter 1. General
Article 1. Terms
1. In this law:
1) an agent is a microorganism or toxin;
2) a facility is a place where agents are handled.
Article 2. Authority
The ministry keeps the register of facilities.
"""
RUSSIAN = """\
Закон
Глава 1. Общие положения
Статья 1. Основные понятия
1. В настоящем Законе используются понятия:
1) патоген – микроорганизм;
2) объект – помещение, в котором работают с патогенами.
Статья 2. Уполномоченный орган
Уполномоченный орган:
ведёт реестр объектов.
"""


def an_instrument(country: str | None = "KZ", **facts: Any) -> Instrument:
    """A law of Kazakhstan unless said otherwise; without a country a treaty of the United Nations."""
    facts.setdefault("title", {"en": f"Law on Biological Safety {next(_numbers)}"})
    if country is None:
        facts.setdefault("body", "un")
    facts.setdefault("kind", "law" if country else "treaty")
    where = a_country(country) if country else None
    return instruments.register_instrument({"country": where, **facts}, by=MACHINE)


def an_expression(instrument: Instrument | None = None, language: str = "en", **facts: Any) -> Expression:
    """The official text in English unless said otherwise."""
    of = instrument or an_instrument()
    return parts.add_part(Expression, of, {"language": language, **facts}, by=MACHINE)


def units_of(text: str) -> list[Unit]:
    """The units of a text in plain English drafting, one a line: what a recognition would find."""
    found: list[Unit] = []
    chapter = article = paragraph = ""
    for number, line in enumerate(text.strip().splitlines()):
        word, _dot, rest = line.partition(". ")
        if line.startswith(("Chapter", "Глава")):
            chapter, article, paragraph = f"chp_{word.split()[1]}", "", ""
            found.append(Unit(Kind.CHAPTER, chapter, f"{word}.", rest, line=number))
        elif line.startswith(("Article", "Статья")):
            article = "__".join(filter(None, (chapter, f"art_{word.split()[1]}")))
            paragraph = ""
            found.append(Unit(Kind.ARTICLE, article, f"{word}.", rest, parent=chapter, line=number))
        elif word.isdecimal():
            paragraph = f"{article}__para_{word}"
            found.append(Unit(Kind.PARAGRAPH, paragraph, f"{word}.", text=rest, parent=article, line=number))
        elif ")" in line[:3]:
            point, _bracket, words = line.partition(") ")
            above = paragraph or article
            found.append(
                Unit(
                    Kind.POINT, f"{above}__point_{point}", f"{point})", text=words, parent=above, line=number
                )
            )
        elif article:
            place = sum(unit.parent == article for unit in found) + 1
            eid = f"{article}__al_{place}"
            found.append(Unit(Kind.UNNUMBERED, eid, text=line, parent=article, line=number))
        else:
            found.append(Unit(Kind.PREFACE, f"preface_{number}", text=line, line=number))
    return found


def a_draft(
    expression: Expression | None = None,
    text: str = ACT,
    *,
    valid_from: date = DAY,
    doubts: tuple[Doubt, ...] = (),
    **facts: Any,
) -> Version:
    """A text that was received and recognised, open to corrections."""
    of = expression or an_expression()
    version = reading.receive_version(
        of, {"valid_from": valid_from, **facts}, content=text.encode(), name="act.txt", by=MACHINE
    )
    document = Document(tuple(Line(line) for line in text.strip().splitlines()), "text")
    structure = Structure("en", of.language, tuple(units_of(text)), doubts)
    return reading.keep_structure(version, document, structure, by=MACHINE)


def a_version(expression: Expression | None = None, text: str = ACT, **facts: Any) -> Version:
    """A confirmed version."""
    return versions.confirm_version(a_draft(expression, text, **facts), by=MACHINE)


def a_correction(version: Version, operation: Operation, unit: str, **values: Any) -> Any:
    """A correction of a draft as it is now."""
    current = Version.objects.get(pk=version.pk)
    return correcting.correct(
        current, operation=operation, unit=unit, values=values, edition=current.edition, by=MACHINE
    )


def a_search(country: str = "KZ", **facts: Any) -> Coverage:
    """By-laws on licensing that were looked for and not found."""
    looked = {"area": "licensing", "outcome": "not-found", "where": "The official journal"}
    looked |= {"day": date(2026, 1, 10), "by_laws_included": True, **facts}
    return treaties.record_coverage({"country": a_country(country), **looked}, by=MACHINE)


def a_treaty_act(country: str = "KZ", treaty: Instrument | None = None, **facts: Any) -> TreatyAct:
    """A ratification of which only the year is known, unless said otherwise."""
    ratified = {"act": "ratification", "day": "2007", "source": "The depositary", **facts}
    of = treaty or an_instrument(None)
    return treaties.record_treaty_act(
        {"instrument": of, "country": a_country(country), **ratified}, by=MACHINE
    )


def a_long_text(word: str = "реестр") -> str:
    """An act of three chapters that is read in several leaves."""
    lines = ["Закон"]
    for article in range(1, 91):
        if article % 30 == 1:
            lines.append(f"Глава {article // 30 + 1}. Общие положения")
        lines.append(f"Статья {article}. Уполномоченный орган")
        lines += [f"{number}. Орган ведёт {word} объектов и учёт патогенов. " * 6 for number in range(1, 4)]
    return "\n".join(line.strip() for line in lines)


def an_amendment(version: Version, words: str = "state register", **facts: Any) -> Version:
    """A draft with one proposed change of the register in article 2."""
    if version.expression.language == "ru":
        text = "В статье 2 слова «ведёт реестр» заменить словами «ведёт государственный реестр»."
    else:
        text = f'In Article 2 the words "the register" shall be replaced by the words "the {words}".'
    told = {"valid_from": date(2024, 4, 6), "note": "Law of 6 April 2024", **facts}
    return amending.propose_amendments(version, told, text=text, by=MACHINE)


def a_relation(instrument: Instrument, **facts: Any) -> Relation:
    """A relation to an instrument, of which only the day and who acts matter."""
    return parts.add_part(Relation, instrument, {"day": "2023-02-01", **facts}, by=MACHINE)


def a_refused_version(expression: Expression) -> Version:
    """A picture that was received as a text."""
    content = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    kept = reading.receive_version(
        expression, {"valid_from": date(2030, 1, 1)}, content=content, name="act.png", by=MACHINE
    )
    return reading.read_version(kept, by=MACHINE)
