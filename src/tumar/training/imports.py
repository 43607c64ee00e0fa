"""What a workbook says of trainers' qualifications."""

from tumar.events.imports import OF_EVENT
from tumar.kernel.bulk import Facts
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.people.imports import PERSON
from tumar.programmes.imports import OF_PROGRAMME, PROGRAMME_COLUMN, refuse_backwards
from tumar.training.actions import bulk
from tumar.training.models import Qualification


def _country_of_person(facts: Facts, draft: Draft) -> tuple[str | None]:
    return (draft.of(PERSON, (facts["person"],), "country"),)


def _settle(draft: Draft) -> None:
    refuse_backwards(draft, "since", "until")


QUALIFICATIONS = Sheet(
    name="Qualifications",
    name_ru="Квалификации",
    label=Qualification.LABEL,
    table=bulk.QUALIFICATIONS,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        Column("person", "Person", "Лицо", parsing.code, is_required=True),
        PROGRAMME_COLUMN,
        Column("event", "Event", "Мероприятие", parsing.code),
        Column("since", "From", "С", parsing.day, is_required=True),
        Column("until", "Until", "По", parsing.day),
    ),
    permission=Permission.TRAINING_QUALIFICATION_EDIT,
    bring=bulk.bring_qualifications,
    countries=_country_of_person,
    references=(Reference("person", PERSON), OF_PROGRAMME, OF_EVENT),
    settle=_settle,
    unique=("person", "programme", "since"),
)

SHEETS = (QUALIFICATIONS,)
