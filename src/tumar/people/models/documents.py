"""Identity documents: the number is kept encrypted, and compared by a keyed digest without being read."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.kernel.permissions import Permission
from tumar.people import rules
from tumar.people.models.persons import Person
from tumar.places.models import Country


def document_digest(number: str) -> str:
    """Return the keyed digest of a document's number: the same however it was typed, hex, 64 characters.

    HMAC-SHA256 of the folded number with a secret of this installation that is not in the database, so that
    nobody can find a number by trying all of them on a stolen copy.
    """
    key = b"tumar.document.digest:" + settings.TUMAR_DOCUMENT_SECRET.encode()
    return hmac.new(key, rules.fold_document_number(number).encode(), hashlib.sha256).hexdigest()


def _vault() -> Fernet:
    key = hashlib.sha256(b"tumar.document.number:" + settings.TUMAR_DOCUMENT_SECRET.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class IdentityDocument(models.Model):
    """One passport, national identifier or other paper that says who a person is.

    The number can be read through `actions.documents.see_number` alone, which writes the look down.
    """

    class Kind(models.TextChoices):
        PASSPORT = "passport", _("passport")
        NATIONAL_ID = "national-id", _("national identifier")
        OTHER = "other", _("other document")

    VIEW = Permission.PEOPLE_DOCUMENT_VIEW

    person = models.ForeignKey(Person, models.PROTECT, related_name="documents", verbose_name=_("person"))
    kind = models.CharField(_("kind of document"), max_length=20, choices=Kind.choices)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country of issue"))
    sealed_number = models.TextField(_("document number, encrypted"), editable=False)
    digest = models.CharField(_("keyed digest of the number"), max_length=64, editable=False, db_index=True)
    added_at = models.DateTimeField(_("added"))

    class Meta:
        ordering = ["person", "kind", "pk"]
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="a_document_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.country_id}"

    def seal(self, number: str) -> None:
        """Keep the number, encrypted, and its digest."""
        folded = rules.fold_document_number(number)
        self.sealed_number = _vault().encrypt(folded.encode()).decode()
        self.digest = document_digest(folded)

    def unseal(self) -> str:
        """Return the number; whoever calls this writes it down in the journal."""
        return _vault().decrypt(self.sealed_number.encode()).decode()
