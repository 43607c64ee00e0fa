"""The regional report as a paper in the language that is active; its notes print themselves."""

from dataclasses import replace

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from tumar.kernel.papers import Paper, notes_of
from tumar.kernel.templatetags.parts import shown
from tumar.law.exports.regional.sections import sections
from tumar.law.exports.regional.words import country, listed
from tumar.law.queries.regional import Regional


def regional_paper(told: Regional) -> Paper:
    """Return the report as a paper."""
    asked = told.asked
    where = listed(country(code) for code in asked.countries)
    paper = Paper(
        language=get_language() or "en",
        is_rtl=get_language_bidi(),
        kicker=_("National law and international requirements"),
        title=_title(asked.countries, where),
        subtitle=_("Law as of %(day)s") % {"day": shown(asked.as_of)},
        code="-".join((*asked.countries[:8], asked.as_of.isoformat())),
        on=asked.as_of,
        facts=(
            (_("Countries"), where),
            (_("Sets"), listed(f"{told.set_titles.get(code, code)} ({code})" for code in asked.set_codes)),
            (_("Law as of"), str(shown(asked.as_of))),
            (_("Told on"), str(shown(told.on))),
        ),
        sections=tuple(sections(told)),
        page_of=_("Page {page} of {pages}"),
        notes_title=_("Notes"),
    )
    return replace(paper, notes=notes_of(paper))


def _title(countries: tuple[str, ...], where: str) -> str:
    if len(countries) > 1:
        return _("Regional report on the law")
    return _("Report on the law: %(where)s") % {"where": where}
