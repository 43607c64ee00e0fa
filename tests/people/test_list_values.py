"""What stands in one cell of a list is read as people write it, in every project language."""

import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.people.rules import OccupationGroup, Sex
from tumar.people.rules.values import contacts, dates, goods, numbers, occupations, words
from tumar.people.rules.values.dates import Order
from tumar.people.rules.values.remarks import Said

THE_DAY = date(1985, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "12.03.1985",
            "1985-03-12",
            "12/3/85",
            "12 марта 1985 г.",
            "1985 жылғы 12 наурыз",
            "1985-yil 12-mart",
            "19850312",
        ),
        *(
            "1985 оны 3-р сарын 12",
            "31118",
            "12.III.1985",
            "March 12, 1985",
            "12th March 1985",
            "12-Mar-85",
            "12031985",
        ),
        *(
            "12.03.1985 00:00:00",
            "12 მარტი 1985",
            "12 марта 1985 года рождения",
            "12 березня 1985 р.",
            "۱۲.۰۳.۱۹۸۵",
            "12. март 1985.",
        ),
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert dates.day(written).day == THE_DAY


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_form_of_a_day_gives_the_same_day(day):
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d"):
        assert dates.day(day.strftime(form)).day == day
    serial = (day - dates.SERIAL_ZERO).days
    if serial in dates.SERIALS:
        assert dates.day(serial) in (dates.Day(day, day.year), dates.day(serial))


def test_a_serial_is_the_day_a_spreadsheet_means():
    assert dates.day(31118).day == dates.day("31118").day == THE_DAY


@pytest.mark.parametrize(
    "written",
    [
        "1985",
        1985,
        "1985 г.р.",
        "1985 й.",
        "03.1985",
        "март 1985",
        "1985-00-00",
        "00.00.1985",
        "1985-03",
        3.1985,
    ],
)
def test_a_year_alone_is_a_year(written):
    read = dates.day(written)
    assert (read.day, read.year) == (None, 1985)


@pytest.mark.parametrize("written", ["31.02.1985", "март", "soon", "85", "12.13.14.15", True, "1" * 80])
def test_what_is_no_day_is_said(written):
    assert dates.day(written).said == Said.DATE_UNREADABLE


@pytest.mark.parametrize(
    ("column", "order", "day"),
    [
        (["03/25/1985", "03/12/1985"], Order.MONTH_FIRST, date(1985, 3, 12)),
        (["25/03/1985", "03/12/1985"], Order.DAY_FIRST, date(1985, 12, 3)),
        (["03.12.1985"], Order.DAY_FIRST, date(1985, 12, 3)),
        (["03/12/1985"], None, date(1985, 12, 3)),
    ],
)
def test_a_column_tells_whether_the_day_comes_first(column, order, day):
    assert dates.order_of(column) == order
    read = dates.day("03/12/1985", order)
    assert read.day == day
    assert (read.said == Said.DATE_AMBIGUOUS) == (order is None)


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1365, 4, 12), date(1986, 7, 3)),
    ],
)
def test_solar_days_are_converted_and_said(solar, day):
    assert dates.from_solar(*solar) == day
    read = dates.day("/".join(map(str, solar)))
    assert (read.day, read.said) == (day, Said.SOLAR_CONVERTED)


@given(st.dates(date(1930, 1, 1), date(2030, 1, 1)))
def test_solar_days_follow_each_other_without_a_gap(day):
    found = [
        (year, month, number)
        for year in (day.year - 622, day.year - 621)
        for month in range(1, 13)
        for number in range(1, 32)
        if _solar(year, month, number) == day
    ]
    assert len(found) == 1


def _solar(year, month, number):
    try:
        return dates.from_solar(year, month, number)
    except ValueError:
        return day_before_all


day_before_all = date(1, 1, 1) + timedelta(days=1)


def test_a_month_of_the_solar_calendar_is_known_by_its_name():
    assert dates.day("12 حمل 1365").day == date(1986, 4, 1)


