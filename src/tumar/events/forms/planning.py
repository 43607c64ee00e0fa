"""The shape of what is typed about an event's plan: agenda, rooms, target groups, money, checklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.events.forms import LANGUAGES, language_name
from tumar.events.models import (
    BudgetLine,
    Involvement,
    Material,
    Photograph,
    Room,
    Session,
    TargetGroup,
    Task,
)
from tumar.events.queries import countries_offered
from tumar.events.queries.planning import owners_offered, seen, speakers_of
from tumar.kernel.inputs import DayInput, EvidenceField
from tumar.kernel.money import exponent, major_units, minor_units
from tumar.kernel.part_pages import PartForm
from tumar.people import queries as people
from tumar.places.currencies import currency_choices


class RoomForm(PartForm):
    """One room of the venue."""

    ADD = _("Add a room")

    class Meta:
        model = Room
        fields = ("title", "capacity")


class TargetGroupForm(PartForm):
    """How many of one group or country are planned."""

    ADD = _("Add a target group")

    class Meta:
        model = TargetGroup
        fields = ("group", "country", "planned")
        help_texts = {"group": _("Empty: all groups."), "country": _("Empty: all countries.")}

    def offer(self) -> None:
        """Offer the countries around, and the one that is there."""
        kept = self.instance.country
        near = countries_offered()
        if kept and kept.pk not in {code for code, _name in near}:
            near = [(kept.pk, kept.name), *near]
        self.fields["country"].choices = [("", "—"), *near]


class BudgetForm(PartForm):
    """One kind of cost; amounts are typed in whole units of their currency."""

    ADD = _("Add a budget line")

    currency = forms.ChoiceField(label=_("currency"), initial="EUR")
    planned = forms.DecimalField(
        label=_("planned cost"), min_value=0, max_digits=15, decimal_places=3, required=False
    )
    actual = forms.DecimalField(
        label=_("actual cost"),
        min_value=0,
        max_digits=15,
        decimal_places=3,
        required=False,
        help_text=_("Leave it empty while it is not known."),
    )

    class Meta:
        model = BudgetLine
        fields = ("description", "currency")

    field_order = ("description", "currency", "planned", "actual", "reason")

    def offer(self) -> None:
        """Show amounts in whole units."""
        line = self.instance
        self.fields["currency"].choices = currency_choices(line.currency if line.pk else "")
        for name in ("planned", "actual"):
            minor = getattr(line, f"{name}_minor")
            if minor is not None:
                self.initial[name] = major_units(minor, line.currency)

    def clean(self) -> dict[str, Any]:
        """Refuse an amount finer than the currency's smallest unit."""
        cleaned = super().clean() or {}
        places = exponent(cleaned.get("currency") or "EUR")
        for name in ("planned", "actual"):
            amount = cleaned.get(name)
            if amount is not None and amount != round(amount, places):
                self.add_error(name, _("This currency has no such small unit."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The line's columns, amounts in minor units."""
        given = self.cleaned_data
        minor = {
            f"{name}_minor": None if given[name] is None else minor_units(given[name], given["currency"])
            for name in ("planned", "actual")
        }
        return {"description": given["description"], "currency": given["currency"], **minor}


class TaskForm(PartForm):
    """One point of the checklist, with an owner who has an account or is named."""

    ADD = _("Add a point to the checklist")

    class Meta:
        model = Task
        fields = ("title", "owner", "owner_name", "due", "done_on")
        widgets = {"due": DayInput(), "done_on": DayInput()}

    def offer(self) -> None:
        """Offer who works on events here, and who owns it already."""
        owners = owners_offered(self.record)
        kept = self.instance.owner
        named_owners = [(one.pk, str(one)) for one in owners]
        if kept and kept.pk not in {pk for pk, _name in named_owners}:
            named_owners.append((kept.pk, str(kept)))
        self.fields["owner"].choices = [("", "—"), *named_owners]

    def clean(self) -> dict[str, Any]:
        """Let a point have one owner."""
        cleaned = super().clean() or {}
        if cleaned.get("owner") and cleaned.get("owner_name"):
            self.add_error("owner_name", _("A point has one owner: an account or a name."))
        return cleaned


class FiledForm(PartForm):
    """A part that is a file: it is sent once, and what is said of it can be amended."""

    def offer(self) -> None:
        """Ask for the file when the part is new."""
        if not self.instance.pk:
            self.fields["file"] = EvidenceField()

    @property
    def content(self) -> dict[str, Any]:
        """The bytes as received, and their name."""
        file = self.cleaned_data["file"]
        return {"content": file.read(), "name": file.name}

    @property
    def facts(self) -> dict[str, Any]:
        """The part's columns beside the file."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}  # type: ignore[attr-defined]


class MaterialForm(FiledForm):
    """What a file is, in which language, and under which licence."""

    ADD = _("Add a material")

    language = forms.ChoiceField(label=_("language"))

    class Meta:
        model = Material
        fields = ("title", "language", "licence")

    def offer(self) -> None:
        """Offer the languages of the region, and the one that is there."""
        super().offer()
        codes = dict.fromkeys([*LANGUAGES, *filter(None, [self.instance.language])])
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]


class PhotographForm(FiledForm):
    """What a photograph shows, and how those who can be recognised in it agreed."""

    ADD = _("Add a photograph")

    class Meta:
        model = Photograph
        fields = ("caption", "agreed")


PLAN_FORMS: dict[str, Any] = {
    "rooms": RoomForm,
    "target-groups": TargetGroupForm,
    "budget": BudgetForm,
    "checklist": TaskForm,
    "materials": MaterialForm,
    "photographs": PhotographForm,
}


class TimeInput(forms.TimeInput):
    """A time of day as browsers pick it."""

    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class SlotForm(PartForm):
    """One session on the agenda."""

    speakers: Any = forms.ModelMultipleChoiceField(
        label=_("speakers and trainers"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever stands on the event's list as trainer, speaker or organiser."),
    )

    class Meta:
        model = Session
        fields = ("day", "begins_at", "ends_at", "title", "room")
        widgets = {"day": DayInput(), "begins_at": TimeInput(), "ends_at": TimeInput()}

    def offer(self) -> None:
        """Offer the days, rooms and speakers of the event."""
        days = {"min": self.record.starts.isoformat(), "max": self.record.ends.isoformat()}
        self.fields["day"].widget.attrs.update(days)
        rooms = self.record.rooms.all()
        self.fields["room"].queryset = rooms
        self.fields["room"].label_from_instance = self._room
        rows = speakers_of(self.record)
        labels = people.person_labels({one.person.code for one in rows}, self.scope)
        self.fields["speakers"].queryset = rows
        self.fields["speakers"].label_from_instance = lambda one: self._speaker(one, labels)
        self.initial["speakers"] = list(self.instance.speakings.values_list("involvement", flat=True))
        self.initial["seen_version"] = seen(self.instance)

    @staticmethod
    def _room(room: Room) -> str:
        return str(room) if room.capacity is None else f"{room} ({room.capacity})"

    @staticmethod
    def _speaker(one: Involvement, labels: dict[str, str]) -> str:
        return f"{labels[one.person.code]}, {one.get_role_display()}"

    @property
    def facts(self) -> dict[str, Any]:
        """The session's own columns."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
