"""What holds for a whole list while it is planned or written: who sends it, its event, its country."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in.employers import Employers
from tumar.desk.lists_in.repeats import Repeats
from tumar.desk.lists_in.sessions import Held
from tumar.events import queries as events
from tumar.events.models import Event
from tumar.kernel.incoming.undoing import Effect
from tumar.kernel.refusals import Refusal
from tumar.kernel.scope import Scope
from tumar.places import names
from tumar.programmes import queries as programmes
from tumar.supplies.models import ConsignmentLine


class ListRefused(Refusal):
    """The list cannot be taken as it is; the message is the sentence to say."""


@dataclass
class Context:
    """One list's frame; `needs` says what must be chosen for the whole list before it can be written."""

    by: Scope
    event: Event | None = None
    programme: str = ""
    country: str = ""
    # Of goods whose row names none.
    category: str = ConsignmentLine.Category.OTHER.value
    employers: Employers = field(init=False)
    needs: Counter[str] = field(default_factory=Counter)
    # Whom the list has named so far.
    repeats: Repeats = field(default_factory=Repeats)
    # Organisations and lines that it has named so far, with the row that did so first.
    seen: dict[Any, int] = field(default_factory=dict)
    # What several rows share and that was made for them: organisations, sessions, consignments.
    effects: list[Effect] = field(default_factory=list)
    # Under which headings attendance stands, which session each means, and which must be added first.
    headings: list[str] = field(default_factory=list)
    sessions: dict[str, int] = field(default_factory=dict)
    new_sessions: list[Held] = field(default_factory=list)
    # The codes of consignments that were added, by what names them in the list.
    consignments: dict[str, str] = field(default_factory=dict)

    def country_of(self, facts: Mapping[str, Any]) -> str:
        """Return the country a row belongs to: its own, else its signs', else the list's or the event's."""
        return str(facts.get("country") or facts.get("country_guess") or self.country_of_list or "")

    def __post_init__(self) -> None:
        self.employers = Employers(self.by)

    @property
    def country_of_list(self) -> str:
        """The country chosen for the whole list, else the event's."""
        return self.country or (self.event.country_id if self.event else "") or ""


NEEDS = {
    "country": lambda: _(
        "The list does not say to which country its rows belong. Choose one (--country CC)."
    ),
    "event": lambda: _("Choose the event that these persons took part in (--event CODE)."),
    "programme": lambda: _("Choose the programme that this list belongs to (--programme CODE)."),
}


def context_of(options: Mapping[str, Any], by: Scope) -> Context:
    """Return the frame of a list from what was chosen for it; refuse what is not on file."""
    event = None
    if code := str(options.get("event") or "").strip():
        event = events.events(by).filter(code=code.upper()).first()
        if event is None:
            raise ListRefused(_("There is no event %(code)s.") % {"code": code})
    programme = str(options.get("programme") or "").strip().upper()
    if programme and not programmes.programmes(by).filter(code=programme).exists():
        raise ListRefused(_("There is no programme %(code)s.") % {"code": programme})
    country = str(options.get("country") or "").strip()
    if country and not (found := names.find(country)):
        raise ListRefused(_("There is no country “%(name)s”.") % {"name": country})
    category = str(options.get("category") or ConsignmentLine.Category.OTHER.value).strip().lower()
    if category not in ConsignmentLine.Category.values:
        told = {"category": category, "known": ", ".join(ConsignmentLine.Category.values)}
        raise ListRefused(_("There is no category of goods “%(category)s”; there are: %(known)s.") % told)
    programme = programme or (event.programme.code if event else "")
    return Context(by, event, programme, (found or "") if country else "", category)
