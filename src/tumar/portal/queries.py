"""What the public pages read: published editions, what moved between them, who takes part."""

from collections.abc import Iterable

from django.db.models import QuerySet

from tumar.kernel.scope import Scope
from tumar.places import queries as places
from tumar.places.queries import RegionCountries
from tumar.programmes import queries as programmes_
from tumar.programmes.models import Programme
from tumar.results import queries as results
from tumar.results.figures import Figure
from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.lists import frozen_list
from tumar.results.models import Edition
from tumar.results.queries.comparing import Compared
from tumar.results.rules import Edition as Frozen
from tumar.results.rules import Fold, compare_editions

# Why a figure moved is told by reading all lines of two editions; beyond this only how far it moved.
LINES_COMPARED = 20_000
FOLDS = {each.code: each.fold for each in DEFINITIONS}
MEANINGS = {each.hash: each.counts for each in DEFINITIONS}


def programmes() -> QuerySet[Programme]:
    """Return the programmes that have published an edition."""
    return results.published_programmes()


def edition(code: str, wanted: str = "") -> Edition | None:
    """Return one published edition of a programme, or the newest one."""
    return results.published_edition(code, wanted)


def editions(one: Edition) -> list[Edition]:
    """Return the programme's published editions, the newest first."""
    return list(results.published_editions(one.programme.code))


def before(one: Edition) -> Edition | None:
    """Return the edition that was the newest until this one was published."""
    known = editions(one)
    later = known.index(one) + 1
    return known[later] if later < len(known) else None


def fold_of(indicator: str) -> Fold:
    """Return how the lines of an indicator become its number."""
    return FOLDS.get(indicator.partition(".")[0], Fold.SUM)


def meaning_of(figure: Figure) -> str:
    """Return what the figure counts, or nothing where its definition has changed since it was frozen."""
    return str(MEANINGS.get(figure.definition, ""))


def compared(new: Edition, figure: Figure, old: Edition, language: str) -> Compared | None:
    """Return one figure beside what an earlier edition said, and why it moved where that is quickly told."""
    then = results.frozen_figure(old, figure.indicator, language)
    if then is None:
        return None
    is_quick = figure.lines + then.lines <= LINES_COMPARED
    difference = compare_editions(_frozen(old, then), _frozen(new, figure)) if is_quick else None
    return Compared(figure.indicator, figure.title, figure.is_money, then, figure, difference)


def _frozen(one: Edition, figure: Figure) -> Frozen:
    lines = results.frozen_lines(one, figure.indicator)
    return Frozen(one.as_of, figure.definition, fold_of(figure.indicator), lines)


def partners(one: Edition) -> list[RegionCountries]:
    """Return the countries that took part in the programme on the edition's day, by CoE region."""
    ends = one.programme.ends
    day = min(one.as_of, ends) if ends else one.as_of
    return places.by_region(programmes_.participants(one.programme, day), day)


def records_open_to(one: Edition, figure: Figure, lines: Iterable[int], scope: Scope) -> dict[int, str]:
    """Return the desk's pages of the records behind some lines, as far as the scope may see them."""
    rows = results.frozen_rows(one, figure.indicator, scope).filter(pk__in=lines)
    link = frozen_list(figure).link
    return {row.pk: link(row) for row in rows}
