"""Lists of words that several tables of the room share: topics, languages, roles."""

from typing import Any

from django.db import models
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from tumar.people.models import Person, Role
from tumar.places.languages import LANGUAGES as LANGUAGE_CODES
from tumar.places.languages import language_name


class Topic(models.TextChoices):
    """What a group works on, a text is about, somebody knows about."""

    BIOSAFETY = "biosafety", _("biosafety")
    BIOSECURITY = "biosecurity", _("biosecurity")
    LEGAL_FRAMEWORK = "legal-framework", _("law and regulation")
    RISK_ASSESSMENT = "risk-assessment", _("risk assessment")
    RESPONSIBLE_CONDUCT = "responsible-conduct", _("ethics and responsible conduct")
    QUALITY = "laboratory-quality", _("laboratory quality management")
    PROTECTIVE_EQUIPMENT = "protective-equipment", _("personal protective equipment")
    CABINETS = "cabinet-certification", _("testing of biosafety cabinets")
    MAINTENANCE = "maintenance", _("facilities and maintenance")
    WASTE = "waste-management", _("waste management")
    TRANSPORT = "transport-of-samples", _("transport of samples")
    PUBLIC_HEALTH = "public-health", _("public health")
    ANIMAL_HEALTH = "animal-health", _("animal health")
    FOOD_SAFETY = "food-safety", _("food safety")
    BORDERS = "border-control", _("border control")
    EMERGENCY = "emergency-response", _("preparedness and emergency response")
    TRAINING_METHODS = "training-methods", _("training methods")
    COMMUNICATION = "communication", _("communication and awareness")
    OTHER = "other", _("other")


class _Name:
    """A language's name, told in the language of whoever reads it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return language_name(self.code)


LANGUAGES: list[tuple[str, Any]] = [(code, lazystr(_Name(code))) for code in LANGUAGE_CODES]
AUDIENCES = [one for one in Person.Group.choices if one[0] != Person.Group.UNKNOWN.value]
ROLES = Role.Kind.choices
