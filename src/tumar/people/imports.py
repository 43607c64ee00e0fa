"""What a workbook says of organisations and persons."""

from django.utils.translation import gettext as _

from tumar.kernel.bulk import Facts
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.people.actions import bulk
from tumar.people.models import Organisation, Person

ORGANISATION, PERSON = Organisation.LABEL, Person.LABEL
A_NAME = parsing.text(100)


def its_country(facts: Facts, _draft: Draft) -> tuple[str | None]:
    """Return the country that the row itself names."""
    return (facts["country"],)


def _settle_person(draft: Draft) -> None:
    facts = draft.facts
    own = facts["family"] or facts["given"] or facts["single"]
    if not (own or facts["family_latin"] or facts["given_latin"] or facts["single_latin"]):
        draft.error("code", _("The person has no name. Give at least one, in either script."))
    born = facts["birth_date"]
    if born is not None and facts["birth_year"] is None:
        facts["birth_year"] = born.year
    if born is not None and facts["birth_year"] != born.year:
        draft.error("birth_year", _("The year of birth is not that of the date of birth."))


ORGANISATIONS = Sheet(
    name="Organisations",
    name_ru="Организации",
    label=ORGANISATION,
    table=bulk.ORGANISATIONS,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        Column("name", "Name", "Название", parsing.text(300), is_required=True),
        Column("name_latin", "Name in English", "Название по-английски", parsing.text(300)),
        Column("kind", "Kind", "Вид", parsing.choice(Organisation.Kind.values), is_required=True),
        Column("country", "Country", "Страна", parsing.country),
        Column("parent", "Part of", "В составе", parsing.code),
    ),
    permission=Permission.PEOPLE_ORGANISATION_EDIT,
    bring=bulk.bring_organisations,
    countries=its_country,
    references=(Reference("parent", ORGANISATION),),
    told=("country", "parent"),
)

PERSONS = Sheet(
    name="Persons",
    name_ru="Лица",
    label=PERSON,
    table=bulk.PERSONS,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        Column("family", "Family name", "Фамилия", A_NAME),
        Column("given", "Given name", "Имя", A_NAME),
        Column("patronymic", "Patronymic", "Отчество", A_NAME),
        Column("single", "Single name", "Единственное имя", A_NAME),
        Column("family_latin", "Family name Latin", "Фамилия латиницей", A_NAME),
        Column("given_latin", "Given name Latin", "Имя латиницей", A_NAME),
        Column("patronymic_latin", "Patronymic Latin", "Отчество латиницей", A_NAME),
        Column("single_latin", "Single name Latin", "Единственное имя латиницей", A_NAME),
        Column("sex", "Sex", "Пол", parsing.choice(Person.Sex.values)),
        Column("birth_year", "Year of birth", "Год рождения", parsing.integer(least=1900, most=2100)),
        Column("birth_date", "Date of birth", "Дата рождения", parsing.day),
        Column("group", "Occupation group", "Группа занятий", parsing.choice(Person.Group.values)),
        Column("country", "Country", "Страна", parsing.country, is_required=True),
        Column("employer", "Employer", "Работодатель", parsing.code),
        Column("position", "Position", "Должность", parsing.text(200)),
        Column("email", "E-mail", "Электронная почта", parsing.email),
        Column("telephone", "Telephone", "Телефон", parsing.text(40)),
    ),
    permission=Permission.PEOPLE_PERSON_EDIT,
    bring=bulk.bring_persons,
    countries=its_country,
    references=(Reference("employer", ORGANISATION),),
    told=("country",),
    settle=_settle_person,
)

SHEETS = (ORGANISATIONS, PERSONS)
