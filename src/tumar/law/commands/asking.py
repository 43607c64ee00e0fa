"""What commands about the law of countries are asked for: countries, sets, a day, a language."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from tumar.kernel import clock
from tumar.kernel.scope import of_the_machine
from tumar.law.actions.requirements import install_shipped
from tumar.law.queries.requirements import sets
from tumar.law.queries.shipped import shipped_codes
from tumar.places.models import Country

SCOPE = of_the_machine("tumar law")
ALL = "ALL"


class Wrong(ValueError):
    """What was asked for does not exist; the sentence says what."""


def language_of(code: str) -> str:
    """Return the language, or refuse one that nothing is told in."""
    known = [language for language, _name in settings.LANGUAGES]
    if code not in known:
        raise Wrong(f"There is no language '{code}'; there are {', '.join(known)}.")
    return code


def _codes(given: Iterable[str]) -> list[str]:
    parts = (part.strip().upper() for text in given for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def known_countries(given: Iterable[str]) -> list[str]:
    """Return the codes of countries, all of them known."""
    countries = _codes(given)
    known = set(Country.objects.filter(pk__in=countries).values_list("pk", flat=True))
    if missing := [code for code in countries if code not in known]:
        raise Wrong(f"There is no country '{missing[0]}'.")
    return countries


def countries_and_sets(given: Iterable[str], sets_given: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the codes of countries and sets, all of them known; `all` stands for every set."""
    countries, set_codes = known_countries(given), _codes(sets_given)
    on_file = _on_file(set_codes)
    if set_codes == [ALL]:
        set_codes = on_file
    if missing := [code for code in set_codes if code not in on_file]:
        there = ", ".join(code.lower() for code in on_file)
        raise Wrong(f"There is no requirement set '{missing[0].lower()}'; there are {there}.")
    if not countries or not set_codes:
        raise Wrong("Name at least one country and one set.")
    return countries, set_codes


def _on_file(wanted: Iterable[str]) -> list[str]:
    """Return the codes of the sets; those of the package are put on file when one of them is asked for."""
    codes = list(sets(SCOPE).values_list("code", flat=True))
    shipped = {code.upper() for code in shipped_codes()}
    if not codes or any(code in shipped and code not in codes for code in wanted):
        install_shipped(by=SCOPE)
        codes = list(sets(SCOPE).order_by("code").values_list("code", flat=True))
    return codes


def day(text: str | None) -> date:
    """Return the day asked for; today where none is."""
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Wrong(f"'{text}' is no day; write it as 2026-01-31.") from error
