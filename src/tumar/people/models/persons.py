"""Persons known to the programme."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.permissions import Permission
from tumar.kernel.standing import Mergeable, StandingInCountries
from tumar.people import rules
from tumar.people.models.organisations import Organisation
from tumar.places.models import Country


class Person(Mergeable):
    """One human being known to the programme, with the name in its own script and in passport Latin."""

    class Sex(models.TextChoices):
        FEMALE = rules.Sex.FEMALE.value, _("female")
        MALE = rules.Sex.MALE.value, _("male")
        UNKNOWN = rules.Sex.UNKNOWN.value, _("unknown")

    class Group(models.TextChoices):
        HUMAN_CLINICAL = "human-clinical", _("clinical medicine")
        HUMAN_LAB = "human-lab", _("medical laboratory")
        PUBLIC_HEALTH = "public-health", _("public health")
        VET_CLINICAL = "vet-clinical", _("veterinary medicine")
        VET_LAB = "vet-lab", _("veterinary laboratory")
        PLANT_HEALTH = "plant-health", _("plant health")
        FOOD_SAFETY = "food-safety", _("food safety")
        ENVIRONMENT = "environment", _("environment")
        BORDER_GUARD = "border-guard", _("border guard")
        CUSTOMS = "customs", _("customs")
        POLICE_SECURITY = "police-security", _("police and security")
        FIRST_RESPONSE = "first-response", _("fire, rescue and first response")
        EMERGENCY_MANAGEMENT = "emergency-management", _("emergency management")
        MILITARY_MEDICAL = "military-medical", _("military medicine")
        POLICY_MAKER = "policy-maker", _("policy makers")
        LEGAL_DRAFTER = "legal-drafter", _("legal drafters")
        PROSECUTOR_JUDGE = "prosecutor-judge", _("prosecutors and judges")
        ACADEMIA = "academia-teacher", _("academia and teachers")
        STUDENT = "student", _("students")
        BIOSAFETY_OFFICER = "biosafety-officer", _("biosafety officers")
        FACILITY_ENGINEER = "facility-engineer", _("facility engineers and cabinet testers")
        WASTE_OPERATOR = "waste-operator", _("waste operators")
        TRANSPORT_COURIER = "transport-courier", _("transport and couriers")
        MEDIA = "media", _("media")
        INDUSTRY = "industry", _("industry")
        UNKNOWN = "unknown", _("unknown")

    LABEL: ClassVar[str] = "people.person"
    VIEW: ClassVar[Permission] = Permission.PEOPLE_PERSON_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"
    SENSITIVE: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("birth_year", "birth_date", "email", "telephone"), Permission.PEOPLE_CONTACT_VIEW
    )

    family = models.CharField(_("family name"), max_length=100, blank=True)
    given = models.CharField(_("given name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic or father's name"), max_length=100, blank=True)
    single = models.CharField(_("single name"), max_length=100, blank=True)
    family_latin = models.CharField(_("family name, passport Latin"), max_length=100, blank=True)
    given_latin = models.CharField(_("given name, passport Latin"), max_length=100, blank=True)
    patronymic_latin = models.CharField(_("patronymic, passport Latin"), max_length=100, blank=True)
    single_latin = models.CharField(_("single name, passport Latin"), max_length=100, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    # Often a list gives the year alone: then the day stays empty. Actions keep the two in step: the year of a
    # day is no function that every tool reading an SQLite file knows, so no constraint can.
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    group = models.CharField(
        _("occupation group"), max_length=30, choices=Group.choices, default=Group.UNKNOWN
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="persons", verbose_name=_("country of work")
    )
    employer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("employer"),
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    sort_name = models.CharField(max_length=200, editable=False, default="")
    search_text = models.CharField(max_length=900, editable=False, default="")
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)

    objects = StandingInCountries()

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes = [
            models.Index(fields=["sort_name", "id", "merged_into"], name="person_by_name"),
            models.Index(fields=["country", "sort_name", "id", "merged_into"], name="person_by_country_name"),
            # Words are looked for anywhere in the text: reading this alone is many times less than the table.
            models.Index(fields=["search_text", "id"], name="person_by_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False)
                | ~Q(family="", given="", single="", family_latin="", given_latin="", single_latin=""),
                name="a_person_has_a_name",
                violation_error_message=_("Give at least one name, in either script."),
            ),
        ]

    def __str__(self) -> str:
        if self.erased_at:
            return str(_("erased person"))
        return rules.display_name(self.name, self.name_latin, country=self.country_id)

    @property
    def name(self) -> rules.Name:
        """The name in its own script."""
        return rules.Name(self.family, self.given, self.patronymic, self.single)

    @property
    def proposed_latin(self) -> rules.Proposal | None:
        """A Latin spelling to propose while the passport's is not known; never stored by itself."""
        return None if self.name_latin else rules.proposed_latin(self.name, self.country_id)

    @property
    def certificate_name(self) -> str:
        """The name as a certificate bears it."""
        return rules.certificate_name(self.name, self.name_latin, country=self.country_id)

    @property
    def name_latin(self) -> rules.Name:
        """The name in passport Latin."""
        return rules.Name(self.family_latin, self.given_latin, self.patronymic_latin, self.single_latin)
