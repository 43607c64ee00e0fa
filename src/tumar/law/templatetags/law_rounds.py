"""Words of rounds and findings, and the body of the matrix, made in one go: it may have 1,200 rows."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tumar.law import pictures
from tumar.law.exports.matrix import CHANGES, mark_word, shown_word
from tumar.law.models import RequirementLink
from tumar.law.models.words import Area
from tumar.law.queries.matrix import Cell, Matrix
from tumar.law.queries.places import Place
from tumar.law.rules.findings import Axis, Mark, Marks, rendered
from tumar.law.rules.overview import mark_on
from tumar.law.rules.requirements import Scale
from tumar.law.rules.suggesting import Band

register = template.Library()

STEPS = {
    "open": gettext_lazy("to be coded"),
    "begun": gettext_lazy("begun"),
    "given": gettext_lazy("given, waits for the other"),
    "to-decide": gettext_lazy("to be decided"),
    "to-confirm": gettext_lazy("to be confirmed"),
    "confirmed": gettext_lazy("confirmed"),
}
FILE_WORDS = {
    "1540": gettext_lazy("in the shape of the 1540 matrix (XLSX)"),
    "survey": gettext_lazy("in the shape of a survey (XLSX)"),
    "report": gettext_lazy("report (DOCX)"),
    "pdf": gettext_lazy("report (PDF)"),
    "oscal": gettext_lazy("OSCAL assessment results (JSON)"),
    "sealed": gettext_lazy("the text that the seal is of"),
}
SET_FILE_WORDS = {
    "yaml": gettext_lazy("the set (YAML)"),
    "xlsx": gettext_lazy("the set (XLSX)"),
    "oscal": gettext_lazy("OSCAL catalogue (JSON)"),
    "relations-yaml": gettext_lazy("relations to other sets (YAML)"),
    "relations-xlsx": gettext_lazy("relations to other sets (XLSX)"),
    "oscal-mappings": gettext_lazy("OSCAL mapping collection (JSON)"),
    "ciso": gettext_lazy("library of CISO Assistant (YAML)"),
}
TAGS = {
    Mark.FOUND: "tag tag-good",
    Mark.PARTLY: "tag tag-warn",
    Mark.CONTRADICTS: "tag tag-bad",
    Mark.NOT_FOUND: "tag tag-warn",
}
BANDS = {
    Band.STRONG: pgettext_lazy("of a suggestion", "strong"),
    Band.POSSIBLE: pgettext_lazy("of a suggestion", "possible"),
    Band.WEAK: pgettext_lazy("of a suggestion", "weak"),
}


@register.filter
def set_file_word(kind: str) -> Any:
    """Return what a file of a set or of its relations is called."""
    return SET_FILE_WORDS[kind]


@register.filter
def band_word(band: Band) -> Any:
    """Return how likely a suggestion is, in words."""
    return BANDS[band]


@register.filter
def share_of(count: int, total: int) -> str:
    """Return a share with two digits, as recall is told: .80 of the links."""
    return number_format(count / total, 2)


@register.filter
def step_words(step: str) -> Any:
    """Return where a requirement of a round stands, in words."""
    return STEPS[step]


@register.filter
def scale_word(word: str) -> str:
    """Return a word of a scale in the language of the page."""
    return shown_word(word)


@register.filter
def area_word(area: str) -> Any:
    """Return an area of law in words."""
    return Area(str(area)).label


@register.filter
def file_word(kind: str) -> Any:
    """Return what a file of a round is, in words."""
    return FILE_WORDS[kind]


@register.filter
def relation_word(relation: str) -> Any:
    """Return how one requirement stands to another, in words."""
    return RequirementLink.Relation(str(relation)).label


@register.filter
def kind_word(place: Place) -> str:
    """Return the mark of a country on a map, in words."""
    return pictures.kind_word(place.kind)


@register.filter
def counts_word(place: Place) -> str:
    """Return how often each mark was given in a country."""
    return pictures.counts_word(place)


@register.simple_tag
def cell_mark(cell: Cell, axis: Axis) -> str:
    """Return what was found on one axis, in words."""
    return mark_word(mark_on(cell.marks, axis))


@register.filter
def mark_tag(mark: str) -> str:
    """Return the classes of a mark's tag."""
    return TAGS.get(Mark(mark), "tag")


@lru_cache(maxsize=4096)
def _said(marks: Marks, scale: str, is_confirmed: bool, language: str | None) -> SafeString:
    """Return a cell's words; a matrix has few different ones, so each is made once."""
    word = shown_word(rendered(marks, Scale(scale))) or mark_word(marks.on_paper)
    axes = ((_("in force"), marks.in_force), (_("applied"), marks.applied))
    told = "; ".join(f"{axis}: {mark_word(mark)}" for axis, mark in axes if mark is not Mark.NOT_ASSESSED)
    parts = [format_html('<span class="{}">{}</span>', mark_tag(marks.on_paper), word)]
    if told:
        parts.append(format_html('<br><span class="quiet">{}</span>', told))
    if not is_confirmed:
        parts.append(format_html('<br><span class="quiet">{}</span>', _("to be confirmed")))
    return mark_safe("".join(parts))  # noqa: S308 -- every part was made by format_html


def _cell(cell: Cell | None, scale: str, code: str, prefix: str, language: str | None) -> str:
    if cell is None:
        return '<td class="quiet">–</td>'
    href = f"{prefix}{escape(cell.round_code)}/requirements/{cell.requirement}/"
    if cell.marks is None:
        words = f'<span class="quiet">{escape(_("not assessed"))}</span>'
    else:
        words = _said(cell.marks, scale, cell.is_confirmed, language)
    changed = CHANGES.get(cell.changed) if cell.changed else None
    mark = f' <span class="tag">{escape(changed)}</span>' if changed else ""
    hidden = f'<span class="visually-hidden"> {escape(code)}</span>'
    return f'<td><a href="{href}">{words}{hidden}</a>{mark}</td>'


@register.simple_tag
def matrix_body(matrix: Matrix, titles: Any) -> SafeString:
    """Return the rows of a matrix; every text in them is escaped here."""
    language, prefix = get_language(), reverse("law:rounds")
    lines, shown, span = [], "", len(matrix.countries) + 1
    for row in matrix.rows:
        if row.set_code != shown:
            shown = row.set_code
            lines.append(f'<tr><th scope="colgroup" colspan="{span}">{escape(shown)}</th></tr>')
        cells = "".join(
            _cell(row.cells.get(country), row.scale, f"{country} {row.code}", prefix, language)
            for country in matrix.countries
        )
        title = escape(titles.get(row.requirement, ""))
        lines.append(f'<tr><th scope="row"><code>{escape(row.code)}</code> {title}</th>{cells}</tr>')
    return mark_safe("".join(lines))  # noqa: S308 -- every text in it was escaped
