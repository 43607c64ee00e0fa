"""The shape of a rule of retention."""

from typing import Any

from tumar.kernel.pages import RecordForm
from tumar.people.models import RetentionRule


class RetentionForm(RecordForm):
    """For one purpose, one kind of data, how long; and whether it is in force."""

    class Meta:
        model = RetentionRule
        fields = ("purpose", "kept", "months", "since", "is_in_force")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.instance.pk:
            # What a rule is about names it; another subject is another rule.
            del self.fields["purpose"], self.fields["kept"]
