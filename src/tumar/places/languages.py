"""Languages of work in the programme's regions, and what each is called in the language of the page."""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext_lazy

from tumar.places import spelling

# As the programme's regions have them; others are kept when an import brings them.
LANGUAGES = (
    *("en", "ru", "kk", "ky", "uz", "tg", "mn", "prs", "ps", "ur", "tk", "tr"),
    *("sq", "hy", "az", "bs", "ka", "ro", "cnr", "mk", "sr", "uk"),
)

# Where the table of names has none, or another than the people's own.
OWN_NAMES = {"cnr": gettext_lazy("Montenegrin")}


def language_name(code: str) -> str:
    """Return what a language is called in the language of the page."""
    if code in OWN_NAMES:
        return str(OWN_NAMES[code])
    known = spelling.LOCALES.get(code.lower(), code).replace("-", "_")
    try:
        shown = Locale.parse((get_language() or "en").split("-")[0])
        return shown.languages.get(known) or Locale.parse(known).get_display_name(shown) or code
    except (UnknownLocaleError, ValueError):
        return code
