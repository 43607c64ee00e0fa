"""The common areas to which every requirement and every act is sorted, and the ranks of kinds of act."""

from enum import IntEnum, StrEnum


class Area(StrEnum):
    """Fourteen areas of law on biosafety and biosecurity, neutral between the international instruments."""

    DEFINITIONS = "definitions"
    PROHIBITIONS = "prohibitions"
    PENALTIES = "penalties"
    AUTHORITY = "authority"
    AGENTS = "agents"
    LICENSING = "licensing"
    INVENTORY = "inventory"
    SECURITY = "security"
    PERSONNEL = "personnel"
    CONTAINMENT = "containment"
    TRANSPORT = "transport"
    TRADE = "trade"
    EMERGENCY = "emergency"
    OVERSIGHT = "oversight"


class InstrumentKind(StrEnum):
    """What an instrument of law is."""

    CONSTITUTION = "constitution"
    TREATY = "treaty"
    REGULATIONS = "regulations"
    CODE = "code"
    LAW = "law"
    DIRECTIVE = "directive"
    RESOLUTION = "resolution"
    DECREE = "decree"
    ORDER = "order"
    RULES = "rules"
    STANDARD = "standard"
    GUIDANCE = "guidance"


class Rank(IntEnum):
    """Which instrument gives way to which: a lower number goes before."""

    CONSTITUTION = 1
    TREATY = 2
    CODE = 3
    LAW = 4
    DECREE = 5
    ORDER = 6
    STANDARD = 7


# Rules follow the order that approves them; guidance binds nobody and stands with standards.
_RANKS = {
    InstrumentKind.CONSTITUTION: Rank.CONSTITUTION,
    InstrumentKind.TREATY: Rank.TREATY,
    InstrumentKind.REGULATIONS: Rank.TREATY,
    InstrumentKind.DIRECTIVE: Rank.TREATY,
    InstrumentKind.CODE: Rank.CODE,
    InstrumentKind.LAW: Rank.LAW,
    InstrumentKind.RESOLUTION: Rank.DECREE,
    InstrumentKind.DECREE: Rank.DECREE,
    InstrumentKind.ORDER: Rank.ORDER,
    InstrumentKind.RULES: Rank.ORDER,
    InstrumentKind.STANDARD: Rank.STANDARD,
    InstrumentKind.GUIDANCE: Rank.STANDARD,
}


def rank_of(kind: str) -> Rank:
    """Return the rank of a kind of instrument."""
    return _RANKS[InstrumentKind(kind)]
