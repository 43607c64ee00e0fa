"""The shape of what is typed about a trainer's qualification."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from tumar.events.queries import find_events
from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.pages import CodedForm
from tumar.kernel.scope import Scope
from tumar.people.queries import find_persons
from tumar.training.models import Qualification


class QualificationForm(CodedForm):
    """One person's qualification; whose it is does not change afterwards."""

    person = RecordField(label=_("person"), help_text=_("The code, or words of the name."))
    event = RecordField(
        label=_("earned at"),
        required=False,
        help_text=_("The event's code, or words of its title. Empty where it is not on record here."),
    )

    class Meta:
        model = Qualification
        fields = ("person", "programme", "event", "since", "until", "code")
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["event"].find = partial(find_events, scope)
        if self.instance.pk:
            del self.fields["person"]
            self.initial["event"] = self.instance.event
        else:
            self.fields["person"].find = partial(find_persons, scope)
