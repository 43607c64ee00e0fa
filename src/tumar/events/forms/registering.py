"""The shape of what the desk types about registration: terms, questions, invitations, decisions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.events import queries
from tumar.events.forms.registration import ASKABLE, REQUIRED, asked_name
from tumar.events.models import Invitation, Question, Registering, Registration
from tumar.events.rules.registration import can_move, limits_typed
from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.languages import TextsFormField
from tumar.kernel.scope import Scope
from tumar.people import queries as people
from tumar.people.models import Person

OFFERED, ASKED = "", "asked"
State = Registration.State


class LimitsField(forms.CharField):
    """Limits typed one a line, `name: number`, kept by the codes of what is limited."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, choices: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.names = {code: str(name) for code, name in choices}
        self.known = {name.casefold(): code for code, name in self.names.items()}
        self.known |= {code.casefold(): code for code in self.names}

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return "\n".join(f"{self.names.get(code, code)}: {limit}" for code, limit in value.items())
        return value

    def clean(self, value: Any) -> dict[str, int]:  # type: ignore[override]
        limits, faults = limits_typed(super().clean(value) or "", self.known)
        if faults:
            said = _("This line cannot be read: “%(line)s”. Write it like “%(name)s: 20”.")
            name = next(iter(self.names.values()), "KZ")
            raise ValidationError([said % {"line": fault, "name": name} for fault in faults])
        return limits


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """On which terms people register for an event."""

    class Meta:
        model = Registering
        fields = ("door", "last_day", "is_moderated", "places", "words", "reminder_days")
        widgets = {"last_day": DayInput()}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        groups = [pair for pair in Person.Group.choices if pair[0] != Person.Group.UNKNOWN]
        hint = _("One a line, such as “%(name)s: 20”. Those who are not named share the places in all.")
        countries = queries.countries_offered()
        for name, label, choices in (
            ("places_by_country", _("places by country"), countries),
            ("places_by_group", _("places by occupation group"), groups),
        ):
            example = choices[0][1] if choices else ""
            field = LimitsField(choices, label=label, help_text=hint % {"name": example})
            self.fields[name] = field
            self.initial[name] = getattr(self.instance, name)
        for name in ASKABLE:
            self.fields[f"asks_{name}"] = forms.ChoiceField(
                label=_("Ask for: %(field)s") % {"field": asked_name(name)},
                required=False,
                choices=[(OFFERED, _("no")), (ASKED, _("yes")), (REQUIRED, _("yes, it must be filled in"))],
                initial=self.instance.asked.get(name, OFFERED),
            )

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and keeps."""

    @property
    def facts(self) -> dict[str, Any]:
        """The terms as the action takes them."""
        cleaned = dict(self.cleaned_data)
        asked = {name: cleaned.pop(f"asks_{name}") for name in ASKABLE}
        return {**cleaned, "asked": {name: how for name, how in asked.items() if how}}


def choices_typed(texts: Mapping[str, str]) -> list[list[Any]]:
    """Return choices typed one a line, each with a value that answers keep and its words by language."""
    lines = {
        language: [line.strip() for line in text.splitlines() if line.strip()]
        for language, text in texts.items()
    }
    if len({len(found) for found in lines.values() if found}) > 1:
        raise ValidationError(_("Give as many choices in each language, in the same order."))
    count = max(map(len, lines.values()), default=0)
    return [
        [f"c{number + 1}", {language: found[number] for language, found in lines.items() if found}]
        for number in range(count)
    ]


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One question of an event's own."""

    choices = TextsFormField(
        rows=4,
        required=False,
        label=gettext_lazy("choices"),
        help_text=gettext_lazy("One a line, in the same order in each language; only where there are any."),
    )

    class Meta:
        model = Question
        fields = ("text", "kind", "is_required")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and keeps."""

    def clean_choices(self) -> list[list[Any]]:
        """Return the choices, each with a value that answers keep and its words in every language."""
        return choices_typed(self.cleaned_data["choices"] or {})


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """One invitation link."""

    organisation = RecordField(
        required=False,
        label=gettext_lazy("organisation that nominates"),
        help_text=gettext_lazy("Its code or words of its name. Whoever it names agrees by e-mail."),
    )

    class Meta:
        model = Invitation
        fields = ("whom", "organisation", "places", "last_day")
        widgets = {"last_day": DayInput()}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["organisation"].find = lambda text: people.find_organisations(scope, text)

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and keeps."""


class DecisionForm(forms.Form):
    """What becomes of a registration, and why."""

    decision = forms.ChoiceField(label=gettext_lazy("decision"))
    reason = forms.CharField(
        label=gettext_lazy("reason"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("The person reads it in the letter."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, registration: Registration, **named: Any) -> None:
        super().__init__(*arguments, **named)
        words = {
            State.CONFIRMED: _("accept"),
            State.WAITING: _("put on the waiting list"),
            State.REFUSED: _("refuse"),
            State.WITHDRAWN: _("withdraw, since the person asked for it"),
        }
        now = registration.state
        offered = [(state, word) for state, word in words.items() if can_move(now, state)]
        # The other choices stay known: whoever decided on an old page is told so by the action.
        self.fields["decision"].choices = offered or list(words.items())
        self.initial["version"] = registration.version


class AcceptAllForm(forms.Form):
    """Nothing to fill in: how far the registrations go that somebody saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class LineForm(forms.Form):
    """Another place in the waiting list, and why."""

    place = forms.IntegerField(label=gettext_lazy("place in the line"), min_value=1, max_value=100_000)
    reason = forms.CharField(label=gettext_lazy("reason"), max_length=500)


class LinkForm(forms.Form):
    """Who on file it is that registered."""

    person = RecordField(
        label=gettext_lazy("person"), help_text=gettext_lazy("The code or words of the name.")
    )

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["person"].find = lambda text: people.find_persons(scope, text)
