"""Consent: what was asked, in which words, and what each person answered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.languages import TextsField
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.people import rules
from tumar.people.models.persons import Person


class Purpose(models.TextChoices):
    """What personal data are used for."""

    TRAINING_RECORD = rules.ConsentPurpose.TRAINING_RECORD.value, _("record of training")
    CERTIFICATE = rules.ConsentPurpose.CERTIFICATE.value, _("certificate")
    DIRECTORY = rules.ConsentPurpose.DIRECTORY.value, _("directory of experts")
    PHOTOGRAPH = rules.ConsentPurpose.PHOTOGRAPH.value, _("photographs and films")
    NEWSLETTER = rules.ConsentPurpose.NEWSLETTER.value, _("newsletter and invitations by e-mail")
    RESEARCH = rules.ConsentPurpose.RESEARCH.value, _("research and evaluation")


class ConsentText(models.Model):
    """The words of one purpose in one version; never changed, since answers rest on them."""

    VIEW: ClassVar[Permission] = Permission.PEOPLE_CONSENT_VIEW

    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose.choices)
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a text", "version"), editable=False)
    text = TextsField(_("text"), rows=8)
    valid_from = models.DateField(_("valid from"))
    asks_again = models.BooleanField(
        _("asks everybody again"),
        default=False,
        help_text=_("Consents to earlier versions no longer count."),
    )

    class Meta:
        ordering = ["purpose", "-number"]
        verbose_name = _("text of consent")
        verbose_name_plural = _("texts of consent")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "number"], name="a_version_once_per_purpose")
        ]

    def __str__(self) -> str:
        return _("%(purpose)s, version %(number)s") % {
            "purpose": self.get_purpose_display(),
            "number": self.number,
        }

    @property
    def label(self) -> str:
        return f"people.consent-text:{self.purpose}-{self.number}"


class Consent(Record):
    """One person's answer to one version of a text, on one day, with how it was given."""

    class Answer(models.TextChoices):
        GIVEN = rules.ConsentAnswer.GIVEN.value, pgettext_lazy("consent", "given")
        REFUSED = rules.ConsentAnswer.REFUSED.value, pgettext_lazy("consent", "refused")
        WITHDRAWN = rules.ConsentAnswer.WITHDRAWN.value, pgettext_lazy("consent", "withdrawn")

    class How(models.TextChoices):
        FORM = "form", _("on a form of this system")
        PAPER = "paper", _("on paper, scanned")
        EMAIL = "email", _("by e-mail")

    LABEL: ClassVar[str] = "people.consent"
    VIEW: ClassVar[Permission] = Permission.PEOPLE_CONSENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "person__country_id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name=_("person"))
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="answers", verbose_name=_("text"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    on = models.DateField(_("day of the answer"))
    how = models.CharField(_("how it was given"), max_length=10, choices=How.choices)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["person", "-on", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["person", "on", "id"], name="consent_by_person")]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_answer_display()}"
