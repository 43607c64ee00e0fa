"""What one row of a list says: of a person, an organisation, a trainer, goods; no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tumar.people.rules.naming import Name
from tumar.people.rules.occupations import OccupationGroup, Sex
from tumar.people.rules.values.remarks import Remark, Severity

NAMELESS = Name()
Cells = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Where a row stands, the cells that it was read from, and what was found in it."""

    sheet: str
    row: int
    findings: tuple[Remark, ...] = ()
    # By field: the cell's address, and its content as a person sees it.
    cells: Cells = field(default_factory=dict, repr=False)
    code: str = ""
    country: str = ""
    region: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""

    @property
    def is_refused(self) -> bool:
        """Tell whether something in the row keeps it out."""
        return any(remark.severity is Severity.ERROR for remark in self.findings)


@dataclass(frozen=True, kw_only=True)
class ListedPerson(Listed):
    """A person as a list has them; what it does not say is empty, and unknown stays unknown."""

    name: Name = NAMELESS
    latin: Name = NAMELESS
    sex: Sex = Sex.UNKNOWN
    birth_year: int | None = None
    birth_date: date | None = None
    employer: str = ""
    department: str = ""
    position: str = ""
    occupation_said: str = ""
    group: OccupationGroup = OccupationGroup.UNKNOWN
    document: str = ""
    phone_said: str = ""
    attended: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ListedTrainer(ListedPerson):
    """A person with what a list of trainers says of the qualification."""

    qualification: str = ""
    qualified_on: date | None = None
    valid_until: date | None = None
    certificate: str = ""
    topics: str = ""
    languages: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedOrganisation(Listed):
    """An organisation as a list has it; `kind_said` is in the list's own words."""

    name: str = ""
    name_latin: str = ""
    kind_said: str = ""
    parent: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedConsignmentLine(Listed):
    """One line of what was handed over; money as the list has it, in the currency that it names."""

    item: str = ""
    category: str = ""
    category_said: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    total_price: Decimal | None = None
    currency: str = ""
    recipient: str = ""
    handed_over: date | None = None
    handed_over_year: int | None = None
    consignment: str = ""


AnyListed = ListedPerson | ListedTrainer | ListedOrganisation | ListedConsignmentLine
