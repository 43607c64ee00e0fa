"""What is written to people who attended an event, with a link to its questions, in their language."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from tumar.events.models import Evaluation, EvaluationLink
from tumar.kernel.languages import said
from tumar.kernel.mail import Letter, one_line

KIND = "evaluation.link"


def about(evaluation: Evaluation) -> str:
    """Return what the letters of an evaluation are found by. The event's own list of letters shows none.

    Whoever reads a letter can answer by the link in it.
    """
    return f"events.evaluation:{evaluation.event.code}"


def hall_address(evaluation: Evaluation) -> str:
    """Return the full address at which everybody in the hall answers."""
    return str(settings.TUMAR_ADDRESS) + reverse("evaluation:hall", args=[evaluation.token])


def link_address(link: EvaluationLink) -> str:
    """Return the full address of one person's questions."""
    return str(settings.TUMAR_ADDRESS) + reverse("evaluation:link", args=[link.token])


def compose(
    evaluation: Evaluation, link: EvaluationLink, *, name: str, address: str, language: str
) -> Letter:
    """Return the letter that asks somebody for an opinion, in a language that the person chose."""
    with override(language):
        title = said(evaluation.event.title) or evaluation.event.code
        until = evaluation.closes_on
        parts = [
            _("Dear %(name)s,") % {"name": one_line(name)},
            _("thank you for taking part in “%(event)s”. What did you think of it? It takes two minutes.")
            % {"event": title},
            _("The questions, once for you:") + f"\n{link_address(link)}",
            _("They can be answered until %(day)s.") % {"day": date_format(until, "DATE_FORMAT")}
            if until
            else "",
            _("Your answers are kept without your name. Results are shown for five people or more."),
            _("This letter was written by a machine; answers to it are not read."),
        ]
        subject = _("What did you think of it? %(event)s") % {"event": title}
    text = "\n\n".join(filter(None, parts)) + "\n"
    return Letter(KIND, address, language, subject, text)
