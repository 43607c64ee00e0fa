"""The programme itself: who funds and runs it, what it set out to do, what it has published."""

from datetime import date

from tumar.reference import stock
from tumar.reference.book import CODE, Book, semicolons
from tumar.reference.countries import PARTNERS, SINCE

RESPONSE = "COVID-19"
PAGE = "Programme's public page, 10 April 2024"
PAGE_DAY = date(2024, 4, 10)
# Programmes that qualified trainers who later worked under the response.
NEIGHBOURS = ("ISTC-596", "BTRP", "GIBACHT", "WHO-RTP")

TITLE_EN = (
    "Strengthening the National Legal Framework and Provision of Specialised Training on Biosafety and "
    "Biosecurity in Central Asian and South-East and Eastern European Countries"
)
TITLE_RU = (
    "Укрепление национальной правовой базы и проведение специализированного обучения по биологической "
    "безопасности и биологической защите в странах Центральной Азии, Юго-Восточной и Восточной Европы"
)
CONTEXT_EN = (
    "Seven countries of Central Asia and its neighbourhood asked for help with their law on biosafety and "
    "biosecurity and with the training of those who work under it. In 2020 the programme was widened to "
    "ten countries of South-East and Eastern Europe, to support them against COVID-19."
)
CONTEXT_RU = (
    "Семь стран Центральной Азии и соседних с ней обратились за помощью в развитии законодательства о "
    "биологической безопасности и биологической защите и в обучении специалистов. В 2020 году программа "
    "была расширена на десять стран Юго-Восточной и Восточной Европы для поддержки в борьбе с COVID-19."
)
NOTES_EN = (
    "Demonstration data: persons, organisations, records and files are invented; only the framework follows "
    "published pages. The project does not come from a CoE proposal. Not all countries involved are CoE "
    "partner countries. The budget was given as about EUR 6.5 million in November 2017. Sources disagree "
    "on the number of trainers in Kazakhstan: 12 or 14."
)
NOTES_RU = (
    "Демонстрационные данные: люди, организации, записи и файлы вымышлены; опубликованным страницам следует "
    "только общая канва. Проект возник не из предложения центров передового опыта (ЦПО). Не все участвующие "
    "страны являются странами-партнёрами ЦПО. В ноябре 2017 года бюджет указывался как около 6,5 млн евро. "
    "Источники расходятся в числе тренеров в Казахстане: 12 или 14."
)
AREAS = ("bio-safety-bio-security", "crisis-management", "legal-framework", "public-health-impact-mitigation")

INTERNATIONAL = (
    ("EU", "European Union", "European Union", "international"),
    ("ISTC", "International Science and Technology Center", "", "international"),
    ("WHO", "World Health Organization", "", "international"),
    ("BACAC", "Biosafety Association for Central Asia and the Caucasus", "", "association"),
)
OBJECTIVES = (
    (
        "Raise awareness of biosafety and biosecurity and promote collaboration",
        "Повысить осведомлённость о биологической безопасности и защите и развивать сотрудничество",
    ),
    (
        "Strengthen national law on biosafety and biosecurity",
        "Укрепить национальное законодательство о биологической безопасности и биологической защите",
    ),
    (
        "Assess training needs, capabilities and capacities to provide training",
        "Оценить потребности в обучении, возможности и условия для его проведения",
    ),
    (
        "Build self-sustainable regional systems of training",
        "Создать самостоятельные и устойчивые региональные системы обучения",
    ),
)
AWARENESS, LEGAL, TRAINING, SUPPLY = "A1", "A2", "A3", "A4"
ACTIVITY_LINES = (
    (AWARENESS, 1, "Awareness events", "Информационные мероприятия"),
    (LEGAL, 2, "Legal support", "Правовая поддержка"),
    (TRAINING, 4, "Training sessions and workshops", "Обучающие занятия и семинары"),
    (SUPPLY, None, "Provision of equipment and supplies", "Поставка оборудования и материалов"),
)
OTHER_PROGRAMMES = (
    (
        "ISTC-596",
        "Biosafety in the COVID-19 pandemic for law enforcement, medical and laboratory staff",
        "Биологическая безопасность в пандемии COVID-19 для силовых структур, медиков и лабораторий",
        "ISTC 596",
        "EU",
        "ISTC",
    ),
    (
        "BTRP",
        "Biological Threat Reduction Program",
        "Программа уменьшения биологической угрозы",
        "BTRP",
        "",
        "",
    ),
    (
        "GIBACHT",
        "Global Partnership Initiated Biosecurity Academia for Controlling Health Threats",
        "Академия биологической защиты для борьбы с угрозами здоровью в рамках Глобального партнёрства",
        "GIBACHT",
        "",
        "",
    ),
    ("WHO-RTP", "Trainers in laboratory biosafety", "Тренеры по безопасности лабораторий", "WHO", "", "WHO"),
)
CLAIMS = (
    ("country_awareness_events", 7, "exactly"),
    ("regional_events", 2, "exactly"),
    ("inter_regional_conferences", 1, "exactly"),
    ("trainers_trained", 88, "exactly"),
    ("tot_workshops", 7, "exactly"),
    ("cascade_workshops", 70, "more than"),
    ("experts_reached", 1200, "more than"),
    ("equipment_value", 1_600_000, "over"),
    ("response_supplies_value", 950_000, "over"),
    ("response_specialists", 1700, "over"),
    ("response_workshops", 150, "close to"),
)


def tell(book: Book) -> None:
    """Tell the organisations, the programmes with their plan and partners, the response, the claims."""
    _organisations(book)
    _programmes(book)
    for number, titles in enumerate(OBJECTIVES, 1):
        book.add("Objectives", CODE, number, *titles)
    for line in ACTIVITY_LINES:
        book.add("Activity lines", CODE, *line)
    for country in PARTNERS:
        since, source = SINCE[country]
        book.add("Partner countries", CODE, country, since, None, source)
    book.add("Responses", RESPONSE, "COVID-19", "COVID-19", date(2020, 3, 11), date(2023, 5, 5))
    for indicator, figure, qualifier in CLAIMS:
        book.add("Claims", CODE, indicator, figure, qualifier, PAGE_DAY, PAGE)


def _organisations(book: Book) -> None:
    for code, name, name_en, kind in INTERNATIONAL:
        book.add("Organisations", code, name, name_en, kind)
    for country in PARTNERS:
        for one in stock.of(country).organisations:
            book.add(
                "Organisations",
                f"{country}-{one.suffix}",
                one.name,
                one.name_en,
                one.kind,
                country,
                _part_of(country, one.suffix),
            )


def _part_of(country: str, suffix: str) -> str:
    ministries = {one.suffix for one in stock.of(country).organisations}
    if suffix in {"PHI", "HOS", "LAB"}:
        return f"{country}-MOH"
    return f"{country}-MOA" if suffix == "VET" and "MOA" in ministries else ""


def _programmes(book: Book) -> None:
    book.add(
        "Programmes",
        *(CODE, TITLE_EN, TITLE_RU, "Project 053", "EU", "ISTC", "IFS/2015/369-100"),
        *(None, None, None, CONTEXT_EN, CONTEXT_RU, NOTES_EN, NOTES_RU, "yes", "yes"),
        *(semicolons(*AREAS), "biological"),
    )
    for code, title_en, title_ru, short, funder, implementer in OTHER_PROGRAMMES:
        book.add(
            "Programmes",
            *(code, title_en, title_ru, short, funder, implementer, None, None, None, None),
            *(None, None, "Known here for the trainers it qualified.", "Известна здесь по своим тренерам."),
            *("yes", "no", "bio-safety-bio-security", "biological"),
        )
