"""The shape of decisions about what was said: which session and person it is about, and what stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.events import queries
from tumar.events.models import Event, Mark, Unplaced
from tumar.kernel.scope import Scope


class RuleForm(forms.ModelForm):
    """Who counts as having attended an event."""

    class Meta:
        model = Event
        fields = ("attendance_requirement", "attendance_share", "counts_partly")
        help_texts = {"attendance_share": _("Read only where a share of the sessions is asked for.")}

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and writes."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        return {
            "requirement": told["attendance_requirement"],
            "share": told["attendance_share"],
            "counts_partly": told["counts_partly"],
        }


class SettleForm(forms.Form):
    """What stands for one person in one session."""

    state = forms.ChoiceField(choices=[("", ""), *Mark.State.choices], required=False)


class PlaceForm(forms.Form):
    """Whom something that waits is about, and in which session."""

    session: Any = forms.ModelChoiceField(label=_("session"), queryset=None, empty_label=None)
    involvement: Any = forms.TypedChoiceField(label=_("participant"), coerce=int)
    state = forms.ChoiceField(label=_("attendance"), choices=Mark.State.choices)

    def __init__(self, *arguments: Any, unplaced: Unplaced, scope: Scope, **named: Any) -> None:
        said = unplaced.said
        first = {"state": said.get("state"), "session": said.get("session"), "involvement": said.get("entry")}
        named.setdefault("initial", first)
        super().__init__(*arguments, **named)
        register = queries.register(unplaced.event, scope)
        self.fields["session"].queryset = unplaced.event.sessions.all()
        self.fields["session"].label_from_instance = lambda one: (
            f"{one.number}, {one.day:%d.%m.%Y} {one.title}"
        )
        choices = [(one.involvement.pk, one.label) for one in register.participants]
        self.fields["involvement"].choices = [("", "—"), *choices]
        self.entries = {one.involvement.pk: one.involvement for one in register.participants}

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        return {**told, "involvement": self.entries[told["involvement"]]}
