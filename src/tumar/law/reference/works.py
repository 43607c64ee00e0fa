"""All that the reference library loads: what is real as the files have it, and the invented acts."""

from datetime import date

from tumar.law.reference import INVENTED_SOURCE, Link, Looked, StateAct, Text, Work, real

KARSANIA, VELMIA = "QM", "QN"

INTERNATIONAL = tuple(one for one in real.works() if one.body)
NATIONAL = tuple(one for one in real.works() if one.country)

INVENTED = (
    Work(
        "LAW-QM-1",
        "law",
        "Law on Biological Safety and Biological Security of Karsania (invented)",
        "Закон о биологической безопасности и биологической защите Карсании (вымышленный)",
        country=KARSANIA,
        number="14-II",
        day="2021-03-12",
        areas=("authority", "licensing", "inventory", "personnel", "transport", "emergency"),
        in_force_from=date(2021, 9, 15),
        source=INVENTED_SOURCE,
        is_invented=True,
    ),
    Work(
        "RULES-QM-1",
        "rules",
        "Rules on permits to handle biological agents of Karsania (invented)",
        "Правила выдачи разрешений на работу с биологическими агентами Карсании (вымышленные)",
        country=KARSANIA,
        number="88",
        day="2021-11-02",
        areas=("licensing",),
        in_force_from=date(2021, 11, 15),
        source=INVENTED_SOURCE,
        is_invented=True,
    ),
    Work(
        "ACT-QN-1",
        "law",
        "Biological Materials Act of Velmia (invented)",
        "Закон о биологических материалах Вельмии (вымышленный)",
        country=VELMIA,
        number="7",
        day="2018-05-04",
        areas=("licensing", "security", "penalties"),
        in_force_from=date(2018, 7, 1),
        source=INVENTED_SOURCE,
        is_invented=True,
    ),
)

LINKS = (
    *real.links(),
    Link("LAW-QM-1", "implements", acting="RULES-QM-1", day="2021-11-15", source=INVENTED_SOURCE),
)

STATE_ACTS = (
    *real.state_acts(),
    StateAct("BWC", KARSANIA, "accession", "2003-06-11", INVENTED_SOURCE),
    StateAct("BWC", VELMIA, "ratification", "1981", INVENTED_SOURCE),
    StateAct("CARTAGENA", KARSANIA, "signature", "2001", INVENTED_SOURCE),
)

LOOKED = (
    *real.looked(),
    Looked(
        KARSANIA,
        "not-found",
        "Control of exports before the amendment of 2024.",
        area="trade",
        where="The invented official journal, all issues",
        day=date(2023, 2, 1),
        by_laws_included=True,
    ),
    Looked(
        VELMIA,
        "not-found",
        "No rule on transport was found.",
        area="transport",
        where="The invented statute book",
        day=date(2024, 10, 8),
        by_laws_included=False,
    ),
)

TEXTS = (
    Text(
        "LAW-QM-1",
        "ru",
        "О биологической безопасности и биологической защите",
        ((date(2021, 9, 15), "karsania-law-ru.txt"),),
        amendments=((date(2024, 1, 10), "karsania-amendment-ru.txt", "Law No. 3-III of 20 December 2023"),),
    ),
    Text(
        "LAW-QM-1",
        "en",
        "On Biological Safety and Biological Security",
        ((date(2021, 9, 15), "karsania-law-en.txt"),),
        standing="unofficial",
    ),
    Text(
        "RULES-QM-1",
        "ru",
        "Правила выдачи разрешений на работу с биологическими агентами",
        ((date(2021, 11, 15), "karsania-rules-ru.txt"),),
    ),
    Text(
        "ACT-QN-1",
        "en",
        "Biological Materials Act",
        ((date(2018, 7, 1), "velmia-act-en.txt"), (date(2022, 2, 1), "velmia-act-en-2.txt")),
    ),
)
