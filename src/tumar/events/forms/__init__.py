"""The shape of what is typed about events, their sessions, persons and attendance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.events import queries
from tumar.events.models import Event, Involvement, Mark, Session
from tumar.kernel.choosing import RecordsField
from tumar.kernel.inputs import DayInput
from tumar.kernel.pages import CodedForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.people import queries as people
from tumar.places import names
from tumar.places import queries as places
from tumar.places.languages import LANGUAGES, language_name


class EventForm(CodedForm):
    """One event: what it is, where and when it is held, and by whom."""

    hosts = RecordsField(label=gettext_lazy("hosts"))
    co_organisers = RecordsField(label=gettext_lazy("co-organisers"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    interpretation_languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages of interpretation"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_countries = forms.CharField(
        label=gettext_lazy("other countries taking part"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Names or two-letter codes, with commas between them."),
    )

    is_idea = forms.BooleanField(label=gettext_lazy("It is only an idea so far"), required=False)

    class Meta:
        model = Event
        fields = (
            *("kind", "title", "reach", "country", "countries", "other_countries", "place", "starts", "ends"),
            *(
                "languages",
                "interpretation_languages",
                "programme",
                "activity_line",
                "response",
                "hosts",
                "co_organisers",
            ),
            *("head_count", "head_count_source", "template_name", "is_idea", "code"),
        )
        widgets = {"starts": DayInput(), "ends": DayInput(), "countries": forms.CheckboxSelectMultiple()}
        help_texts = {"countries": gettext_lazy("All whose people take part, for a regional event.")}

    SETS = ("countries", "hosts", "co_organisers")
    NOT_COLUMNS = (*SETS, "other_countries", "is_idea")

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        within = scope.countries(Permission.EVENTS_EVENT_EDIT)
        if self.instance.pk:
            self.initial.update(self.sets_of(self.instance))
            del self.fields["is_idea"]
        self._offer_places(within)
        self._offer_organisations(scope)
        for name in ("languages", "interpretation_languages"):
            spoken = dict.fromkeys([*LANGUAGES, *(self.initial.get(name) or [])])
            self.fields[name].choices = [(code, language_name(code)) for code in spoken]
        programmes = self.fields["programme"].queryset
        own = programmes.filter(pk=self.instance.programme_id or 0)
        self.fields["programme"].queryset = programmes.filter(is_ours=True) | own
        lines = self.fields["activity_line"]
        lines.label_from_instance = lambda line: f"{line.programme}: {line}"
        lines.queryset = lines.queryset.select_related("programme")

    def _offer_organisations(self, scope: Scope) -> None:
        for name in ("hosts", "co_organisers"):
            kept = {one.code: one for one in self.initial.get(name) or ()}

            def find(text: str, kept: Mapping[str, Any] = kept) -> Sequence[Any]:
                # Who holds the event already stays, even where this person could not choose them.
                return [kept[text]] if text in kept else people.find_organisations(scope, text)

            self.fields[name].one.find = find

    def _offer_places(self, within: frozenset[str] | None) -> None:
        near = queries.countries_offered()
        self.fields["countries"].choices = near
        codes = {code for code, _name in near}
        others = [one for one in self.initial.get("countries") or () if one.pk not in codes]
        self.initial["other_countries"] = ", ".join(one.name for one in others)
        if within is EVERYWHERE:
            self.fields["country"].choices = [("", "—"), *places.country_choices()]
            return
        # A regional event belongs to no country, so it takes the right everywhere.
        self.fields["reach"].choices = [(Event.Reach.COUNTRY.value, Event.Reach.COUNTRY.label)]
        self.fields["country"].choices = places.country_choices(within)

    @staticmethod
    def sets_of(event: Event) -> dict[str, Any]:
        """Return what an event's form shows beside its own columns."""
        held = queries.organisations(event)
        return {
            "countries": list(event.countries.all()),
            "hosts": [one.organisation for one in held["host"]],
            "co_organisers": [one.organisation for one in held["co_organiser"]],
        }

    @property
    def given(self) -> dict[str, Any]:
        """The sets that the event's actions take by their own names."""
        named = {one.pk: one for one in self.cleaned_data["other_countries"]}
        named |= {one.pk: one for one in self.cleaned_data["countries"]}
        return {**{name: self.cleaned_data[name] for name in self.SETS}, "countries": list(named.values())}

    @property
    def columns(self) -> dict[str, Any]:
        """The facts that are the event's own columns."""
        columns = {name: value for name, value in self.facts.items() if name not in self.NOT_COLUMNS}
        return {**columns, "state": Event.State.IDEA} if self.cleaned_data.get("is_idea") else columns

    def clean_other_countries(self) -> list[Any]:
        """Return the countries that were typed; every word that names none is told."""
        typed = [word.strip() for word in self.cleaned_data["other_countries"].split(",") if word.strip()]
        codes = {word: names.find(word) for word in typed}
        if unknown := [word for word, code in codes.items() if code is None]:
            raise ValidationError(_("No country has this name: %(words)s.") % {"words": ", ".join(unknown)})
        return queries.countries_named(filter(None, codes.values()))


