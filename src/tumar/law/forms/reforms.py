"""What is typed about recommendations and acts on their way."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput, EvidenceField
from tumar.kernel.languages import TextsField
from tumar.kernel.money import exponent, major_units, minor_units
from tumar.kernel.pages import CodedForm, ReasonForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import Bill, Finding, FindingCheck, Recommendation, Stage, StageEntry
from tumar.law.queries import reforms as queries
from tumar.law.rules import reforms as rules
from tumar.law.rules.findings import LEVELS as FIVE_LEVELS
from tumar.network.models import Group, Task
from tumar.network.queries.groups import owners
from tumar.people.queries import find_organisations, find_persons
from tumar.places.currencies import currency_choices
from tumar.places.offering import offer_countries

EDIT = Permission.LAW_REFORM_EDIT
LEVELS = [("", "–"), *((level, level) for level in FIVE_LEVELS)]
BY_CODE_OR_NAME = gettext_lazy("Its code, or words of its name.")
AS_KNOWN = gettext_lazy("As much as is known: 2026-05-21, 2026-05 or 2026.")


def _or_kept(kept: Any, find: Any, text: str) -> Any:
    return [kept] if kept is not None and kept.code == text else find(text)


def _look_for(form: Any, finders: dict[str, Any], scope: Scope) -> None:
    """Let fields look for records as far as the scope sees them; who is there already stays."""
    for name, find in finders.items():
        kept = getattr(form.instance, name) if form.instance.pk else None
        if kept is not None:
            form.initial[name] = kept
        form.fields[name].find = partial(_or_kept, kept, partial(find, scope))


class RecommendationForm(CodedForm):
    """One recommendation; its draft wording has a page of its own."""

    owner_person = RecordField(
        label=gettext_lazy("owner, a person"), required=False, help_text=BY_CODE_OR_NAME
    )
    owner_organisation = RecordField(
        label=gettext_lazy("owner, an organisation"), required=False, help_text=BY_CODE_OR_NAME
    )
    cost = forms.DecimalField(
        label=gettext_lazy("cost"),
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        help_text=gettext_lazy("Leave it empty while it is not known."),
    )

    class Meta:
        model = Recommendation
        fields = (
            *("title", "country", "text", "priority", "priority_reason", "group", "owner_person"),
            *("owner_organisation", "owner_member", "due", "currency", "cost_includes", "code"),
        )

    field_order = (
        *("title", "country", "text", "priority", "priority_reason", "due", "group", "owner_person"),
        *("owner_organisation", "owner_member", "cost", "currency", "cost_includes", "code", "reason"),
    )

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        one = self.instance
        offer_countries(self.fields["country"], scope, EDIT, _("choose"))
        if one.pk:
            del self.fields["country"]
        self.fields["due"].help_text = AS_KNOWN
        self.fields["currency"].widget = forms.Select(
            choices=currency_choices(one.currency if one.pk else "")
        )
        _look_for(self, {"owner_person": find_persons, "owner_organisation": find_organisations}, scope)
        self.fields["group"].queryset = queries.open_groups(scope, one.group_id)
        self.fields["owner_member"].queryset = queries.seated(scope, one.owner_member_id)
        self.fields["owner_member"].label_from_instance = lambda member: f"{member.group.code} · {member}"
        if one.cost_minor is not None:
            self.initial["cost"] = major_units(one.cost_minor, one.currency)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuse an amount finer than the currency's smallest unit."""
        cleaned = super().clean() or {}
        amount = cleaned.get("cost")
        if amount is not None and amount != round(amount, exponent(cleaned.get("currency") or "EUR")):
            self.add_error("cost", _("This currency has no such small unit."))
        return cleaned

    @property
    def columns(self) -> dict[str, Any]:
        """The facts that are columns of the recommendation, the cost in minor units."""
        facts = {name: value for name, value in self.facts.items() if name != "cost"}
        cost = self.cleaned_data["cost"]
        facts["cost_minor"] = None if cost is None else minor_units(cost, facts["currency"])
        return facts