MALE, FEMALE = Sex.MALE, Sex.FEMALE


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["м", "ж"], [MALE, FEMALE]),
        (["Муж.", "Жен."], [MALE, FEMALE]),
        (["Male", "Female"], [MALE, FEMALE]),
        (["erkak", "ayol"], [MALE, FEMALE]),
        (["эркак", "аёл"], [MALE, FEMALE]),
        (["ер", "әйел"], [MALE, FEMALE]),
        (["эркек", "аял"], [MALE, FEMALE]),
        (["мард", "зан"], [MALE, FEMALE]),
        (["эрэгтэй", "эмэгтэй"], [MALE, FEMALE]),
        (["kişi", "qadın"], [MALE, FEMALE]),
        (["კაცი", "ქალი"], [MALE, FEMALE]),
        (["արական", "իգական"], [MALE, FEMALE]),
        (["чоловіча", "жіноча"], [MALE, FEMALE]),
        (["مرد", "زن"], [MALE, FEMALE]),
        (["muški", "ženski"], [MALE, FEMALE]),
        (["Mashkull", "Femër"], [MALE, FEMALE]),
        (["K", "Q"], [MALE, FEMALE]),
        (["E", "K"], [MALE, FEMALE]),
        (["е", "ә"], [MALE, FEMALE]),
        (["?", ""], [None, None]),
    ],
)
def test_words_for_sex_are_known_and_initials_settled_by_their_column(column, read):
    known = words.SexWords(column)
    assert [known.read(word) for word in column] == read


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["+", "", "+"], [True, False, True]),
        (["+", "-", ""], [True, False, None]),
        (["да", "нет"], [True, False]),
        (["x", "", "x"], [True, False, True]),
        (["✓", "x"], [True, False]),
        (["+", "н/я", "б"], [True, False, False]),
        (["1", "0"], [True, False]),
        (["8", "6 ч"], [True, True]),
        (["P", "A"], [True, False]),
        (["қатысты", "келмеді"], [True, False]),
        (["может быть", "+"], [None, True]),
    ],
)
def test_attendance_marks_mean_what_their_column_makes_them_mean(column, read):
    marks = words.Marks(column)
    assert [marks.read(mark) for mark in column] == read


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("врач-лаборант", "human-lab"),
        ("Ветеринарный врач", "vet-clinical"),
        ("Ветеринарный врач-лаборант", "vet-lab"),
        ("лаборант ветеринарной лаборатории", "vet-lab"),
        ("пограничник", "border-guard"),
        ("epidemiologist", "public-health"),
        ("Senior customs officer", "customs"),
        ("Инженер-эколог", "environment"),
        ("Профессор кафедры эпидемиологии", "academia-teacher"),
        ("мал дәрігері", "vet-clinical"),
        ("Shifokor-laborant", "human-lab"),
        ("Эпидемиолог дарыгер", "public-health"),
        ("гаалийн байцаагч", "customs"),
        ("Специалист по биобезопасности", "biosafety-officer"),
        ("лікар-епідеміолог", "public-health"),
        ("ექიმი-ეპიდემიოლოგი", "public-health"),
        ("تکنیشن لابراتوار", "human-lab"),
        ("mjek veteriner", "vet-clinical"),
        ("Policy maker", "policy-maker"),
        ("Военный врач", "military-medical"),
        ("human-lab", "human-lab"),
        ("бухгалтер", "unknown"),
        ("сотрудник", "unknown"),
        ("", "unknown"),
    ],
)
def test_occupations_are_mapped_by_their_most_specific_words(said, group):
    assert occupations.group_of(said) == OccupationGroup(group)


def test_every_group_but_unknown_has_words_in_every_script():
    listed = words.listed("occupations.toml")
    assert {group.value for group in OccupationGroup} - {"unknown"} == set(listed) - {"generic"}
    for group in set(listed) - {"generic", "industry"}:
        scripts = {
            unicodedata.name(letter).split()[0]
            for letter in "".join(listed[group]["stems"])
            if letter.isalpha()
        }
        assert {"LATIN", "CYRILLIC", "ARABIC", "GEORGIAN", "ARMENIAN"} <= scripts, group


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("+7 701 111 22 33", "", "+77011112233"),
        ("8 (701) 111-22-33", "KZ", "+77011112233"),
        ("701 111 22 33", "KZ", "+77011112233"),
        ("87011112233", "", "+77011112233"),
        ("+7 (8-701) 111-22-33", "", "+77011112233"),
        ("90 123 45 67", "UZ", "+998901234567"),
        ("998901234567", "", "+998901234567"),
        ("0555 12 34 56", "KG", "+996555123456"),
        ("99112233", "MN", "+97699112233"),
        ("0093 70 123 4567", "", "+93701234567"),
        ("۰۷۰۱۲۳۴۵۶۷", "AF", "+93701234567"),
        ("тел. 8-727-222-33-44 доб. 12", "KZ", "+77272223344"),
    ],
)
def test_telephones_are_brought_to_one_form(written, country, number):
    assert contacts.telephone(written, country) == contacts.Contact(number)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0701112233, 0555112233", Said.PHONE_SEVERAL),
        ("2-34-56", Said.PHONE_LOCAL),
        ("нет", Said.PHONE_WRONG),
        ("123", Said.PHONE_WRONG),
    ],
)
def test_what_is_odd_about_a_telephone_is_said(written, said):
    assert contacts.telephone(written, "KG" if "," in written else "").said == said


