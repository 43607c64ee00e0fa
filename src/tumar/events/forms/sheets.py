"""The shape of signed sheets as they are sent, and of what a person decides about them."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.events.models import Mark
from tumar.events.queries.sheets import Proposal, ScanRows
from tumar.kernel.inputs import LARGEST_EVIDENCE

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
MOST_FILES = 100


class SheetsInput(forms.FileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class SheetsField(forms.FileField):
    """Several photographs or scans; what they hold is found out when they are read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SheetsInput({"accept": ",".join(ENDINGS)}), **options)

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        """Refuse nothing at all, and what is too large, naming it."""
        received = list(value or ())
        if not received:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(received) > MOST_FILES:
            raise ValidationError(_("Send 100 files at the most at a time."))
        large = [file.name for file in received if file.size > LARGEST_EVIDENCE]
        if large:
            raise ValidationError([_("%(file)s is larger than 20 MB.") % {"file": name} for name in large])
        return received


class SheetsForm(forms.Form):
    """Signed sheets to be read; the key lets them be sent once only."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    sheets = SheetsField(
        label=gettext_lazy("Photographs or scans of signed sheets"),
        help_text=gettext_lazy("JPEG, PNG, TIFF or PDF, several at once, 20 MB each at the most."),
    )

    @property
    def received(self) -> Iterator[tuple[str, bytes]]:
        """The files, each with its name; read one after another."""
        return ((file.name, file.read()) for file in self.cleaned_data["sheets"])


class Decision:
    """One box: what the sheet says, and what the person chose."""

    def __init__(self, proposal: Proposal, posted: QueryDict | None) -> None:
        self.proposal = proposal
        self.seen, self.chosen, self.meanwhile = proposal.recorded, proposal.proposed, ""
        if posted is not None and f"seen-{proposal.name}" in posted:
            self.seen = _state(posted.get(f"seen-{proposal.name}"))
            self.chosen = _state(posted.get(f"state-{proposal.name}", self.seen))
            if "rest" in posted and not self.chosen and proposal.seen.is_signed is False:
                self.chosen = Mark.State.ABSENT.value


def _state(text: str | None) -> str:
    return text if text in Mark.State.values else ""


class ScanForm:
    """One page's boxes with what was chosen for each; plain inputs, since a page has up to 88 boxes."""

    STATES = Mark.State.choices

    def __init__(self, rows: ScanRows, posted: QueryDict | None = None) -> None:
        self.lines = [Decision(one, posted) for one in rows.proposals if one.involvement]
        self.gone: Sequence[Proposal] = [one for one in rows.proposals if not one.involvement]
        self.walk_ins = rows.walk_ins

    @property
    def decisions(self) -> dict[int, dict[int, str]]:
        """What the person changed, per session and involvement."""
        return self._by_session(lambda line: line.chosen, only_changes=True)

    @property
    def seen(self) -> dict[int, dict[int, str]]:
        """What was on record when the person looked, per session and involvement."""
        return self._by_session(lambda line: line.seen, only_changes=False)

    def _by_session(self, state: Any, *, only_changes: bool) -> dict[int, dict[int, str]]:
        found: dict[int, dict[int, str]] = {}
        for line in self.lines:
            if only_changes and line.chosen == line.seen:
                continue
            of_session = found.setdefault(line.proposal.session.pk, {})
            if line.proposal.involvement:
                of_session[line.proposal.involvement.pk] = state(line)
        return found

    @property
    def is_overtaken(self) -> bool:
        """Tell whether somebody else recorded something different meanwhile."""
        return any(line.meanwhile for line in self.lines)

    def overtaken(self) -> None:
        """Show on each line what somebody else recorded meanwhile, and count that as seen."""
        for line in self.lines:
            if line.proposal.recorded != line.seen:
                line.meanwhile = line.proposal.recorded or "unmarked"
                line.seen = line.proposal.recorded
