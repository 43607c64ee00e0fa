"""Invented acts for the tests of the room, written as outlines: `art 5 | Статья 5. | Heading | text`."""

from dataclasses import replace

from tumar.law.rules.units import Kind, Structure, Unit

KINDS = {
    "part": Kind.PART,
    "chp": Kind.CHAPTER,
    "sec": Kind.SECTION,
    "art": Kind.ARTICLE,
    "para": Kind.PARAGRAPH,
    "point": Kind.POINT,
    "letter": Kind.LETTER,
    "al": Kind.UNNUMBERED,
    "head": Kind.HEADING,
    "annex": Kind.ANNEX,
    "table": Kind.TABLE,
    "note": Kind.NOTE,
}


def an_act(outline: str, *, language: str = "ru") -> Structure:
    """Return an act from an outline; a deeper line stands below the last shallower one."""
    above: list[tuple[int, str]] = []
    units: list[Unit] = []
    counted: dict[tuple[str, str], int] = {}
    for number, row in enumerate(line for line in outline.splitlines() if line.strip()):
        depth = len(row) - len(row.lstrip())
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else ""
        fields = [field.strip() for field in row.split("|")] + ["", "", ""]
        code, _blank, name = fields[0].partition(" ")
        if not name:
            # The text of the unit itself is its first paragraph.
            own = int(code == "al" and any(unit.eid == parent and unit.text for unit in units))
            counted[parent, code] = counted.get((parent, code), own) + 1
            name = str(counted[parent, code])
        eid = f"{parent}__{code}_{name}" if parent else f"{code}_{name}"
        above.append((depth, eid))
        is_repealed = fields[3].startswith("Утратил")
        units.append(
            Unit(KINDS[code], eid, fields[1], fields[2], fields[3], parent, number, repealed=is_repealed)
        )
    return Structure(tradition=language.split("-")[0], language=language, units=tuple(units))


def reworded(act: Structure, eid: str, **values: object) -> Structure:
    """Return the act with one unit changed."""
    assert any(unit.eid == eid for unit in act.units), eid
    units = tuple(replace(unit, **values) if unit.eid == eid else unit for unit in act.units)
    return replace(act, units=units)


ACT_OF_STEPNOYE = an_act(
    """
chp 1 | Глава 1. | Общие положения
  art 1 | Статья 1. | Понятия
    para 1 | 1. | | В настоящем Законе используются следующие понятия:
      point 1 | 1) | | биологический агент – организм, способный вызвать болезнь человека или животного;
      point 2 | 2) | | лаборатория – помещение, в котором ведётся работа с биологическими агентами;
      point 3 | 3) | | владелец – лицо, которому принадлежит лаборатория.
    para 2 | 2. | | Иные понятия применяются в значении, принятом в законодательстве Степного края.
  art 2 | Статья 2. | Сфера действия
    al | | | Настоящий Закон действует на всей территории Степного края.
    al | | | Действие Закона не распространяется на учебные кабинеты школ.
chp 2 | Глава 2. | Надзор
  art 3 | Статья 3. | Уполномоченный орган
    para 1 | 1. | | Надзор осуществляет уполномоченный орган в области здравоохранения.
    para 2 | 2. | | Уполномоченный орган вправе запрашивать у владельца сведения о работниках.
    para 3 | 3. | | Срок ответа на запрос составляет десять рабочих дней.
  art 4 | Статья 4. | Журнал
    para 1 | 1. | | Владелец ведёт журнал поступления биологических агентов.
    para 2 | 2. | | Журнал хранится не менее пяти лет.
"""
)

KAZAKH = an_act(
    """
chp 1 | 1-тарау. | Жалпы ережелер
  art 1 | 1-бап. | Ұғымдар
    para 1 | 1. | | Осы Заңда мынадай ұғымдар пайдаланылады:
      point 1 | 1) | | агент – ауру тудыратын организм;
      point 2 | 2) | | зертхана – жұмыс жүргізілетін үй-жай.
    para 2 | 2. | | Өзге ұғымдар заңнамада белгіленген мәнде қолданылады.
  art 2 | 2-бап. | Қолданылу аясы
    al | | | Заң бүкіл аумақта қолданылады.
    al | | | Заң мектептерге қолданылмайды.
  art 3 | 3-бап. | Журнал
    para 1 | 1. | | Иесі журнал жүргізеді.
    para 2 | 2. | | Журнал бес жыл сақталады.
""",
    language="kk",
)
MONGOLIAN = an_act(
    """
chp 1 | НЭГДҮГЭЭР БҮЛЭГ | Нийтлэг үндэслэл
  art 1 | 1 дүгээр зүйл. | Хуулийн зорилт
    para 1.1 | 1.1. | | Энэ хуулийн зорилт нь лабораторийн үйл ажиллагааг зохицуулахад оршино.
  art 2 | 2 дугаар зүйл. | Нэр томьёо
    para 2.1 | 2.1. | | Дараах нэр томьёог ойлгоно:
      point 2.1.1 | 2.1.1. | | агент гэж өвчин үүсгэгч;
      point 2.1.2 | 2.1.2. | | лаборатори гэж ажлын байр.
    para 2.2 | 2.2. | | Бүртгэлийг таван жил хадгална.
""",
    language="mn",
)
ROMANIAN = an_act(
    """
chp 1 | Capitolul I | Dispoziții generale
  art 1 | Articolul 1. | Noțiuni
    para 1 | (1) | | În sensul prezentei legi se folosesc noțiunile:
      letter a | a) | | agent – organism care provoacă boli;
      letter b | b) | | laborator – încăpere de lucru.
    para 2 | (2) | | Alte noțiuni se aplică potrivit legii.
  art 2 | Articolul 2. | Registrul
    para 1 | (1) | | Deținătorul ține registrul.
    para 2 | (2) | | Registrul se păstrează cinci ani.
""",
    language="ro",
)
ENGLISH = an_act(
    """
chp 1 | Chapter 1 | General
  art 1 | Article 1 | Definitions
    para 1 | (1) | | In this Act the following terms are used:
      letter a | (a) | | agent means an organism that causes disease;
      letter b | (b) | | laboratory means a room for work with agents.
    para 2 | (2) | | Other terms have the meaning given by law.
  art 2 | Article 2 | Register
    para 1 | (1) | | The holder keeps a register.
    para 2 | (2) | | The register is kept for five years.
""",
    language="en",
)
ACTS = {
    "ru": ACT_OF_STEPNOYE,
    "kk": KAZAKH,
    "mn": MONGOLIAN,
    "ro": ROMANIAN,
    "en": ENGLISH,
}
