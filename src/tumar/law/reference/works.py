"""The instruments themselves."""

from datetime import date

from tumar.law.reference import INVENTED_SOURCE, Link, Looked, StateAct, Text, Work

ADILET = "adilet.zan.kz/eng/docs/Z2200000122"
CIS = "cis-legislation.com"
EU = "eur-lex.europa.eu"
KARSANIA, VELMIA = "QM", "QN"

INTERNATIONAL = (
    Work(
        "BWC",
        "treaty",
        "Convention on the Prohibition of the Development, Production and Stockpiling of Bacteriological "
        "(Biological) and Toxin Weapons and on Their Destruction",
        "Конвенция о запрещении разработки, производства и накопления запасов бактериологического "
        "(биологического) и токсинного оружия и об их уничтожении",
        body="un",
        day="1972",
        short=("Biological Weapons Convention (BWC)", "Конвенция о биологическом оружии (КБТО)"),
        areas=("prohibitions", "penalties", "trade", "oversight"),
    ),
    Work(
        "IHR-2005",
        "regulations",
        "International Health Regulations (2005)",
        "Международные медико-санитарные правила (2005 год)",
        body="who",
        day="2005",
        short=("IHR (2005)", "ММСП (2005)"),
        areas=("authority", "emergency", "transport", "trade"),
        source="WHO, questions and answers on the amendments, 10 June 2024: 196 States Parties",
        note="Amended in 2014, 2022 and 2024.",
    ),
    Work(
        "UNSCR-1540",
        "resolution",
        "Resolution 1540 (2004) of the Security Council",
        "Резолюция 1540 (2004) Совета Безопасности",
        body="unsc",
        number="1540",
        day="2004",
        short=("UNSCR 1540", "Резолюция 1540"),
        areas=("prohibitions", "penalties", "inventory", "security", "trade"),
        note="Followed by resolutions 1673, 1810, 1977, 2325 and 2663.",
    ),
    Work(
        "CARTAGENA",
        "treaty",
        "Cartagena Protocol on Biosafety to the Convention on Biological Diversity",
        "Картахенский протокол по биобезопасности к Конвенции о биологическом разнообразии",
        body="cbd",
        day="2000",
        short=("Cartagena Protocol", "Картахенский протокол"),
        areas=("authority", "transport", "trade", "oversight"),
    ),
    Work(
        "NAGOYA",
        "treaty",
        "Nagoya Protocol on Access to Genetic Resources and the Fair and Equitable Sharing of Benefits "
        "Arising from their Utilization",
        "Нагойский протокол регулирования доступа к генетическим ресурсам и совместного использования на "
        "справедливой и равной основе выгод от их применения",
        body="cbd",
        short=("Nagoya Protocol", "Нагойский протокол"),
        areas=("authority", "oversight"),
    ),
    Work(
        "WHA77.7",
        "resolution",
        "Strengthening laboratory biological risk management (WHA77.7)",
        "Укрепление управления биологическими рисками в лабораториях (WHA77.7)",
        body="who",
        number="WHA77.7",
        day="2024",
        areas=("authority", "personnel", "oversight"),
        source="International Federation of Biosafety Associations, page on the resolution",
        note="Progress reports are due in 2026, 2028 and 2030.",
    ),
    Work(
        "WHO-LBM4",
        "guidance",
        "Laboratory biosafety manual, fourth edition",
        "Практическое руководство по биологической безопасности в лабораторных условиях, четвёртое издание",
        body="who",
        day="2020",
        areas=("containment", "personnel", "transport"),
    ),
    Work(
        "WHO-LBG",
        "guidance",
        "Laboratory biosecurity guidance",
        "Руководство по биологической защите лабораторий",
        body="who",
        number="9789240095113",
        day="2024",
        areas=("security", "personnel", "oversight"),
    ),
    Work(
        "ISO-35001",
        "standard",
        "ISO 35001:2019 Biorisk management for laboratories and other related organisations",
        "ISO 35001:2019 Управление биорисками в лабораториях и других связанных с ними организациях",
        body="iso",
        number="35001",
        day="2019",
        short=("ISO 35001:2019", "ISO 35001:2019"),
        areas=("personnel", "containment", "security"),
    ),
    Work(
        "DIR-2000-54",
        "directive",
        "Directive 2000/54/EC on the protection of workers from risks related to exposure to biological "
        "agents at work",
        "Директива 2000/54/ЕС о защите работников от рисков, связанных с воздействием биологических агентов "
        "на рабочем месте",
        body="eu",
        number="2000/54/EC",
        day="2000",
        areas=("agents", "personnel", "containment"),
        official_page=f"{EU}, CELEX 32000L0054",
        note="Amended by Directives (EU) 2019/1833 and 2020/739; consolidated on 24 June 2020.",
    ),
    Work(
        "REG-2021-821",
        "regulations",
        "Regulation (EU) 2021/821: control of exports, brokering, technical assistance, transit and transfer "
        "of dual-use items",
        "Регламент (ЕС) 2021/821: контроль экспорта, брокерских услуг, технической помощи, транзита и "
        "передачи товаров двойного назначения",
        body="eu",
        number="2021/821",
        day="2021",
        areas=("agents", "trade"),
    ),
)

