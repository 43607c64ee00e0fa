"""Working groups and what belongs to them."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.events.queries import find_events
from tumar.kernel import clock
from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput, EvidenceField, EvidenceForm
from tumar.kernel.pages import CodedForm
from tumar.kernel.part_pages import PartForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.network.models import Decision, Group, Meeting, Member, Task
from tumar.network.queries.groups import owners
from tumar.people.queries import find_organisations, find_persons
from tumar.places.offering import offer_countries

BY_CODE_OR_NAME = _("Its code, or words of its name.")
DAYS = {name: DayInput() for name in ("since", "until", "day", "due", "done_on", "founded", "closed")}


class GroupForm(CodedForm):
    """One working group."""

    class Meta:
        model = Group
        fields = ("name", "country", "topic", "purpose", "basis", "founded", "closed", "code")
        widgets = {**DAYS, "purpose": forms.Textarea({"rows": 3})}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer_countries(self.fields["country"], scope, Permission.NETWORK_GROUP_EDIT, _("the region"))


class MemberForm(PartForm):
    """Who sits in the group, by which mandate."""

    ADD = _("Add a member")

    person = RecordField(label=_("person"), required=False, help_text=BY_CODE_OR_NAME)
    organisation = RecordField(
        label=_("organisation"),
        required=False,
        help_text=_("On whose behalf the person sits in the group; or the organisation itself."),
    )

    class Meta:
        model = Member
        fields = ("person", "organisation", "part", "mandate", "since", "until")
        widgets = DAYS

    def offer(self) -> None:
        """Look for persons and organisations as far as the scope sees them; who is there already stays."""
        finders = {"person": find_persons, "organisation": find_organisations}
        for name, find in finders.items():
            kept = getattr(self.instance, name) if self.instance.pk else None
            if kept is not None:
                self.initial[name] = kept
            self.fields[name].find = partial(_or_kept, kept, partial(find, self.scope))


def _or_kept(kept: Any, find: Any, text: str) -> Any:
    return [kept] if kept is not None and kept.code == text else find(text)


class MeetingForm(PartForm):
    """When and where the group meets; or which event the meeting was."""

    ADD = _("Add a meeting")

    event = RecordField(
        label=_("event"),
        required=False,
        help_text=_("Where the meeting is an event on file: its code or title."),
    )

    class Meta:
        model = Meeting
        fields = ("event", "day", "begins", "ends", "place", "agenda")
        widgets = {
            **DAYS,
            "begins": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "ends": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "agenda": forms.Textarea({"rows": 4}),
        }

    def offer(self) -> None:
        """Look for events as far as the scope sees them."""
        kept = self.instance.event if self.instance.pk else None
        if kept is not None:
            self.initial["event"] = kept
        self.fields["event"].find = partial(_or_kept, kept, partial(find_events, self.scope))
        self.fields["begins"].help_text = _("On the clocks of the place.")


class DecisionForm(PartForm):
    """What was decided, when, in which meeting."""

    ADD = _("Add a decision")

    class Meta:
        model = Decision
        fields = ("text", "day", "meeting")
        widgets = {**DAYS, "text": forms.Textarea({"rows": 4})}

    def offer(self) -> None:
        """Offer the group's own meetings."""
        self.fields["meeting"].queryset = self.record.meetings.select_related("event").order_by("-number")
        if not self.instance.pk:
            self.initial.setdefault("day", clock.today())


class TaskForm(PartForm):
    """What is to be done, by whom, by when."""

    ADD = _("Add a task")

    class Meta:
        model = Task
        fields = ("text", "owner", "due", "state", "done_on", "decision")
        widgets = DAYS

    def offer(self) -> None:
        """Offer the group's own members and decisions."""
        self.fields["owner"].queryset = owners(self.record, self.instance.owner_id)
        self.fields["decision"].queryset = self.record.decisions.order_by("-day")
        if not self.instance.pk:
            del self.fields["done_on"], self.fields["state"]


PART_FORMS: dict[str, type[PartForm]] = {
    "members": MemberForm,
    "meetings": MeetingForm,
    "decisions": DecisionForm,
    "tasks": TaskForm,
}


class FileForm(EvidenceForm):
    """A file with what is new in it."""

    note = forms.CharField(label=_("what is new"), required=False, max_length=500)


class DocumentForm(FileForm):
    """A document with its first version."""

    title = forms.CharField(label=_("title"), max_length=300)
    field_order = ("title", "file", "note")


class MinutesForm(forms.Form):
    """The minutes of a meeting."""

    file = EvidenceField(label=_("minutes"))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