@pytest.mark.parametrize(
    ("written", "address", "said"),
    [
        ("Aizhan@Mail.KZ", "aizhan@mail.kz", None),
        ("mailto:a.b@c.uz;", "a.b@c.uz", None),
        ("a @ b.kz", "a@b.kz", None),
        ("a@b.kz, c@d.kz", "a@b.kz", Said.EMAIL_SEVERAL),
        ("почта", "", Said.EMAIL_WRONG),
        ("a@b", "", Said.EMAIL_WRONG),
    ],
)
def test_addresses_are_read(written, address, said):
    assert contacts.email(written.replace("mailto:", "")) == contacts.Contact(address, said)


@pytest.mark.parametrize(
    ("written", "number", "beside"),
    [
        ("1 234,56", "1234.56", ""),
        ("1.234,56", "1234.56", ""),
        ("1,234.56", "1234.56", ""),
        ("12\u00a0500 сом", "12500", "сом"),
        ("€ 1,200.50", "1200.50", "€"),
        ("0,5", "0.5", ""),
        ("1'234.50", "1234.50", ""),
        (5, "5", ""),
        (2.5, "2.5", ""),
    ],
)
def test_numbers_are_read(written, number, beside):
    assert numbers.amount(written) == numbers.Amount(Decimal(number), beside)


def test_a_number_that_may_be_two_is_said():
    assert numbers.amount("1,234").said == Said.NUMBER_AMBIGUOUS
    assert numbers.amount("n/a").said == Said.NUMBER_UNREADABLE


@given(st.decimals(0, 10**9, places=2))
def test_a_price_is_the_same_in_the_east_and_in_the_west(value):
    eastern = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    assert numbers.amount(eastern).value == numbers.amount(f"{value:,.2f}").value == value


@pytest.mark.parametrize(
    ("said", "country", "code"),
    [
        ("тенге", "", "KZT"),
        ("€", "", "EUR"),
        ("долл. США", "", "USD"),
        ("сум", "", "UZS"),
        ("so'm", "UZ", "UZS"),
        ("манат", "TM", "TMT"),
        ("манат", "", "AZN"),
        ("xyz", "", None),
    ],
)
def test_currencies_are_known_by_their_names(said, country, code):
    assert words.currency(said, country) == code


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("rt-pcr", "rt-pcr"),
        ("Basic_Laboratory", "basic-laboratory"),
        ("ПЦР-оборудование", "rt-pcr"),
        ("Термоциклеры", "rt-pcr"),
        ("Секвенаторы", "genome-sequencer"),
        ("NGS", "genome-sequencer"),
        ("Оборудование для проверки боксов", "bsc-testing"),
        ("Biosafety cabinet testing", "bsc-testing"),
        ("Боксы биологической безопасности", "basic-laboratory"),
        ("Изоляторы", "flexible-film-isolator"),
        ("СИЗ", "ppe"),
        ("Gloves", "ppe"),
        ("жеке қорғаныс құралдары", "ppe"),
        ("Shaxsiy himoya vositalari", "ppe"),
        ("ماسک", "ppe"),
        ("Diagnostic kits for PCR", "diagnostic-kits"),
        ("Наборы реагентов для ПЦР", "diagnostic-kits"),
        ("дијагностички китови", "diagnostic-kits"),
        ("Зертханалық жабдық", "basic-laboratory"),
        ("Прочее", "other"),
        ("boshqa", "other"),
        ("Мебель", ""),
        ("Furniture", ""),
        ("", ""),
    ],
)
def test_words_for_goods_name_a_category(written, category):
    assert goods.category_of(written) == category
