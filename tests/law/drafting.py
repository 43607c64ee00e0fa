"""Amendments drafted from a comparison, in five languages: what a reader of amendments must read back."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tumar.law.rules.comparing import Change, Status, compare
from tumar.law.rules.units import Kind, Structure, Unit

Steps = list[tuple[Kind, str]]


@dataclass(frozen=True)
class Phrases:
    """How each instruction is worded; `place` is the address in the case that stands there."""

    quotes: tuple[str, str]
    in_: Callable[[Steps], str]
    object_: Callable[[Steps], str]
    new_: Callable[[str, str], str]
    replace: str
    insert: str
    delete_words: str
    anew: str
    heading: str
    add: str
    add_to_act: str
    delete: str
    repeal: str


RU_WORDS = {
    Kind.ARTICLE: ("статье {}", "статьи {}", "статью {}", "статьей {}"),
    Kind.PARAGRAPH: ("пункте {}", "пункта {}", "пункт {}", "пунктом {}"),
    Kind.POINT: ("подпункте {})", "подпункта {})", "подпункт {})", "подпунктом {})"),
    Kind.UNNUMBERED: ("абзаце {}", "абзаца {}", "абзац {}", "абзацем {}"),
}
RU_IN = {"1": "первом", "2": "втором", "3": "третьем"}
RU_OBJECT = {"1": "первый", "2": "второй", "3": "третий"}


def _ru(steps: Steps, case: int, ordinals: dict[str, str]) -> str:
    inner, *outer = reversed(steps)
    kind, number = inner
    said = RU_WORDS[kind][case].format(ordinals[number] if kind is Kind.UNNUMBERED else number)
    return " ".join([said, *(RU_WORDS[kind][1].format(number) for kind, number in outer)])


KK_WORDS = {
    Kind.ARTICLE: ("{}-бапта", "{}-баптың", "{}-бап", "{}-баппен"),
    Kind.PARAGRAPH: ("{}-тармағында", "{}-тармағының", "{}-тармағы", "{}-тармақпен"),
    Kind.POINT: ("{}) тармақшасында", "{}) тармақшасының", "{}) тармақшасы", "{}) тармақшамен"),
    Kind.UNNUMBERED: ("{} бөлігінде", "{} бөлігінің", "{} бөлігі", "{} бөлікпен"),
}
KK_ORDINALS = {"1": "бірінші", "2": "екінші", "3": "үшінші"}


def _kk(steps: Steps, case: int) -> str:
    *outer, (kind, number) = steps
    said = KK_WORDS[kind][case].format(KK_ORDINALS[number] if kind is Kind.UNNUMBERED else number)
    return " ".join([*(KK_WORDS[one][1].format(n) for one, n in outer), said])


MN_WORDS = {
    Kind.ARTICLE: ("{} дугаар зүйлийн", "{} дугаар зүйлийг", "{} дугаар зүйл", "{} дугаар зүйлд"),
    Kind.PARAGRAPH: ("{} дахь хэсгийн", "{} дахь хэсгийг", "{} дахь хэсэг", "{} дахь хэсэгт"),
    Kind.POINT: ("{} дахь заалтын", "{} дахь заалтыг", "{} дахь заалт", "{} дахь заалтад"),
}


def _mn(steps: Steps, case: int) -> str:
    *outer, (kind, number) = steps
    return " ".join([*(MN_WORDS[one][0].format(n) for one, n in outer), MN_WORDS[kind][case].format(number)])


RO_WORDS = {Kind.ARTICLE: "articolul {}", Kind.PARAGRAPH: "alineatul ({})", Kind.LETTER: "litera {})"}
EN_WORDS = {Kind.ARTICLE: "Article {}", Kind.PARAGRAPH: "paragraph ({})", Kind.LETTER: "point ({})"}


def _outer_first(words: dict[Kind, str], steps: Steps) -> str:
    return " ".join(words[kind].format(number) for kind, number in steps)


PHRASES = {
    "ru": Phrases(
        ("«", "»"),
        lambda steps: "в " + _ru(steps, 0, RU_IN),
        lambda steps: _ru(steps, 2, RU_OBJECT),
        lambda kind, number: RU_WORDS[Kind(kind)][3].format(number),
        "{in_} слова {old} заменить словами {new}",
        "{in_} после слов {anchor} дополнить словами {new}",
        "{in_} слова {old} исключить",
        "{object_} изложить в следующей редакции:\n{text}",
        "заголовок {object_} изложить в следующей редакции: {text}",
        "{object_} дополнить {added} следующего содержания:\n{text}",
        "дополнить {added} следующего содержания:\n{text}",
        "{object_} исключить",
        "{object_} признать утратившим силу",
    ),
    "kk": Phrases(
        ("«", "»"),
        lambda steps: _kk(steps, 0),
        lambda steps: _kk(steps, 2),
        lambda kind, number: KK_WORDS[Kind(kind)][3].format(number),
        "{in_} {old} деген сөздер {new} деген сөздермен ауыстырылсын",
        "{in_} {anchor} деген сөздерден кейін {new} деген сөздермен толықтырылсын",
        "{in_} {old} деген сөздер алып тасталсын",
        "{object_} мынадай редакцияда жазылсын:\n{text}",
        "{object_} тақырыбы мынадай редакцияда жазылсын: {text}",
        "{object_} мынадай мазмұндағы {added} толықтырылсын:\n{text}",
        "мынадай мазмұндағы {added} толықтырылсын:\n{text}",
        "{object_} алып тасталсын",
        "{object_} күші жойылды деп танылсын",
    ),
    "mn": Phrases(
        ("“", "”"),
        lambda steps: _mn(steps, 0),
        lambda steps: _mn(steps, 1),
        lambda kind, number: MN_WORDS[Kind(kind)][2].format(number),
        "{in_} {old} гэснийг {new} гэж өөрчилсүгэй",
        "{in_} {anchor} гэсний дараа {new} гэж нэмсүгэй",
        "{in_} {old} гэснийг хассугай",
        "{object_} доор дурдсанаар өөрчлөн найруулсугай:\n{text}",
        "{in_} гарчгийг доор дурдсанаар өөрчлөн найруулсугай: {text}",
        "{object_} доор дурдсан агуулгатай {added} нэмсүгэй:\n{text}",
        "доор дурдсан агуулгатай {added} нэмсүгэй:\n{text}",
        "{object_} хассугай",
        "{object_} хүчингүй болсонд тооцсугай",
    ),
    "ro": Phrases(
        ("„", "”"),
        lambda steps: "la " + _outer_first(RO_WORDS, steps),
        lambda steps: _outer_first(RO_WORDS, steps),
        lambda kind, number: RO_WORDS[Kind(kind)].format(number),
        "{in_}, cuvintele {old} se substituie cu cuvintele {new}",
        "{in_}, după cuvintele {anchor} se introduc cuvintele {new}",
        "{in_}, cuvintele {old} se exclud",
        "{object_} va avea următorul cuprins:\n{text}",
        "denumirea {object_} va avea următorul cuprins: {text}",
        "{object_} se completează cu {added} cu următorul cuprins:\n{text}",
        "se completează cu {added} cu următorul cuprins:\n{text}",
        "{object_} se exclude",
        "{object_} se abrogă",
    ),
    "en": Phrases(
        ("“", "”"),
        lambda steps: "in " + _outer_first(EN_WORDS, steps),
        lambda steps: _outer_first(EN_WORDS, steps),
        lambda kind, number: kind,
        "{in_}, for the words {old} substitute {new}",
        "{in_}, after {anchor} insert {new}",
        "{in_}, omit the words {old}",
        "{object_} is replaced by the following:\n{text}",
        "the heading of {object_} is replaced by the following: {text}",
        "in {object_}, the following {added} is inserted:\n{text}",
        "the following {added} is inserted:\n{text}",
        "{object_} is deleted",
        "{object_} is repealed",
    ),
}
ENGLISH_KINDS = {Kind.ARTICLE: "Article", Kind.PARAGRAPH: "paragraph", Kind.LETTER: "point"}


class Drafter:
    """Words the difference of two versions as instructions."""

    def __init__(self, old: Structure, new: Structure) -> None:
        self.old = {unit.eid: unit for unit in old.units}
        self.new = {unit.eid: unit for unit in new.units}
        self.all_new = new.units
        self.comparison = compare(old, new)
        self.code = old.language
        self.phrases = PHRASES[old.language]

    def amendment(self) -> str:
        """Return all instructions, numbered."""
        said = [
            self._instruction(change)
            for change in self.comparison.changes
            if not change.within and change.status is not Status.EDITORIAL
        ]
        mark = "/" if self.code == "mn" else ")"
        return "\n".join(f"{number}{mark} {one};" for number, one in enumerate(said, 1))

    def _instruction(self, change: Change) -> str:
        if change.status is Status.ADDED:
            return self._addition(self.new[change.eid])
        unit = self.old[change.old_eid]
        if change.status is Status.REMOVED:
            return self._said(self.phrases.delete, unit)
        if change.status is Status.REPEALED:
            return self._said(self.phrases.repeal, unit)
        new = self.new[change.eid]
        if unit.heading != new.heading:
            return self._said(self.phrases.heading, unit, text=new.heading)
        return self._rewording(change, unit, new)

    def _rewording(self, change: Change, unit: Unit, new: Unit) -> str:
        ops = [span.op for span in change.text if span.op != "same"]
        removed, added = "".join(change.removed), "".join(change.added)
        whole = [span.text.strip() for span in change.text]
        is_once = self._stands_once(unit, removed)
        if ops == ["removed", "added"] and is_once:
            return self._said(self.phrases.replace, unit, old=removed, new=added)
        if ops == ["removed"] and is_once:
            return self._said(self.phrases.delete_words, unit, old=removed)
        if ops == ["added"] and change.text[0].op == "same":
            anchor = whole[0].split()[-1]
            if self._stands_once(unit, anchor):
                return self._said(self.phrases.insert, unit, anchor=anchor, new=added)
        # What is set out anew is so with all that stands below it.
        below = [one for one in self.old.values() if one.eid.startswith(f"{unit.eid}__")]
        return self._said(self.phrases.anew, unit, text="\n".join(map(_line, [new, *below])))

    def _stands_once(self, unit: Unit, words: str) -> bool:
        """Tell whether words can be named without being mistaken, before and after the other changes."""
        said = " ".join(
            _line(one)
            for version in (self.old, self.new)
            for one in version.values()
            if one.eid.startswith(f"{unit.eid}__") or (version is self.old and one.eid == unit.eid)
        )
        return words.isalpha() and re.findall(r"\w+", said).count(words) == 1

    def _addition(self, unit: Unit) -> str:
        below = [one for one in self.all_new if one.eid == unit.eid or one.eid.startswith(f"{unit.eid}__")]
        text = "\n".join(map(_line, below))
        number = unit.label.strip("() .") if unit.kind is not Kind.ARTICLE else _number(unit.label)
        kind = ENGLISH_KINDS[unit.kind] if self.code == "en" else unit.kind.value
        added = self.phrases.new_(kind, number)
        if unit.kind is Kind.ARTICLE:
            return self._said(self.phrases.add_to_act, None, added=added, text=text)
        return self._said(self.phrases.add, self.new[unit.parent], added=added, text=text)

    def _said(self, phrase: str, unit: Unit | None, **values: str) -> str:
        opening, closing = self.phrases.quotes
        said = {
            name: text if name == "added" else f"{opening}{text}{closing}" for name, text in values.items()
        }
        if unit:
            steps = self._steps(unit)
            said |= {"in_": self.phrases.in_(steps), "object_": self.phrases.object_(steps)}
        return phrase.format(**said)

    def _steps(self, unit: Unit) -> Steps:
        steps: Steps = []
        units = self.old if unit.eid in self.old else self.new
        while unit.kind is not Kind.CHAPTER:
            number = _number(unit.label) or unit.eid.rsplit("_", 1)[1]
            steps.append((unit.kind, number))
            if not unit.parent:
                break
            unit = units[unit.parent]
        return steps[::-1]


def _line(unit: Unit) -> str:
    return " ".join(filter(None, [unit.label, unit.heading, unit.text]))


def _number(label: str) -> str:
    words = [word for word in label.replace("-бап", " ").split() if any(sign.isdigit() for sign in word)]
    return words[0].strip("().") if words else label.strip("() .")
