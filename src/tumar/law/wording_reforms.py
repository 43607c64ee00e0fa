"""Words of reform: columns of the board, what comes next, why an act was refused."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tumar.kernel.refusals import Refusal
from tumar.law.actions import bills, checks, recommendations
from tumar.law.models import Stage
from tumar.law.rules import reforms as rules

COLUMNS = {
    rules.Column.PREPARED: gettext_lazy("being prepared"),
    rules.Column.AGREED: gettext_lazy("being agreed"),
    rules.Column.PARLIAMENT: gettext_lazy("in parliament"),
    rules.Column.ADOPTED: gettext_lazy("adopted, not in force yet"),
    rules.Column.IN_FORCE: gettext_lazy("law in force"),
    rules.Column.CARRIED_OUT: gettext_lazy("carried out"),
    rules.Column.ENDED: gettext_lazy("withdrawn or rejected"),
}
STANDINGS = {
    rules.Standing.DONE: gettext_lazy("behind it"),
    rules.Standing.HERE: gettext_lazy("here now"),
    rules.Standing.SKIPPED: gettext_lazy("left out"),
    rules.Standing.UNRECORDED: gettext_lazy("before it was taken up"),
    rules.Standing.AHEAD: gettext_lazy("to come"),
    rules.Standing.OVERDUE: gettext_lazy("overdue"),
    rules.Standing.NEVER: gettext_lazy("not reached"),
}
NEXT_STEPS = {
    rules.NextStep.DECIDE: gettext_lazy("Decide whether it is accepted."),
    rules.NextStep.OWNER: gettext_lazy("Name who sees to it."),
    rules.NextStep.WORDING: gettext_lazy("Word the draft."),
    rules.NextStep.BILL: gettext_lazy("Take up a bill that answers it."),
    rules.NextStep.NEXT_STAGE: gettext_lazy("Bring the bill to its next stage."),
    rules.NextStep.PLAN: gettext_lazy("Plan when it comes to its stages."),
    rules.NextStep.LINK_TEXT: gettext_lazy("Put the adopted text into the library and link it."),
    rules.NextStep.BY_LAWS: gettext_lazy("Bring its by-laws in force."),
    rules.NextStep.RECHECK: gettext_lazy("Look again at the findings that it answers."),
}
FLAWS = {
    rules.Flaw.NO_DAY: gettext_noop("There is no such day."),
    rules.Flaw.FUTURE_DAY: gettext_noop("This day is still to come."),
    rules.Flaw.BEFORE_LAST: gettext_noop("This day is before that of the last entry."),
    rules.Flaw.REASON_NEEDED: gettext_noop("Say why."),
    rules.Flaw.TEXT_NEEDED: gettext_noop("Link the adopted text in the library first."),
    rules.Flaw.BY_LAWS_OPEN: gettext_noop("By-laws of this act are not in force yet."),
}
STATE_FLAWS = {
    rules.StateFlaw.NO_MOVE: gettext_noop("This state does not follow the present one."),
    rules.StateFlaw.REASON_NEEDED: gettext_noop("Say why."),
    rules.StateFlaw.NO_SUCCESSOR: gettext_noop("Say by which recommendation it is superseded."),
    rules.StateFlaw.NOT_RECHECKED: gettext_noop(
        "Some of its findings were not looked at again yet, or are not answered."
    ),
    rules.StateFlaw.BILLS_ON_THEIR_WAY: gettext_noop("Bills that answer it are still on their way."),
}
PLAIN: dict[type[Refusal], str] = {
    recommendations.ProvisionOfAnother: gettext_noop("This provision is of another country's law."),
    bills.NotAdopted: gettext_noop("An act has a text in the library once it is adopted."),
    bills.TextNeeded: gettext_noop("The act is in force; it keeps its text."),
    bills.TextOfAnother: gettext_noop(
        "This text is another country's, or the version is another act's or not confirmed."
    ),
    bills.NothingToTakeBack: gettext_noop(
        "There is no entry to take back, or findings were looked at again because of it."
    ),
    checks.NothingDue: gettext_noop("This finding waits for nobody, or was looked at already."),
}
TOLD: tuple[type[Refusal], ...] = (
    *PLAIN,
    bills.MoveRefused,
    bills.EntryRefused,
    recommendations.StateRefused,
)


def stage_words(stage: rules.Stage) -> str:
    """Return a stage in words."""
    return str(Stage(stage.value).label)


def sentence(refusal: Refusal) -> str:
    """Return why an act about reform was refused."""
    if isinstance(refusal, bills.EntryRefused):
        return " ".join(_(FLAWS[flaw]) for flaw in refusal.flaws)
    if isinstance(refusal, recommendations.StateRefused):
        return " ".join(_(STATE_FLAWS[flaw]) for flaw in refusal.flaws)
    if isinstance(refusal, bills.MoveRefused):
        if refusal.between:
            between = ", ".join(stage_words(stage) for stage in refusal.between)
            return _("These stages cannot be left out: %(stages)s.") % {"stages": between}
        return _("From here there is no way to “%(stage)s”.") % {"stage": stage_words(refusal.stage)}
    return _(PLAIN[type(refusal)])
