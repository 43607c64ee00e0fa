"""Given names that many bear: two of them a letter apart are two persons, and some are forms of one name."""

from functools import cache

from tumar.people.rules.keys import readings_of

# One letter makes another name of these: Марина and Мария, Асқар and Ақбар. A list of common names, ours.
_COMMON = (
    "Анна Алла Алина Арина Ирина Карина Марина Мария Марьям Мадина Малика Милана Мила Лилия Лейла Лайла "
    "Лола Зарина Сабина "
    "Регина Полина Галина Елена Алёна Яна Жанна Диана Дина Динара Индира Эльвира Эльмира Эльнара "
    "Гульнара Гульмира Гульзира "
    "Гульшат Гульназ Гульбахор Гулчехра Жанар Жанат Жанна Айжан Айнур Айгуль Айгерим Айсулу Асель Асия "
    "Алия Азиза Лазиза "
    "Наргиза Нигора Нигина Нодира Надира Назира Насиба Феруза Фируза Фарида Зухра Захра Зебо Шахло "
    "Шахноза Дилфуза Дилноза "
    "Дилбар Гулноза Матлуба Мухаббат Мавлуда Мавжуда Юлия Юлиана Вера Варвара Валерия Валентина "
    "Виктория Вероника Евгения "
    "Александра Екатерина Наталья Татьяна Светлана Людмила Ольга Оксана Тамара Таисия Раиса Лариса "
    "Раушан Роза Сауле Сания "
    "Иван Илья Игорь Олег Глеб Лев Пётр Павел Сергей Андрей Алексей Александр Анатолий Антон Артём "
    "Артур Аркадий Валерий "
    "Виталий Виктор Вадим Владимир Владислав Вячеслав Станислав Ярослав Мирослав Святослав Дмитрий "
    "Денис Евгений Егор Георгий "
    "Григорий Геннадий Кирилл Константин Леонид Максим Михаил Никита Николай Роман Руслан Рустам Семён "
    "Степан Тимур Тимофей "
    "Фёдор Юрий Яков Асқар Акбар Анвар Азамат Азиз Аббас Абдулла Абдурахим Абдурахмон Алишер Арман "
    "Армен Арам Аскар Бахром "
    "Баходир Батыр Ботир Болат Бахтиёр Даврон Далер Дилшод Дилмурод Дониёр Данияр Ерлан Ержан Нурлан "
    "Нуржан Нурбек Нурсултан "
    "Жасур Жамшид Жавлон Зафар Зариф Ильхом Илхам Искандер Кайрат Канат Карим Рахим Рашид Марат Мурат "
    "Мурод Мирзо Музаффар "
    "Назар Наим Нодир Ойбек Отабек Равшан Рашад Сардор Санжар Саид Сабир Собир Серик Берик Тимур Темир "
    "Улан Улугбек Умар Умид "
    "Фарход Фаррух Фарид Хуршид Хусан Хасан Шавкат Шухрат Шерзод Шахзод Шохрух Эльдар Эльчин Эмиль Юсуф "
    "Юнус Якуб Марко Мирко "
    "Бранко Дарко Жарко Златко Зоран Горан Дејан Бојан Дејана Милан Милош Мирослав Радован Јован Јелена "
    "Милена Весна Биљана "
    "Љиљана Снежана Сања Тања Мања Вања Ана Ања Ива Нина Нана Нино Нинели Ioana Ion Mihai Mihaela Maria "
    "Marina Ana Elena Alina "
    "Giorgi Grigol Levan Irakli Zaza Zviad Nana Nino Natia Natela Tamar Tamta Արամ Արմեն Արթուր Հայկ "
    "Հակոբ Անի Աննա Արփինե "
    "Ahmad Mahmood Hamid Hamed Majid Wahid Walid Karim Rahim Rahima Karima Fatima Farida Zahra Zohra "
    "Abdullah Abdulrahim Kemal "
    "Kenan Amar Amir Amer Emir Emin Elvin Elmir Elnur Arben Arta Ardian Artan Agron Myrat Merdan Maral"
)
# Forms of one name in languages that share it.
_FORMS = (
    "Елена Олена|Сергей Сергій Сергі Serhii|Николай Микола Mykola|Дмитрий Дмитро Dmytro|Александр "
    "Олександр Oleksandr|"
    "Александра Олександра|Анна Ганна Hanna|Екатерина Катерина Kateryna|Георгий Гиорги Giorgi "
    "Gheorghe|Михаил Михайло "
    "Mykhailo|Владимир Володимир Volodymyr|Алексей Олексій Oleksii|Андрей Андрій Andriy|Пётр Петро "
    "Petro|Павел Павло Pavlo|"
    "Василий Василь|Степан Стефан Ștefan|Иван Іван Ion|Иосиф Йосип|Даниил Данило|Кирилл Кирило|Гаврил "
    "Гаврило|Яков Яків|"
    "Надежда Надія|Любовь Любов|Вера Віра|Мария Марія Мар’я|Наталья Наталія|Юлия Юлія|Ксения Оксана "
    "Аксинья|Татьяна Тетяна|"
    "Светлана Світлана|Фёдор Федір|Антон Антін|Мухаммед Магомед Мохаммад Mahammad|Гулям Ғулом G‘ulom "
    "Gholam Ghulam|"
    "Юсуф Юсиф Yusif|Ибрагим Иброхим Ibrohim|Исмаил Исмоил Ismoil|Сулейман Сулаймон Sulaymon|Якуб Ёкуб "
    "Yoqub|Рустам Рустем "
    "Rüstəm|Абдулла Абдулло Abdulloh|Фатима Фотима Fotima|Мадина Медина|Хасан Гасан Həsən|Хусейн Гусейн "
    "Hüseyn|Мурат Мырат Myrat|Шејла Шейла Sejla "
    "Šejla|Айк Hayk|Карапет Գարապետ"
)


NONE: frozenset[int] = frozenset()


@cache
def _common() -> frozenset[str]:
    return frozenset(reading for word in _COMMON.split() for reading in readings_of(word))


@cache
def _forms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_FORMS.split("|")):
        for word in group.split():
            for reading in readings_of(word):
                found.setdefault(reading, set()).add(number)
    return {reading: frozenset(numbers) for reading, numbers in found.items()}


def is_common(readings: frozenset[str]) -> bool:
    """Tell whether a given name, by its readings, is one that many bear."""
    return not _common().isdisjoint(readings)


def forms_of(readings: frozenset[str]) -> frozenset[int]:
    """Return the numbers of the names of which this is a form; two that share one are one name."""
    known = _forms()
    found = [known[reading] for reading in readings if reading in known]
    return found[0].union(*found[1:]) if found else NONE