NATIONAL = (
    Work(
        "LAW-KZ-122-VII",
        "law",
        "Law on biological safety",
        "Закон о биологической безопасности",
        country="KZ",
        number="122-VII",
        day="2022-05-21",
        areas=("authority", "agents", "inventory", "personnel"),
        official_page=ADILET,
        source=f"{ADILET}; {CIS}, document 140148",
        note="In force six months after its publication. Article 9: the authorised body keeps a state "
        "information system. Article 10: fourteen competent bodies.",
    ),
    Work(
        "ORDER-KZ-86",
        "order",
        "Order No. 86: methodology of biological risks",
        "Приказ № 86: методика оценки биологических рисков",
        country="KZ",
        number="86",
        day="2024-02-26",
        source=f"{CIS}, document 157849",
    ),
    Work(
        "ORDER-KZ-486",
        "order",
        "Order No. 486: rules on collections",
        "Приказ № 486: правила ведения коллекций",
        country="KZ",
        number="486",
        day="2024-10-16",
        areas=("inventory",),
        source="ealegislation.com, document 154468: replaces the earlier rules",
    ),
    Work(
        "LAW-KG-25",
        "law",
        "Law on biological safety",
        "Закон о биологической безопасности",
        country="KG",
        number="25",
        day="2025-01-23",
        source="open.kg, 24.kg and gazeta.kg, reports of 2025 and 2026",
        note="Passed on 18 December 2024. By-laws were being drafted in 2025 and 2026.",
    ),
    Work(
        "LAW-TJ-BIO",
        "law",
        "Law on ensuring biological safety and biological protection",
        "Закон об обеспечении биологической безопасности и биологической защиты",
        country="TJ",
        source=f"{CIS}, document 158718, which names it; number and date were not seen",
    ),
    Work(
        "RES-TJ-178",
        "resolution",
        "Government resolution No. 178 on the distribution of powers",
        "Постановление Правительства № 178 о распределении полномочий",
        country="TJ",
        number="178",
        day="2024-03-28",
        areas=("authority", "agents", "licensing"),
        source=f"{CIS}, document 158718",
    ),
    Work(
        "LAW-UZ-569",
        "law",
        "Law No. ZRU-569 on the accession to the Cartagena Protocol on Biosafety",
        "Закон № ЗРУ-569 о присоединении к Картахенскому протоколу по биобезопасности",
        country="UZ",
        number="ZRU-569",
        day="2019-10-14",
        source="kknews.uz, page 48205",
    ),
)

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
    Link(
        "IHR-2005",
        "amends",
        acting_text="Amendments of 2024 (WHA77.17), adopted on 1 June 2024",
        day="2025-09-19",
        source="Annex to WHA77.17 as quoted by COM(2024) 541",
        note="In force except for States that rejected the amendments or made a reservation.",
    ),
    Link(
        "LAW-KZ-122-VII",
        "amends",
        acting_text="Amendments of 6 April 2024",
        day="2024-04-06",
        source=ADILET,
    ),
    Link("LAW-KZ-122-VII", "implements", acting="ORDER-KZ-86", source=f"{CIS}, document 157849"),
    Link("LAW-KZ-122-VII", "implements", acting="ORDER-KZ-486", source="ealegislation.com, document 154468"),
    Link("LAW-TJ-BIO", "implements", acting="RES-TJ-178", day="2024-03-28", source=f"{CIS}, document 158718"),
    Link("LAW-QM-1", "implements", acting="RULES-QM-1", day="2021-11-15", source=INVENTED_SOURCE),
)

STATE_ACTS = (
    StateAct(
        "CARTAGENA",
        "UZ",
        "accession",
        "2019",
        "kknews.uz, page 48205",
        "By law No. ZRU-569 of 14 October 2019; the day of the deposit was not seen.",
    ),
    StateAct("BWC", KARSANIA, "accession", "2003-06-11", INVENTED_SOURCE),
    StateAct("BWC", VELMIA, "ratification", "1981", INVENTED_SOURCE),
    StateAct("CARTAGENA", KARSANIA, "signature", "2001", INVENTED_SOURCE),
)

LOOKED = (
    Looked("UZ", "not-looked", "Sources name no comprehensive law on biological safety."),
    Looked(
        "MN", "not-looked", "Sources name a National Biosafety Committee and a workshop on a bill in 2014."
    ),
    Looked("PK", "not-looked", "Sources name statements to the seventh BWC review conference."),
    Looked("AF", "not-looked", "Institutions changed in August 2021."),
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
