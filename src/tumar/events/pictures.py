"""The answers to a question drawn as bars, for the page, the PDF and print alike."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tumar.events.queries.evaluation import QuestionResult
from tumar.events.rules.evaluation import LEAST_TOLD, Mean
from tumar.kernel import drawing
from tumar.kernel.drawing import Picture
from tumar.kernel.drawing.shares import plain_share
from tumar.kernel.templatetags.parts import number

WIDE, NARROW = 720.0, 340.0


@dataclass(frozen=True)
class Drawn:
    """A question's results with the picture of them, for a wide page and for a telephone."""

    result: QuestionResult
    wide: Picture
    narrow: Picture
    mean: str


def drawn(result: QuestionResult) -> Drawn:
    """Draw the answers to one question."""
    wide, narrow = (picture_of(result, width=width) for width in (WIDE, NARROW))
    return Drawn(result, wide, narrow, said_mean(result.mean))


def picture_of(result: QuestionResult, *, width: float = WIDE) -> Picture:
    """Draw the numbers that may be told, one bar for each value or stretch of values."""
    bars = [drawing.Bar(cell.label, cell.count, said_share(cell.share)) for cell in result.cells]
    said = "; ".join(f"{bar.label}: {_count(bar.value)} {bar.note}".strip() for bar in bars)
    return drawing.bar_chart(
        result.text,
        said or _("Nothing may be told."),
        bars,
        unit=_("answers"),
        category=_("answer"),
        note=_("share"),
        no_data=_("not shown"),
        prefix=f"{result.key}-{int(width)}",
        direction="rtl" if get_language_bidi() else "ltr",
        width=width,
        format_number=lambda value: number(int(value)),
    )


def _count(value: float | None) -> str:
    return _("not shown") if value is None else number(int(value))


def said_share(share: float | None) -> str:
    """Return a share in percent, or nothing where it may not be told."""
    return "" if share is None else plain_share(share * 100)


def said_mean(mean: Mean | None) -> str:
    """Return a mean with one decimal, or between which values it lies."""
    if mean is None:
        return ""
    lowest, highest = (number_format(round(one, 1), decimal_pos=1) for one in (mean.lowest, mean.highest))
    if lowest == highest:
        return lowest
    return _("between %(lowest)s and %(highest)s") % {"lowest": lowest, "highest": highest}


def said_few() -> str:
    """Return the words that stand where fewer than five people answered."""
    return _("Fewer than %(least)d people answered; nothing is shown.") % {"least": LEAST_TOLD}
