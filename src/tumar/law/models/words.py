"""Lists of words that several tables of the room share: areas, bodies, languages with their scripts."""

from typing import Any

from django.db import models
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.law.rules.areas import Area as AreaOfLaw
from tumar.law.rules.areas import InstrumentKind
from tumar.law.rules.areas import Rank as RankOfLaw
from tumar.places.languages import LANGUAGES as LANGUAGE_CODES
from tumar.places.languages import language_name


class Area(models.TextChoices):
    """The common areas of law, in their order."""

    DEFINITIONS = AreaOfLaw.DEFINITIONS.value, _("definitions and scope")
    PROHIBITIONS = AreaOfLaw.PROHIBITIONS.value, _("prohibitions and offences")
    PENALTIES = AreaOfLaw.PENALTIES.value, _("jurisdiction and penalties")
    AUTHORITY = AreaOfLaw.AUTHORITY.value, _("national authority and coordination")
    AGENTS = AreaOfLaw.AGENTS.value, _("lists and classes of agents and toxins")
    LICENSING = AreaOfLaw.LICENSING.value, _("licensing of facilities and persons")
    INVENTORY = AreaOfLaw.INVENTORY.value, _("inventory and accountability")
    SECURITY = AreaOfLaw.SECURITY.value, _("physical and information security")
    PERSONNEL = AreaOfLaw.PERSONNEL.value, _("suitability, competence and training of personnel")
    CONTAINMENT = AreaOfLaw.CONTAINMENT.value, _("containment, workers' health and waste")
    TRANSPORT = AreaOfLaw.TRANSPORT.value, _("transport and transfer within the country")
    TRADE = AreaOfLaw.TRADE.value, _("import, export and transit control")
    EMERGENCY = AreaOfLaw.EMERGENCY.value, _("reporting of incidents, emergency and surveillance")
    OVERSIGHT = AreaOfLaw.OVERSIGHT.value, _("oversight of research, awareness and international reporting")


class Kind(models.TextChoices):
    """What an instrument is."""

    CONSTITUTION = InstrumentKind.CONSTITUTION.value, _("constitution")
    TREATY = InstrumentKind.TREATY.value, _("treaty")
    REGULATIONS = InstrumentKind.REGULATIONS.value, _("regulations of an international body")
    DIRECTIVE = InstrumentKind.DIRECTIVE.value, _("directive")
    CODE = InstrumentKind.CODE.value, pgettext_lazy("of law", "code")
    LAW = InstrumentKind.LAW.value, pgettext_lazy("one act", "law")
    RESOLUTION = InstrumentKind.RESOLUTION.value, pgettext_lazy("of law", "resolution")
    DECREE = InstrumentKind.DECREE.value, _("decree")
    ORDER = InstrumentKind.ORDER.value, pgettext_lazy("of law", "order")
    RULES = InstrumentKind.RULES.value, pgettext_lazy("of law", "rules")
    STANDARD = InstrumentKind.STANDARD.value, _("standard")
    GUIDANCE = InstrumentKind.GUIDANCE.value, _("guidance")


class Rank(models.IntegerChoices):
    """Which goes before which."""

    CONSTITUTION = RankOfLaw.CONSTITUTION.value, _("constitution")
    TREATY = RankOfLaw.TREATY.value, _("treaty or act of an international body")
    CODE = RankOfLaw.CODE.value, pgettext_lazy("of law", "code")
    LAW = RankOfLaw.LAW.value, pgettext_lazy("one act", "law")
    DECREE = RankOfLaw.DECREE.value, _("decree or resolution")
    ORDER = RankOfLaw.ORDER.value, _("order or rules of an authority")
    STANDARD = RankOfLaw.STANDARD.value, _("standard or guidance")


class Body(models.TextChoices):
    """Who made an instrument that is no country's; the codes stand in addresses."""

    UN = "un", _("United Nations")
    UNSC = "unsc", _("United Nations Security Council")
    WHO = "who", _("World Health Organization")
    FAO = "fao", _("Food and Agriculture Organization")
    CODEX = "codex", _("Codex Alimentarius Commission")
    WOAH = "woah", _("World Organisation for Animal Health")
    CBD = "cbd", _("Convention on Biological Diversity")
    EU = "eu", _("European Union")
    EAEU = "eaeu", _("Eurasian Economic Union")
    CIS = "cis", _("Commonwealth of Independent States")
    ISO = "iso", _("International Organization for Standardization")
    OTHER = "int", _("another international body")


class _Name:
    """A language's name with its script, told in the language of whoever reads it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        language, _dash, script = self.code.partition("-")
        name = language_name(language)
        return f"{name} ({SCRIPTS[script]})" if script else name


SCRIPTS = {"Cyrl": _("Cyrillic"), "Latn": _("Latin")}
# Languages that are written in two scripts have a code for each.
_TWO_SCRIPTS = ("uz-Latn", "uz-Cyrl", "sr-Cyrl", "sr-Latn", "bs-Latn", "bs-Cyrl", "cnr-Latn", "cnr-Cyrl")
_ONE_SCRIPT = tuple(
    code for code in LANGUAGE_CODES if not any(one.startswith(f"{code}-") for one in _TWO_SCRIPTS)
)
LANGUAGES: list[tuple[str, Any]] = [
    (code, lazystr(_Name(code))) for code in (*_ONE_SCRIPT, "be", "fr", *_TWO_SCRIPTS)
]
RIGHT_TO_LEFT = frozenset({"prs", "ps", "ur", "fa", "ar"})