class WordingForm(forms.Form):
    """Draft wording in the languages of content."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        column = Recommendation._meta.get_field("wording")
        if isinstance(column, TextsField):
            self.fields["wording"] = column.formfield()


class ChooseForm(forms.Form):
    """The key of a provision's text, or nothing."""

    seen_version = forms.IntegerField(min_value=0)
    text = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class FindingsForm(forms.Form):
    """Which findings a recommendation answers."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    findings = forms.MultipleChoiceField(
        label=gettext_lazy("findings"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, offered: dict[str, Finding], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.offered = offered
        self.fields["findings"].choices = [(key, finding_words(one)) for key, one in offered.items()]

    @property
    def chosen(self) -> list[Finding]:
        """The findings that were ticked."""
        return [self.offered[key] for key in self.cleaned_data["findings"]]


def finding_words(one: Finding) -> str:
    """Return a finding in one line: its requirement, what was found, in which round."""
    return f"{one.requirement} – {one.get_on_paper_display()} – {one.round.code}"


class StateForm(forms.Form):
    """Another state of a recommendation, and why."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=gettext_lazy("state"))
    reason = forms.CharField(label=gettext_lazy("reason"), required=False, max_length=500)
    superseded_by: Any = forms.ModelChoiceField(None, label=gettext_lazy("superseded by"), required=False)

    def __init__(self, *arguments: Any, one: Recommendation, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial["seen_version"] = one.version
        after = rules.STATE_MOVES[rules.State(one.state)]
        words = dict(Recommendation.State.choices)
        self.fields["state"].choices = [
            (each.value, words[each.value]) for each in rules.State if each in after
        ]
        others = queries.recommendations(scope).filter(country=one.country_id).exclude(pk=one.pk)
        self.fields["superseded_by"].queryset = others
        self.fields["superseded_by"].label_from_instance = lambda other: f"{other.code} · {other}"


class BillForm(CodedForm):
    """One act on its way."""

    recommendations: Any = forms.ModelMultipleChoiceField(
        None,
        label=gettext_lazy("recommendations that it answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = RecordField(
        label=gettext_lazy("responsible body"), required=False, help_text=BY_CODE_OR_NAME
    )

    class Meta:
        model = Bill
        fields = (
            *("title", "country", "kind", "parent", "recommendations", "organisation", "group", "note"),
            "code",
        )
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        bill = self.instance
        offer_countries(self.fields["country"], scope, EDIT, _("choose"))
        offered = queries.recommendations(scope)
        parents = queries.bills(scope).filter(parent=None)
        if bill.pk:
            del self.fields["country"]
            offered = offered.filter(country=bill.country_id)
            parents = parents.filter(country=bill.country_id).exclude(pk=bill.pk)
            self.initial["recommendations"] = list(bill.recommendations.values_list("pk", flat=True))
        self.fields["recommendations"].queryset = offered
        self.fields["recommendations"].label_from_instance = lambda one: f"{one.code} · {one}"
        self.fields["parent"].queryset = parents
        self.fields["parent"].label_from_instance = lambda one: f"{one.code} · {one}"
        self.fields["group"].queryset = queries.open_groups(scope, bill.group_id)
        _look_for(self, {"organisation": find_organisations}, scope)

    @property
    def columns(self) -> dict[str, Any]:
        """The facts that are columns of the bill."""
        return {name: value for name, value in self.facts.items() if name != "recommendations"}

    @property
    def answers(self) -> list[Recommendation]:
        """The recommendations that were ticked."""
        return list(self.cleaned_data["recommendations"])


class EntryForm(forms.ModelForm):
    """The next entry of a bill's line in time."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    file = EvidenceField(required=False)

    class Meta:
        model = StageEntry
        fields = ("stage", "day", "reason", "source", "note")

    def __init__(self, *arguments: Any, bill: Bill, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial["seen_version"] = bill.version
        words, moves = dict(Stage.choices), dict(StageEntry.Move.choices)
        self.fields["stage"].choices = [
            (stage.value, f"{words[stage.value]} ({moves[move.value]})")
            for stage, move in rules.moves_from(rules.BillKind(bill.kind), bill.at)
        ]
        self.fields["day"].help_text = AS_KNOWN
        self.fields["reason"].help_text = _("Needed where stages are left out, gone back over, or all ends.")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks it."""

    @property
    def told(self) -> dict[str, Any]:
        """What the entry says, with the bytes of its file."""
        given = self.cleaned_data
        facts = {name: given[name] for name in self.Meta.fields}
        if file := given.get("file"):
            facts |= {"content": bytes(file.read()), "name": str(file.name)}
        return facts


class TakeBackForm(ReasonForm):
    """Why the last entry is taken back."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class PlanForm(forms.Form):
    """A day for every stage that is still to come, as far as one is planned."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, bill: Bill, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial["seen_version"] = bill.version
        planned = {one.stage: one.day for one in bill.plan.all()}
        words = dict(Stage.choices)
        self.stages = [stage.value for stage in rules.stages_of(rules.BillKind(bill.kind))]
        for stage in self.stages:
            self.fields[stage] = forms.RegexField(
                r"^\d{4}(-\d{2}(-\d{2})?)?$",
                label=words[stage],
                required=False,
                max_length=10,
                error_messages={"invalid": _("Write a day as 2022-05-21, 2022-05 or 2022.")},
            )
            self.initial[stage] = planned.get(stage, "")

    @property
    def days(self) -> dict[str, str]:
        """The planned day of each stage; empty where there is none."""
        return {stage: self.cleaned_data[stage] for stage in self.stages}


class TextForm(forms.Form):
    """The adopted text of a bill in the library."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    instrument: Any = forms.ModelChoiceField(None, label=gettext_lazy("adopted text"), required=False)
    text_version: Any = forms.ModelChoiceField(
        None,
        label=gettext_lazy("version of the adopted text"),
        required=False,
        help_text=gettext_lazy("A confirmed version of the act, where one is on file already."),
    )

    def __init__(self, *arguments: Any, bill: Bill, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.update(
            seen_version=bill.version,
            instrument=bill.instrument_id,
            text_version=bill.text_version_id,
        )
        self.fields["instrument"].queryset = queries.linkable_instruments(bill, scope)
        self.fields["instrument"].label_from_instance = lambda one: f"{one.code} · {one}"
        self.fields["text_version"].queryset = queries.linkable_versions(bill, scope)
        self.fields["text_version"].label_from_instance = lambda one: (
            f"{one.expression.instrument} · {one.expression.language} · {one}"
        )


class TaskForm(forms.ModelForm):
    """A task for the working group: what is to be done, by which of its members, by when."""

    class Meta:
        model = Task
        fields = ("text", "owner", "due")
        widgets = {"due": DayInput()}

    def __init__(self, *arguments: Any, group: Group, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["owner"].queryset = owners(group, None)

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds the task and checks it."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the task says."""
        return dict(self.cleaned_data)


class CheckForm(forms.ModelForm):
    """The marks of a finding that was looked at again, with words of the new text."""

    text = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quote = forms.CharField(
        label=gettext_lazy("quoted words"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Words of the provision chosen above that show what was found."),
    )

    class Meta:
        model = FindingCheck
        fields = ("on_paper", "in_force", "applied", "level", "note")
        widgets = {"level": forms.Select(choices=LEVELS), "note": forms.Textarea({"rows": 3})}

    def __init__(self, *arguments: Any, has_levels: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not has_levels:
            del self.fields["level"]

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks it."""

    @property
    def marks(self) -> dict[str, Any]:
        """The facts of the check itself."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"text", "quote"}}
