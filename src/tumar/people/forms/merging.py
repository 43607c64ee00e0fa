"""The shape of a merge: which other record, and whose value stands, field by field."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tumar.kernel.choosing import RecordField
from tumar.kernel.pages import ReasonForm
from tumar.kernel.scope import Scope
from tumar.people import queries
from tumar.people.models import Person
from tumar.people.queries import merging
from tumar.people.rules.merging import LEFT, RIGHT, Choice


class OtherForm(forms.Form):
    """The record that is to be merged into this one."""

    other = RecordField(
        label=gettext_lazy("the other record"), help_text=gettext_lazy("Its code, or words of its name.")
    )

    def __init__(self, *arguments: Any, kept: merging.Merged, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.kept = kept
        self.fields["other"].find = partial(self._others, scope)

    def _others(self, scope: Scope, text: str) -> list[Any]:
        """Return who fits the words, the record itself only where nobody else does: twins share names."""
        find = queries.find_persons if isinstance(self.kept, Person) else queries.find_organisations
        found = find(scope, text)
        return [one for one in found if one.pk != self.kept.pk] or found

    def clean_other(self) -> merging.Merged:
        other: merging.Merged = self.cleaned_data["other"]
        if other.pk == self.kept.pk:
            raise ValidationError(_("This is the same record. Name the other one."))
        return other


class MergeForm(ReasonForm):
    """Whose value stands, where two records differ; and the versions of both that were seen."""

    kept_version = forms.IntegerField(widget=forms.HiddenInput)
    gone_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, kept: merging.Merged, gone: merging.Merged, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.kept, self.gone = kept, gone
        self.offered: Sequence[Choice] = merging.choices(kept, gone)
        for choice in self.offered:
            if choice.is_open:
                self.fields[choice.name] = self._field(choice)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def _field(self, choice: Choice) -> forms.ChoiceField:
        sides = [(LEFT, self.kept), (RIGHT, self.gone)]
        nothing = pgettext("a value", "unknown")
        return forms.ChoiceField(
            label=merging.field_label(self.kept, choice.name),
            widget=forms.RadioSelect,
            initial=choice.proposed,
            choices=[
                (side, f"{merging.shown(record, choice.fields) or nothing} ({record.code})")
                for side, record in sides
            ],
        )

    @property
    def agreed(self) -> list[tuple[str, str]]:
        """What both say alike, which needs no choice."""
        return [
            (merging.field_label(self.kept, one.name), said)
            for one in self.offered
            if not one.is_open and (said := merging.shown(self.kept, one.fields))
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        cleaned = self.cleaned_data
        known = {one.name for one in self.offered}
        return {
            "versions": (cleaned["kept_version"], cleaned["gone_version"]),
            "sides": {name: side for name, side in cleaned.items() if name in known},
            "reason": cleaned["reason"],
        }
