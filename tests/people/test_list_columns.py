"""Columns of a list are told by their headers in any language, or by what stands below them."""

import pytest

from tests.people.lists import fields, read
from tumar.people.rules import Name, Sex
from tumar.people.rules.columns import headers
from tumar.people.rules.columns.fields import ASKED, Field, Kind
from tumar.people.rules.listing import Said

HEADERS = {
    "en": "No,Surname,First name,Patronymic,Sex,Date of birth,Organization,Position,Phone,E-mail,Country",
    "ru": "№ п/п,Фамилия,Имя,Отчество,Пол,Дата рождения,Место работы,Должность,Телефон,Эл. почта,Страна",
    "kk": "р/с,Тегі,Аты,Әкесінің аты,Жынысы,Туған күні,Жұмыс орны,Лауазымы,Телефоны,Электрондық пошта,Ел",
    "ky": "к/н,Фамилиясы,Аты,Атасынын аты,Жынысы,Туулган күнү,Иштеген жери,Кызматы,Телефону,"
    "Электрондук почта,Өлкө",
    "uz": "T/r,Familiyasi,Ismi,Otasining ismi,Jinsi,Tugʻilgan sanasi,Ish joyi,Lavozimi,Telefon "
    "raqami,Elektron pochta,Davlat",
    "uz_Cyrl": "Т/р,Фамилияси,Исми,Отасининг исми,Жинси,Туғилган санаси,Иш жойи,Лавозими,Телефон "
    "рақами,Электрон почта,Давлат",
    "tg": "р/т,Насаб,Ном,Номи падар,Ҷинс,Санаи таваллуд,Ҷои кор,Вазифа,Рақами телефон,Почтаи "
    "электронӣ,Кишвар",
    "mn": "Д/д,Овог,Нэр,Эцгийн нэр,Хүйс,Төрсөн огноо,Байгууллага,Албан тушаал,Утас,Имэйл,Улс",
    "fa": "شماره,تخلص,نام,نام پدر,جنس,تاریخ تولد,اداره,وظیفه,شماره تماس,ایمیل,کشور",
    "ps": "ګڼه,تخلص,نوم,د پلار نوم,جنس,د زیږون نیټه,اداره,دنده,تلیفون,برېښنالیک,هیواد",
    "ur": "نمبر شمار,خاندانی نام,نام,والد کا نام,صنف,تاریخ پیدائش,ادارہ,عہدہ,فون نمبر,ای میل,ملک",
    "az": "S/s,Soyadı,Adı,Atasının adı,Cinsi,Doğum tarixi,İş yeri,Vəzifəsi,Telefon,Elektron poçt,Ölkə",
    "tk": "T/b,Familiýasy,Ady,Atasynyň ady,Jynsy,Doglan senesi,Iş ýeri,Wezipesi,Telefon belgisi,"
    "Elektron poçta,Ýurt",
    "ka": "№,გვარი,სახელი,მამის სახელი,სქესი,დაბადების თარიღი,ორგანიზაცია,თანამდებობა,ტელეფონი,ელ. "
    "ფოსტა,ქვეყანა",
    "hy": "Հ/հ,Ազգանուն,Անուն,Հայրանուն,Սեռ,Ծննդյան ամսաթիվ,Աշխատավայր,Պաշտոն,Հեռախոս,Էլ. փոստ,Երկիր",
    "uk": "№ з/п,Прізвище,Ім'я,По батькові,Стать,Дата народження,Місце роботи,Посада,Телефон,"
    "Електронна пошта,Країна",
    "ro": "Nr. crt.,Nume,Prenume,Patronimic,Sexul,Data nașterii,Instituția,Funcția,Telefon,E-mail,Țara",
    "sr": "R. br.,Prezime,Ime,Ime oca,Pol,Datum rođenja,Ustanova,Radno mesto,Telefon,E-pošta,Država",
    "sr_Cyrl": "Р. бр.,Презиме,Име,Име оца,Пол,Датум рођења,Установа,Радно место,Телефон,Е-пошта,Држава",
    "mk": "Реден број,Презиме,Име,Татково име,Пол,Датум на раѓање,Институција,Работно место,Телефон,"
    "Е-пошта,Држава",
    "sq": "Nr,Mbiemri,Emri,Emri i babait,Gjinia,Datëlindja,Institucioni,Pozita,Telefoni,Posta "
    "elektronike,Shteti",
}
COLUMNS = (
    "number",
    "family",
    "given",
    "patronymic",
    "sex",
    "birth",
    "employer",
    "position",
    "phone",
    "email",
    "country",
)


