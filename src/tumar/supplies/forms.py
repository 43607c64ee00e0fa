"""The shape of what is typed about consignments and their lines."""

import re
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput, EvidenceField
from tumar.kernel.money import exponent, major_units, minor_units
from tumar.kernel.pages import CodedForm
from tumar.kernel.part_pages import PartForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.people.queries import find_organisations
from tumar.places.currencies import currency_choices
from tumar.places.queries import country_choices
from tumar.supplies import rules
from tumar.supplies.models import Consignment, ConsignmentLine

LINE_FIELDS = ("category", "description", "quantity", "unit")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class ConsignmentForm(CodedForm):
    """One consignment: who receives it, from which programme, and when it was handed over."""

    recipient = RecordField(
        label=gettext_lazy("recipient"), help_text=gettext_lazy("Its code, or words of its name.")
    )

    class Meta:
        model = Consignment
        fields = ("recipient", "country", "programme", "response", "handed_over", "note", "code")
        widgets = {"handed_over": DayInput(), "note": forms.Textarea({"rows": 3})}
        help_texts = {"country": gettext_lazy("Empty: the recipient's country.")}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        within = scope.countries(Permission.SUPPLIES_CONSIGNMENT_EDIT)
        find = partial(find_organisations, scope)
        kept = self.instance.recipient if self.instance.pk else None
        # The recipient on record stays, even where this person could not choose it.
        self.fields["recipient"].find = lambda text: [kept] if kept and text == kept.code else find(text)
        choices = country_choices() if within is EVERYWHERE else country_choices(within)
        self.fields["country"].choices = [("", "—"), *choices]
        self.fields["country"].required = False
        programmes = self.fields["programme"].queryset
        own = programmes.filter(pk=self.instance.programme_id or 0)
        self.fields["programme"].queryset = programmes.filter(is_ours=True) | own
        if self.instance.pk:
            self.initial["recipient"] = self.instance.recipient

    def clean(self) -> dict[str, Any]:
        """Let an empty country be the recipient's."""
        cleaned = super().clean() or {}
        recipient = cleaned.get("recipient")
        if recipient and not cleaned.get("country"):
            cleaned["country"] = recipient.country
            if recipient.country is None:
                self.add_error("country", _("The recipient belongs to no country. Choose one."))
        return cleaned


class HandoverForm(forms.Form):
    """The day on which a consignment was handed over, and the paper that was signed."""

    on = forms.DateField(label=gettext_lazy("handed over"), widget=DayInput())
    file = EvidenceField(
        label=gettext_lazy("signed handover act"),
        required=False,
        help_text=gettext_lazy("A document or a picture, 20 MB at the most. It can be added later."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def given(self) -> dict[str, Any]:
        """What was given, as the action takes it."""
        given, file = self.cleaned_data, self.cleaned_data["file"]
        paper = {"content": file.read(), "name": file.name} if file else {}
        return {"on": given["on"], "version": given["seen_version"], **paper}


class LineForm(PartForm):
    """One line of a consignment; the value is typed in whole units of its currency."""

    unit_value = forms.DecimalField(
        label=gettext_lazy("value of one unit"), min_value=0, max_digits=17, decimal_places=3
    )
    currency = forms.ChoiceField(label=gettext_lazy("currency"))
    rate_month = forms.CharField(
        label=gettext_lazy("month of the rate"),
        required=False,
        max_length=7,
        help_text=gettext_lazy("Such as 2021-03. Empty: the month of the handover."),
    )

    class Meta:
        model = ConsignmentLine
        fields = LINE_FIELDS

    @property
    def ADD(self) -> str:
        """Say to which consignment the line is added."""
        return _("Add a line to %(name)s") % {"name": self.record}

    def offer(self) -> None:
        """Offer the currencies in use and the line's own; show amounts as people write them."""
        line = self.instance
        self.fields["currency"].choices = currency_choices(line.currency if line.pk else "")
        self.order_fields([*LINE_FIELDS, "unit_value", "currency", "rate_month"])
        if line.pk:
            self.initial["unit_value"] = major_units(line.unit_value_minor, line.currency)
            self.initial["currency"] = line.currency
            self.initial["rate_month"] = line.rate_month
            self.initial["quantity"] = f"{line.quantity.normalize():f}"
        else:
            self.initial.setdefault("currency", rules.EURO)

    def clean_rate_month(self) -> str:
        """Return the month, or refuse what is none."""
        month = str(self.cleaned_data["rate_month"]).strip()
        if month and not MONTH.fullmatch(month):
            raise ValidationError(_("Write the month as year and month, such as 2021-03."))
        return month

    def clean(self) -> dict[str, Any]:
        """Refuse more decimal places than the currency has."""
        cleaned = super().clean() or {}
        value, currency = cleaned.get("unit_value"), cleaned.get("currency")
        if value is not None and currency and -value.normalize().as_tuple().exponent > exponent(currency):
            self.add_error(
                "unit_value",
                _("%(currency)s has %(places)s decimal places. Round the value.")
                % {"currency": currency, "places": exponent(currency)},
            )
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned values as the line's own columns."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in (*LINE_FIELDS, "currency", "rate_month")}
        return {**facts, "unit_value_minor": minor_units(cleaned["unit_value"], cleaned["currency"])}
