"""The sentence for each thing that rules of law find wrong: where it is, and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tumar.kernel.refusals import Refusal, SecondPersonNeeded
from tumar.kernel.tables.refusals import Reason
from tumar.kernel.tables.wording import SENTENCES as OF_TABLES
from tumar.law.actions import findings, rechecks, requirements, rounds, suggesting
from tumar.law.rules.findings import Flaw
from tumar.law.rules.requirements import Problem
from tumar.law.wording_reforms import TOLD as OF_REFORMS
from tumar.law.wording_reforms import sentence as reform_sentence

PROBLEMS = {
    Problem.NOT_A_MAPPING: gettext_noop("Here fields with values are needed, such as “en: text”."),
    Problem.NOT_A_LIST: gettext_noop("Here a list is needed, one item a line with a hyphen before it."),
    Problem.NOT_TEXT: gettext_noop("“%(value)s” is read as no text; put it in quotation marks."),
    Problem.MISSING: gettext_noop("This field is missing."),
    Problem.EMPTY: gettext_noop("There is nothing in this field."),
    Problem.UNKNOWN_FIELD: gettext_noop("There is no such field."),
    Problem.UNKNOWN_WORD: gettext_noop("“%(value)s” is none of: %(known)s."),
    Problem.UNKNOWN_LANGUAGE: gettext_noop("“%(value)s” is no language that is known here: %(known)s."),
    Problem.UNKNOWN_CONCEPT: gettext_noop("“%(value)s” stands not in the term base."),
    Problem.BAD_CODE: gettext_noop(
        "“%(value)s” is no code: Latin letters, digits, dots and hyphens, 40 at the most."
    ),
    Problem.TWICE: gettext_noop("The code “%(value)s” stands twice."),
    Problem.TOO_LONG: gettext_noop("The text has %(found)s letters, %(most)s at the most are kept."),
    Problem.TOO_MANY: gettext_noop("There are %(found)s requirements, %(most)s at the most are taken."),
    Problem.NO_LANGUAGE: gettext_noop("Say the language of the text, such as “en: text”."),
    Problem.NOT_YAML: gettext_noop("Line %(line)s is no YAML: %(said)s."),
    Problem.ALIAS: gettext_noop("Line %(line)s refers to another place of the file; write the value out."),
    Problem.KEY_TWICE: gettext_noop("Line %(line)s: the field “%(value)s” stands twice."),
    Problem.TOO_LARGE: gettext_noop("The file is larger than %(most)s MB."),
    Problem.NO_SHEET: gettext_noop("The workbook has no sheet “%(value)s”."),
    Problem.NO_COLUMN: gettext_noop("The sheet of requirements has no such column."),
    Problem.NOT_JSON: gettext_noop("Line %(line)s is no JSON: %(said)s."),
    Problem.NOT_A_CATALOG: gettext_noop(
        "This JSON file is neither an OSCAL catalogue nor a mapping collection."
    ),
    Problem.NOT_A_NODE: gettext_noop(
        "“%(value)s” names no requirement: code of the set, a slash, its own code, such as jee/P7.1."
    ),
    Problem.ITSELF: gettext_noop("Choose two different requirements."),
    Problem.PAIR_TWICE: gettext_noop("These two are related twice in the file."),
    Problem.NO_REQUIREMENT: gettext_noop("There is no requirement “%(value)s” on file."),
}
FLAWS = {
    Flaw.NOT_ASSESSED: gettext_noop("Say what was found on paper."),
    Flaw.FORCE_WITHOUT_PAPER: gettext_noop("What is in force stands on paper; mark that, too."),
    Flaw.NO_CITATION: gettext_noop("Cite the words of a provision that show it."),
    Flaw.NO_LEVEL: gettext_noop("Give a level from 1 to 5."),
    Flaw.LEVEL_ELSEWHERE: gettext_noop("This requirement has no levels."),
}


def fault_sentence(fault: Mapping[str, Any]) -> str:
    """Return a fault of a file of requirements as one sentence, with its place before it."""
    about = {name: str(value) for name, value in fault["about"].items()}
    if fault["problem"] == Problem.NOT_A_BOOK:
        sentence = _(OF_TABLES[Reason(about["reason"])]) % about
    else:
        sentence = _(PROBLEMS[Problem(fault["problem"])]) % about
    if about.get("meant"):
        sentence = f"{sentence} {_('Did you mean “%(meant)s”?') % about}"
    place = ", ".join(part for part in (fault["item"], fault["field"]) if part)
    return f"{place}: {sentence}" if place else sentence


def flaw_sentence(flaw: Flaw) -> str:
    """Return what keeps marks from being given, as one sentence."""
    return _(FLAWS[flaw])


def refusal_sentence(refusal: Refusal) -> str:
    """Return why an act about sets, rounds, findings or reforms was refused, in one sentence."""
    if isinstance(refusal, OF_REFORMS):
        return reform_sentence(refusal)
    if isinstance(refusal, findings.NotReady):
        return " ".join(flaw_sentence(flaw) for flaw in refusal.flaws)
    if isinstance(refusal, rounds.RoundNotReady):
        waits = refusal.pending
        return _(
            "Not ready: %(differing)d requirements wait for a decision, %(unconfirmed)d decisions for a "
            "second person."
        ) % {"differing": waits.differing, "unconfirmed": waits.unconfirmed}
    if isinstance(refusal, requirements.VersionTaken):
        return _("The set has a version “%(label)s” already; give this one another.") % {
            "label": refusal.label
        }
    return _(REFUSALS[type(refusal)])


REFUSALS: dict[type[Refusal], str] = {
    requirements.DraftIsSettled: gettext_noop("This file was taken, dropped or refused already."),
    requirements.NothingChanged: gettext_noop("The set has a version that says exactly this."),
    rounds.RoundIsClosed: gettext_noop("The round is sealed; it stays as it is."),
    rounds.RoundIsOpen: gettext_noop("Close the round before it is published."),
    rounds.SomebodyMustClose: gettext_noop("A round is closed by somebody with an account."),
    rounds.AlreadyPublished: gettext_noop("The round is published already."),
    findings.NotACoder: gettext_noop("Only the two coders of the round record findings in it."),
    findings.NoSuchCitation: gettext_noop("This citation is gone already."),
    findings.FindingIsGiven: gettext_noop("Both gave their findings; these cannot change any more."),
    findings.QuoteNotThere: gettext_noop("These words do not stand in the provision. Copy them from it."),
    findings.NotTheLawOfTheDay: gettext_noop(
        "This text is another country's, is not confirmed, or did not hold on the day of the round."
    ),
    findings.NothingToDecide: gettext_noop("There is nothing to decide about this requirement."),
    findings.ReasonNeeded: gettext_noop("Say why the decision goes so."),
    rechecks.NothingChanged: gettext_noop("The provision says what it said, or was looked at already."),
    suggesting.NotSomebody: gettext_noop("This is said by somebody with an account."),
    suggesting.NotOfTheCountry: gettext_noop("This provision is no act of the country of the round."),
    suggesting.AlreadyTakenBack: gettext_noop("This was taken back already."),
    SecondPersonNeeded: gettext_noop("This takes a second person, and you did the first half."),
}
TOLD: tuple[type[Refusal], ...] = (
    *REFUSALS,
    *OF_REFORMS,
    findings.NotReady,
    rounds.RoundNotReady,
    requirements.VersionTaken,
)
