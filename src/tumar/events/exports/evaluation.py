"""Results of an evaluation as a sheet, and its questions on paper."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from tumar.events import letters
from tumar.events.badges import qr_svg
from tumar.events.letters_evaluation import hall_address
from tumar.events.models import Evaluation, EvaluationQuestion
from tumar.events.queries import evaluation as queries
from tumar.events.queries.evaluation import Results
from tumar.events.rules.evaluation import SCALE, Kind
from tumar.kernel import clock, documents
from tumar.kernel.languages import said

TEMPLATE = "evaluation_form"


def headers() -> list[str]:
    """Return what the columns of the results are called."""
    return [
        *(_("Number"), _("Dimension"), _("Question"), _("Answers in all")),
        *(_("Answer"), _("Answers"), _("Share"), _("Mean, lowest"), _("Mean, highest")),
    ]


def rows(results: Results) -> Iterator[list[Any]]:
    """Yield what may be told, a row for each answer. Answers in words are not among it."""
    for number, one in enumerate(results.questions, start=1):
        mean = [None, None] if one.mean is None else [round(one.mean.lowest, 2), round(one.mean.highest, 2)]
        begin = [number, one.dimension_label, one.text, queries.said_fewer() if one.n is None else one.n]
        if not one.cells:
            yield [*begin, None, None, None, *mean]
        for cell in one.cells:
            count = _("not shown") if cell.count is None else cell.count
            share = None if cell.share is None else round(cell.share, 4)
            yield [*begin, cell.label, count, share, *mean]


def list_headers(evaluation: Evaluation) -> list[str]:
    """Return the headings of a table for answers from paper: a number for the paper, then every question."""
    return ["\N{NUMERO SIGN}", *(f"{one.number}. {one}" for one in queries.questions(evaluation))]


def paper_pdf(evaluation: Evaluation) -> bytes:
    """Return the questions as a page to print, in the language of the moment."""
    event = evaluation.event
    values = {
        "language": (get_language() or settings.LANGUAGE_CODE).split("-")[0],
        "dir": "rtl" if get_language_bidi() else "ltr",
        "title": _("What did you think of it?"),
        "event": said(event.title) or event.code,
        "when": " · ".join(filter(None, (letters.days_of(event), letters.place_of(event)))),
        "code": queries.page_code(evaluation),
        "words": said(evaluation.words),
        "intro": _("Do not write your name. Results are shown for five people or more."),
        "qr": qr_svg(hall_address(evaluation)),
        "qr_words": _("Or answer by telephone"),
        "ends": [queries.scale_end(SCALE[0]), queries.scale_end(SCALE[-1])],
        "several": _("several are possible"),
        "questions": [_printed(one) for one in queries.questions(evaluation)],
        "written": _("Entered as"),
    }
    return documents.render_pdf(TEMPLATE, values, timestamp=clock.now())


def _printed(question: EvaluationQuestion) -> dict[str, Any]:
    kind = question.kind
    boxes = [] if kind in (Kind.NUMBER, Kind.TEXT) else queries.cell_labels(question)
    if kind == Kind.SCALE:
        boxes = [str(value) for value in SCALE]
    return {
        "text": str(question),
        "kind": kind,
        "boxes": boxes,
        "limits": f"{question.least} – {question.most}" if kind == Kind.NUMBER else "",
    }
