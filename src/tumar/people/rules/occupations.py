"""The code lists that describe a person: sex as documents state it, and the occupation group."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as the person's own document states it; unknown is a value of its own, never a default guess."""

    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "U"


class OccupationGroup(StrEnum):
    """The audience groups that the programme and its neighbours name (domain.md 3.2), and unknown."""

    HUMAN_CLINICAL = "human-clinical"
    HUMAN_LAB = "human-lab"
    PUBLIC_HEALTH = "public-health"
    VET_CLINICAL = "vet-clinical"
    VET_LAB = "vet-lab"
    PLANT_HEALTH = "plant-health"
    FOOD_SAFETY = "food-safety"
    ENVIRONMENT = "environment"
    BORDER_GUARD = "border-guard"
    CUSTOMS = "customs"
    POLICE_SECURITY = "police-security"
    FIRST_RESPONSE = "first-response"
    EMERGENCY_MANAGEMENT = "emergency-management"
    MILITARY_MEDICAL = "military-medical"
    POLICY_MAKER = "policy-maker"
    LEGAL_DRAFTER = "legal-drafter"
    PROSECUTOR_JUDGE = "prosecutor-judge"
    ACADEMIA = "academia-teacher"
    STUDENT = "student"
    BIOSAFETY_OFFICER = "biosafety-officer"
    FACILITY_ENGINEER = "facility-engineer"
    WASTE_OPERATOR = "waste-operator"
    TRANSPORT_COURIER = "transport-courier"
    MEDIA = "media"
    INDUSTRY = "industry"
    UNKNOWN = "unknown"