@pytest.mark.parametrize("language", HEADERS)
def test_columns_are_recognised_in_every_project_language(language):
    told = read(f"{HEADERS[language]}\n1,А,Б,В,м,12.03.1985,Г,Д,+77011112233,a@b.kz,KZ\n")
    assert tuple(fields(told).values()) == COLUMNS
    (person,) = told.rows()
    assert (person.name, person.country) == (Name("А", "Б", "В"), "KZ")
    assert not told.remarks


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ф. И. О. участника (полностью)", Field.FULL_NAME),
        ("ФИО (латиницей)", Field.LATIN_FULL_NAME),
        ("Name (as in passport)", Field.LATIN_FULL_NAME),
        ("Фамилия на латинице", Field.LATIN_FAMILY),
        ("Ismi (lotin yozuvida)", Field.LATIN_GIVEN),
        ("Мобильный номер телефона участника", Field.PHONE),
        ("Тел./факс", Field.PHONE),
        ("Должность / Position", Field.POSITION),
        ("Фамиля", Field.FAMILY),
        ("Organiztion", Field.EMPLOYER),
        ("Место работы (полное наименование)", Field.EMPLOYER),
        ("Контактный телефон, e-mail", Field.PHONE),
    ],
)
def test_longer_mistyped_and_bilingual_headers_are_understood(header, field):
    assert headers.match(header, Kind.PERSONS).field == field


@pytest.mark.parametrize("kind", Kind)
def test_every_field_that_is_asked_for_has_words_in_english_and_russian(kind):
    known = {(field, language) for field, language in headers.lexicon(kind).values()}
    for field in ASKED[kind]:
        assert {(field, "en"), (field, "ru")} <= known or field is Field.NAME


def test_a_list_without_a_header_is_told_by_its_cells():
    told = read("Ахметова Айжан Сериковна;ж;1985;a@b.kz\nКаримов Азиз Рустамович;м;1979;c@d.kz\n")
    assert [person.name.family for person in told.rows()] == ["Ахметова", "Каримов"]
    assert [person.birth_year for person in told.rows()] == [1985, 1979]
    assert Said.NO_HEADER in {remark.said for remark in told.remarks}


def test_given_names_first_are_learned_from_the_column():
    told = read("Name;Employer\nAnna Petrova;A\nOleg Ivanov;B\nMarat Kim;C\nZarina Rahimova;D\n")
    assert [person.name.family for person in told.rows()] == ["Petrova", "Ivanov", "Kim", "Rahimova"]


def test_two_fields_in_one_column_are_taken_apart_and_said():
    told = read(
        "ФИО;Организация, должность;Контакты\nКим Анна Олеговна;НЦБ, врач-лаборант;anna@example.kz, "
        "+7 701 111 22 33\n"
    )
    (person,) = told.rows()
    assert (person.employer, person.position, person.email, person.phone) == (
        "НЦБ",
        "врач-лаборант",
        "anna@example.kz",
        "+77011112233",
    )
    assert Said.COLUMN_UNSURE in {remark.said for remark in told.remarks}


def test_columns_that_nobody_knows_are_kept_as_a_note():
    (person,) = read("ФИО;Размер халата;Примечание\nКим Анна;XL;без сахара\n").rows()
    assert person.note == "Размер халата: XL; без сахара"


def test_a_mapping_that_was_confirmed_is_used_and_remembered_by_the_headers():
    text = "ФИО;Отдел кадров;Пол\nКим Анна;НЦБ;ж\n"
    told = read(text).tables[0]
    assert told.fingerprint == read(text.replace("Ким Анна", "Ли Олег")).tables[0].fingerprint
    assert told.fingerprint != read(text.replace("Пол", "Возраст")).tables[0].fingerprint
    (person,) = read(text, mapping={told.fingerprint: {1: Field.EMPLOYER, 2: None}}).rows()
    assert (person.employer, person.sex) == ("НЦБ", Sex.UNKNOWN)
