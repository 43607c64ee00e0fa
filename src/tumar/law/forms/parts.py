"""What is typed about an instrument and its parts."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.pages import CodedForm
from tumar.kernel.part_pages import PartForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import Expression, Instrument, Publication, Relation
from tumar.law.queries.instruments import find_instruments
from tumar.people.queries import find_organisations
from tumar.places.offering import offer_countries

EDIT = Permission.LAW_INSTRUMENT_EDIT
BY_CODE_OR_NAME = _("Its code, or words of its name.")


def or_kept(kept: Any, find: Any, text: str) -> Any:
    """Return what is there already when its own code was typed, else what the finder finds."""
    return [kept] if kept is not None and kept.code == text else find(text)


class InstrumentForm(CodedForm):
    """One instrument as a work."""

    organisation = RecordField(label=_("responsible organisation"), required=False, help_text=BY_CODE_OR_NAME)

    class Meta:
        model = Instrument
        fields = (
            *("title", "short_title", "country", "body", "kind", "number", "day", "areas"),
            *("organisation", "in_force_from", "in_force_until", "official_page", "source"),
            *("note", "is_invented", "address", "code"),
        )
        widgets = {
            "in_force_from": DayInput(),
            "in_force_until": DayInput(),
            "note": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer_countries(self.fields["country"], scope, EDIT, _("international"))
        self.fields["address"].required = False
        self.fields["day"].help_text = _("2022-05-21, or as much of it as is known: 2022-05, 2022.")
        kept = self.instance.organisation if self.instance.pk else None
        if kept is not None:
            self.initial["organisation"] = kept
        self.fields["organisation"].find = partial(or_kept, kept, partial(find_organisations, scope))
        self.order_fields([*self.Meta.fields, "reason"])


class ExpressionForm(PartForm):
    """One language of an instrument."""

    ADD = _("Add a language")

    class Meta:
        model = Expression
        fields = ("language", "title", "standing", "translation_of", "consolidated_by", "source")

    def offer(self) -> None:
        """Offer the instrument's other texts as what this one translates."""
        others = self.record.expressions.exclude(pk=self.instance.pk or 0)
        self.fields["translation_of"].queryset = others.order_by("number")


class PublicationForm(PartForm):
    """Where an instrument was published."""

    ADD = _("Add a publication")

    class Meta:
        model = Publication
        fields = ("gazette", "issue", "day", "page")


class EidsField(forms.CharField):
    """Addresses of provisions, parted by blanks, commas or lines."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the addresses as a list."""
        return (super().clean(value) or "").replace(",", " ").split()


class RelationForm(PartForm):
    """What another instrument does to this one."""

    ADD = _("Add a relation")

    acting = RecordField(label=_("acting instrument"), required=False, help_text=BY_CODE_OR_NAME)
    eids = EidsField(
        label=_("provisions concerned"),
        required=False,
        help_text=_("Their addresses, as art_5; empty for the whole instrument."),
    )
    acting_eids = EidsField(label=_("provisions of the acting instrument"), required=False)

    class Meta:
        model = Relation
        fields = (
            *("verb", "acting", "acting_text", "day", "eids", "acting_eids"),
            *("state", "source", "note"),
        )

    def offer(self) -> None:
        """Look for instruments as far as the scope sees them."""
        kept = self.instance.acting if self.instance.pk else None
        if kept is not None:
            self.initial["acting"] = kept
        self.fields["acting"].find = partial(or_kept, kept, partial(find_instruments, self.scope))


PART_FORMS: dict[str, type[PartForm]] = {
    "languages": ExpressionForm,
    "publications": PublicationForm,
    "relations": RelationForm,
}
