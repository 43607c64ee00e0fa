"""How citations are written in reports and sheets: the act, the way to the provision, the day of its text."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from tumar.kernel.languages import said
from tumar.kernel.templatetags.parts import shown
from tumar.law.models import Citation, Finding
from tumar.law.queries.ways import ways

# By instrument and address.
Places = Mapping[tuple[int, str], str]


def places_of(findings: Iterable[Finding | None]) -> Places:
    """Return where the provisions stand that findings cite; two queries for each instrument."""
    cited: dict[int, tuple[object, set[str]]] = {}
    for finding in findings:
        for each in finding.citations.all() if finding else ():
            provision = each.text.provision
            cited.setdefault(provision.instrument_id, (provision.instrument, set()))[1].add(provision.eid)
    return {
        (key, eid): place
        for key, (instrument, eids) in cited.items()
        for eid, place in ways(instrument, eids).items()  # type: ignore[arg-type]
    }


def place_of(each: Citation, places: Places) -> str:
    """Return the act and the provision in it, with the day from which the text reads so."""
    provision = each.text.provision
    title = said(provision.instrument.title) or provision.instrument.code
    where = ", ".join((title, places[provision.instrument_id, provision.eid]))
    return f"{where} ({_('text of %(day)s') % {'day': shown(each.text.version.valid_from)}})"
