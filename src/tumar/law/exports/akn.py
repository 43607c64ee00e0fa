"""A version as Akoma Ntoso."""

from dataclasses import replace
from datetime import date

from tumar.kernel.languages import said
from tumar.law.models import Instrument, Version
from tumar.law.queries.versions import structure_of
from tumar.law.rules.akn import About, akn
from tumar.law.rules.frbr import slug


def _first_day(instrument: Instrument) -> date | None:
    """Return the day of an instrument as a whole day: the schema takes no year alone."""
    if not instrument.day:
        return None
    year, month, day = (int(part) for part in (instrument.day + "-01-01").split("-")[:3])
    return date(year, month, day)


def of(version: Version) -> bytes:
    """Return a version as Akoma Ntoso XML; a draft as it is corrected so far."""
    instrument = version.expression.instrument
    about = About(
        country=(instrument.country_id or instrument.body).lower(),
        number=slug(instrument.number) or instrument.address.rpartition("/")[2],
        title=version.expression.title or said(instrument.title),
        version=version.valid_from,
    )
    if day := _first_day(instrument):
        about = replace(about, date=day)
    return akn(structure_of(version), about)


def file_name(version: Version) -> str:
    """Return what the file is called."""
    code = version.expression.instrument.code.replace("/", "-")
    return f"{code}-{version.expression.language}-{version.valid_from.isoformat()}.xml"