# What a copy takes over; days, head count and persons are the new event's own.
COPIED = (
    *("kind", "reach", "title", "country", "programme", "activity_line", "response", "place"),
    *("languages", "interpretation_languages"),
)


def copied(event: Event) -> dict[str, Any]:
    """Return what the form of a new event begins with when it is made after another one."""
    return {**{name: getattr(event, name) for name in COPIED}, **EventForm.sets_of(event)}


class SessionForm(forms.ModelForm):
    """One session of an event."""

    class Meta:
        model = Session
        fields = ("day", "title")
        widgets = {"day": DayInput()}

    def __init__(self, *arguments: Any, event: Event, **named: Any) -> None:
        super().__init__(*arguments, **named)
        days = {"min": event.starts.isoformat(), "max": event.ends.isoformat()}
        self.fields["day"].widget.attrs.update(days)
        self.fields["title"].help_text = _("For example: morning.")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds it and checks it."""


YES_NO_UNKNOWN = (("", gettext_lazy("not known")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))
ANSWERS = {"": None, "yes": True, "no": False}


class PersonForm(forms.Form):
    """Which of the persons found is put on the list, and in which role."""

    person: Any = forms.ModelChoiceField(queryset=None, widget=forms.RadioSelect, empty_label=None)
    role = forms.ChoiceField(label=gettext_lazy("role"), choices=Involvement.Role.choices)
    attended = forms.TypedChoiceField(
        label=gettext_lazy("attended, as the event's list says"),
        choices=YES_NO_UNKNOWN,
        coerce=ANSWERS.__getitem__,
        empty_value=None,
        required=False,
    )

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["person"].queryset = people.persons(scope)
        self.fields["person"].error_messages["required"] = _("Choose a person.")


@dataclass(frozen=True)
class SheetLine:
    """One participant's line on an attendance sheet."""

    entry: queries.Entry
    seen: str
    chosen: str
    meanwhile: str = ""

    @property
    def pk(self) -> int:
        return self.entry.involvement.pk


class AttendanceSheet:
    """One sheet for all participants: what was on record when it was shown, and what was chosen.

    Plain inputs, not form fields: a conference has hundreds of lines.
    """

    # The two that are chosen most come first: on a telephone the others are scrolled to.
    STATES = sorted(Mark.State.choices, key=lambda choice: choice[0] not in {"present", "absent"})

    def __init__(
        self,
        entries: Sequence[queries.Entry],
        recorded: Mapping[int, str],
        posted: QueryDict | None = None,
        *,
        is_list: bool = False,
    ) -> None:
        self.posted = posted
        # An event's list says whether somebody was there, and no more.
        self.states = self.STATES[:2] if is_list else self.STATES
        self.lines = [self._line(entry, recorded.get(entry.involvement.pk, "")) for entry in entries]

    def _line(self, entry: queries.Entry, recorded: str) -> SheetLine:
        if self.posted is None:
            return SheetLine(entry, recorded, recorded)
        pk = entry.involvement.pk
        if f"seen-{pk}" not in self.posted:
            # Put on the list after the sheet was opened: nobody has said anything about this one.
            return SheetLine(entry, recorded, recorded)
        seen = self._state(f"seen-{pk}")
        chosen = self._state(f"state-{pk}", otherwise=seen)
        if "all" in self.posted and not chosen:
            chosen = Mark.State.PRESENT.value
        return SheetLine(entry, seen, chosen)

    def _state(self, name: str, otherwise: str = "") -> str:
        state = self.posted.get(name, otherwise) if self.posted else otherwise
        return state if state in {"", *dict(self.states)} else otherwise

    @property
    def is_overtaken(self) -> bool:
        """Tell whether somebody else recorded something different meanwhile."""
        return any(line.meanwhile for line in self.lines)

    @property
    def seen(self) -> dict[int, str]:
        """What was on record when the person looked, per involvement."""
        return {line.pk: line.seen for line in self.lines}

    @property
    def changes(self) -> dict[int, str]:
        """What the person changed, per involvement."""
        return {line.pk: line.chosen for line in self.lines if line.chosen != line.seen}

    def overtaken_by(self, states: Mapping[int, str]) -> None:
        """Show on each line what somebody else recorded meanwhile, and count that as seen."""
        self.lines = [
            SheetLine(line.entry, states[line.pk], line.chosen, meanwhile=states[line.pk] or "unmarked")
            if line.pk in states
            else line
            for line in self.lines
        ]
