"""What a person is asked for when an event moves to another state: what the move needs, nothing else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tumar.events.models import Event
from tumar.events.rules.states import Move, Need
from tumar.kernel.inputs import DayInput


class MoveForm(forms.Form):
    """One move of one event."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    starts = forms.DateField(label=gettext_lazy("new first day"), widget=DayInput())
    ends = forms.DateField(
        label=gettext_lazy("new last day"),
        widget=DayInput(),
        required=False,
        help_text=gettext_lazy("Leave it empty and the event stays as long as it was."),
    )
    reason = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the journal."),
    )

    def __init__(self, *arguments: Any, move: Move, event: Event, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial["seen_version"] = event.version
        if not {Need.DATES, Need.MAY_HAVE_DATES} & set(move.asks):
            del self.fields["starts"], self.fields["ends"]
        elif Need.MAY_HAVE_DATES in move.asks:
            self.fields["starts"].required = False
            self.fields["starts"].help_text = gettext_lazy("Leave it empty while nobody knows.")
        elif not self.is_new(event):
            self.fields["starts"].help_text = gettext_lazy("The old days were given up.")
        else:
            self.initial.update({"starts": event.starts, "ends": event.ends})
        if Need.REASON not in move.asks:
            del self.fields["reason"]

    @staticmethod
    def is_new(event: Event) -> bool:
        """Tell whether the event already has other days than those that were given up last."""
        last = event.postponements.last()
        return last is None or (last.starts, last.ends) != (event.starts, event.ends)

    @property
    def given(self) -> dict[str, Any]:
        """What the move is made with."""
        facts = dict(self.cleaned_data)
        return {"version": facts.pop("seen_version"), **facts}
