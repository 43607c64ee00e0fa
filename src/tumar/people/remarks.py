"""The sentence for each thing that is found in a list, and findings as every import shows them."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tumar.people.rules.values.remarks import Remark, Said

SENTENCES: dict[Said, str] = {
    Said.NAME_MISSING: gettext_noop("There is no name in this row. Give at least one, in either script."),
    Said.NAME_UNCLEAR: gettext_noop("Which part is the family name is not certain. Look at it."),
    Said.NAME_INITIALS: gettext_noop("Only initials are given. Write the name in full where it is known."),
    Said.NAME_ODD: gettext_noop("This does not look like a name. Correct it."),
    Said.DATE_UNREADABLE: gettext_noop(
        "This is not a day. Write it as 28.02.1985 or 1985-02-28, or the year alone."
    ),
    Said.DATE_AMBIGUOUS: gettext_noop("Day and month may be swapped; the day was taken to come first."),
    Said.DATE_PARTIAL: gettext_noop("Only a part of the date is given; the year was taken."),
    Said.DATE_OUT_OF_REASON: gettext_noop("This year cannot be right and was not taken. Correct it."),
    Said.SOLAR_CONVERTED: gettext_noop("The date is of the solar calendar and was converted."),
    Said.SEX_UNKNOWN: gettext_noop("This is no known word for sex. Write F or M, or leave the cell empty."),
    Said.EMAIL_WRONG: gettext_noop("This is not an e-mail address."),
    Said.EMAIL_SEVERAL: gettext_noop("There are several e-mail addresses; the first one was taken."),
    Said.PHONE_WRONG: gettext_noop("This is not a telephone number."),
    Said.PHONE_LOCAL: gettext_noop(
        "The country of this number cannot be told. Write it with + and the country's code."
    ),
    Said.PHONE_SEVERAL: gettext_noop("There are several telephone numbers; the first one was taken."),
    Said.OCCUPATION_UNKNOWN: gettext_noop(
        "These words name no group of the list of occupations; the words are kept."
    ),
    Said.COUNTRY_UNKNOWN: gettext_noop("No country has this code or name."),
    Said.MARK_UNKNOWN: gettext_noop("This does not say whether the person was there. Write + or -."),
    Said.NUMBER_UNREADABLE: gettext_noop(
        "This is not a number. Write it without signs for thousands: 1234.56."
    ),
    Said.NUMBER_AMBIGUOUS: gettext_noop(
        "Thousands or decimals? Write it without signs for thousands: 1234.56."
    ),
    Said.CURRENCY_UNKNOWN: gettext_noop("A currency is named by three letters: EUR, USD, KZT."),
    Said.CATEGORY_UNKNOWN: gettext_noop(
        "No category of goods is called so; the line goes under “other”. Correct it."
    ),
    Said.ITEM_MISSING: gettext_noop("This row does not say what was handed over."),
    Said.QUANTITY_MISSING: gettext_noop("This row does not say how many."),
    Said.ORGANISATION_MISSING: gettext_noop("This row does not name the organisation."),
    Said.COLUMN_UNKNOWN: gettext_noop("What this column holds is not known; it is kept as a note."),
    Said.COLUMN_UNSURE: gettext_noop("What this column holds is not certain. Look at it."),
    Said.COLUMN_TWICE: gettext_noop("Another column holds the same; this one is kept as a note."),
    Said.COLUMN_BY_CONTENT: gettext_noop(
        "The header does not say what this column holds; its cells do. Look at it."
    ),
    Said.NO_HEADER: gettext_noop(
        "The table has no header; its columns were told by their cells. Look at them."
    ),
    Said.NO_TABLE: gettext_noop("No table was found in this sheet: no column names anybody or anything."),
    Said.SHEET_HIDDEN: gettext_noop("This sheet is hidden; it was read."),
    Said.FORMULAS: gettext_noop(
        "%(count)s cells hold formulas; the results that were saved with them were taken."
    ),
    Said.MACROS: gettext_noop("The workbook holds macros; they were not run."),
    Said.ENCODING: gettext_noop("The text was read as %(encoding)s. Look whether the letters are right."),
}

LEFT_OUT: Mapping[str, str] = {
    "title": gettext_noop("This row stands above the table; it was passed over."),
    "header": gettext_noop("This row repeats the headings; it was passed over."),
    "numbering": gettext_noop("This row numbers the columns; it was passed over."),
    "empty": gettext_noop("This row says nothing of anybody or anything; it was passed over."),
    "total": gettext_noop("A row of totals; it was passed over."),
    "footer": gettext_noop("This row stands below the table; it was passed over."),
    "heading": gettext_noop("This row is a heading within the table; it was passed over."),
    "continued": gettext_noop("This row goes on with the one above; it was passed over."),
}


def _meant(facts: Mapping[str, str], said: str, name: Callable[[str], str]) -> str:
    near = facts.get("near")
    return f"{said} " + _("Did you mean “%(word)s”?") % {"word": name(near)} if near else said


def passed_over(sort: str) -> str:
    """Return the sentence that tells why a row of this sort was passed over, in the language of the page."""
    said = LEFT_OUT[sort]
    return _(said)


def sentence(remark: Remark, *, country_name: Callable[[str], str] = str) -> str:
    """Return the sentence that tells a person what was found, in the language of the page."""
    if remark.said is Said.ROW_LEFT_OUT:
        return passed_over(remark.facts["sort"])
    said = _(SENTENCES[remark.said])
    if remark.said is Said.COUNTRY_UNKNOWN:
        return _meant(remark.facts, said, country_name)
    return said % remark.facts if "%(" in said else said
