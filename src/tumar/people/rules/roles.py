"""Who may do what, by the kind of role."""

from enum import StrEnum

from tumar.kernel.permissions import Permission


class RoleKind(StrEnum):
    """The kinds of role that an account can hold in a country."""

    PROGRAMME_OFFICE = "programme-office"
    NATIONAL_COORDINATOR = "national-coordinator"
    TRAINER = "trainer"
    LEGAL_EXPERT = "legal-expert"
    LOGISTICS_OFFICER = "logistics-officer"
    RECIPIENT_LABORATORY = "recipient-laboratory"
    DONOR_READER = "donor-reader"


_EVERYONE_WHO_SIGNS_IN = frozenset(
    {
        Permission.LAW_REQUIREMENT_VIEW,
        Permission.NETWORK_ANNOUNCEMENT_VIEW,
        Permission.NETWORK_CALENDAR_VIEW,
        Permission.NETWORK_DIRECTORY_VIEW,
        Permission.NETWORK_RESOURCE_VIEW,
        Permission.PLACES_PLACE_VIEW,
        Permission.PROGRAMMES_PROGRAMME_VIEW,
        Permission.RESULTS_FACTSHEET_VIEW,
    }
)

ALLOWS: dict[RoleKind, frozenset[Permission]] = {
    RoleKind.PROGRAMME_OFFICE: frozenset(Permission),
    RoleKind.NATIONAL_COORDINATOR: _EVERYONE_WHO_SIGNS_IN
    | {
        Permission.EVENTS_ATTENDANCE_RECORD,
        Permission.EVENTS_EVENT_EDIT,
        Permission.EVENTS_EVENT_VIEW,
        Permission.KERNEL_JOURNAL_VIEW,
        Permission.LAW_FINDING_EDIT,
        Permission.LAW_INSTRUMENT_CONFIRM,
        Permission.LAW_INSTRUMENT_EDIT,
        Permission.LAW_INSTRUMENT_VIEW,
        Permission.LAW_REFORM_EDIT,
        Permission.LAW_REFORM_VIEW,
        Permission.LAW_ROUND_EDIT,
        Permission.LAW_ROUND_PUBLISH,
        Permission.LAW_ROUND_VIEW,
        Permission.PEOPLE_CONSENT_EDIT,
        Permission.PEOPLE_CONSENT_VIEW,
        Permission.PEOPLE_CONTACT_VIEW,
        # Types documents in, since the ministry collects them; to read one back is the programme office's.
        Permission.PEOPLE_DOCUMENT_EDIT,
        Permission.NETWORK_ANNOUNCEMENT_EDIT,
        Permission.NETWORK_CALENDAR_PUBLISH,
        Permission.NETWORK_CAMPAIGN_EDIT,
        Permission.NETWORK_CAMPAIGN_VIEW,
        Permission.NETWORK_DIRECTORY_EDIT,
        Permission.NETWORK_GROUP_EDIT,
        Permission.NETWORK_GROUP_VIEW,
        Permission.NETWORK_RESOURCE_EDIT,
        Permission.PEOPLE_ORGANISATION_EDIT,
        Permission.PEOPLE_ORGANISATION_MERGE,
        Permission.PEOPLE_ORGANISATION_VIEW,
        Permission.PEOPLE_PERSON_EDIT,
        Permission.PEOPLE_PERSON_EXPORT,
        Permission.PEOPLE_PERSON_MERGE,
        Permission.PEOPLE_PERSON_VIEW,
        Permission.RESULTS_EVIDENCE_VIEW,
        Permission.SUPPLIES_CONSIGNMENT_VIEW,
        Permission.TRAINING_QUALIFICATION_VIEW,
    },
    RoleKind.TRAINER: _EVERYONE_WHO_SIGNS_IN
    | {
        Permission.EVENTS_ATTENDANCE_RECORD,
        Permission.EVENTS_EVENT_VIEW,
        Permission.NETWORK_CAMPAIGN_VIEW,
        Permission.PEOPLE_ORGANISATION_VIEW,
        Permission.PEOPLE_PERSON_VIEW,
        Permission.TRAINING_QUALIFICATION_VIEW,
    },
    RoleKind.LEGAL_EXPERT: _EVERYONE_WHO_SIGNS_IN
    | {
        Permission.EVENTS_EVENT_VIEW,
        Permission.LAW_FINDING_EDIT,
        Permission.LAW_INSTRUMENT_CONFIRM,
        Permission.LAW_INSTRUMENT_EDIT,
        Permission.LAW_INSTRUMENT_VIEW,
        Permission.LAW_REFORM_EDIT,
        Permission.LAW_REFORM_VIEW,
        Permission.LAW_ROUND_VIEW,
        Permission.NETWORK_GROUP_VIEW,
        Permission.PEOPLE_ORGANISATION_VIEW,
    },
    RoleKind.LOGISTICS_OFFICER: _EVERYONE_WHO_SIGNS_IN
    | {
        Permission.KERNEL_JOURNAL_VIEW,
        Permission.PEOPLE_ORGANISATION_EDIT,
        Permission.PEOPLE_ORGANISATION_VIEW,
        Permission.SUPPLIES_CONSIGNMENT_EDIT,
        Permission.SUPPLIES_CONSIGNMENT_VIEW,
    },
    # A recipient laboratory sees the consignments of its own organisation and nothing else of the country.
    RoleKind.RECIPIENT_LABORATORY: _EVERYONE_WHO_SIGNS_IN | {Permission.SUPPLIES_CONSIGNMENT_VIEW},
    # A donor reads figures and the lines behind them; persons stay "a person in Country".
    RoleKind.DONOR_READER: _EVERYONE_WHO_SIGNS_IN | {Permission.RESULTS_EVIDENCE_VIEW},
}

# What a role allows regardless of the country for which it was given.
UNBOUND = _EVERYONE_WHO_SIGNS_IN
