"""What a column of a list can hold, and which of it each kind of list asks for."""

from enum import StrEnum


class Kind(StrEnum):
    """What the rows of a list are."""

    PERSONS = "persons"
    PARTICIPANTS = "participants"
    ORGANISATIONS = "organisations"
    TRAINERS = "trainers"
    CONSIGNMENTS = "consignments"


class Field(StrEnum):
    """What one column holds; the names are those of the sections of `headers.toml`."""

    NUMBER = "number"
    CODE = "code"
    FULL_NAME = "full_name"
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SINGLE = "single"
    LATIN_FULL_NAME = "latin_full_name"
    LATIN_FAMILY = "latin_family"
    LATIN_GIVEN = "latin_given"
    LATIN_PATRONYMIC = "latin_patronymic"
    LATIN_SINGLE = "latin_single"
    SEX = "sex"
    BIRTH = "birth"
    EMPLOYER = "employer"
    DEPARTMENT = "department"
    POSITION = "position"
    OCCUPATION = "occupation"
    COUNTRY = "country"
    REGION = "region"
    EMAIL = "email"
    PHONE = "phone"
    DOCUMENT = "document"
    ATTENDANCE = "attendance"
    SIGNATURE = "signature"
    NOTE = "note"
    ORGANISATION = "organisation"
    LATIN_ORGANISATION = "latin_organisation"
    ORGANISATION_KIND = "organisation_kind"
    PARENT = "parent"
    QUALIFICATION = "qualification"
    QUALIFIED_ON = "qualified_on"
    VALID_UNTIL = "valid_until"
    CERTIFICATE = "certificate"
    TOPICS = "topics"
    LANGUAGES = "languages"
    ITEM = "item"
    CATEGORY = "category"
    QUANTITY = "quantity"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    TOTAL_PRICE = "total_price"
    CURRENCY = "currency"
    RECIPIENT = "recipient"
    HANDED_OVER = "handed_over"
    CONSIGNMENT = "consignment"


_PERSON = (
    *(Field.FULL_NAME, Field.NAME, Field.FAMILY, Field.GIVEN, Field.PATRONYMIC, Field.SINGLE),
    *(
        Field.SEX,
        Field.BIRTH,
        Field.EMAIL,
        Field.PHONE,
        Field.DOCUMENT,
        Field.COUNTRY,
        Field.EMPLOYER,
        Field.POSITION,
    ),
    *(Field.OCCUPATION, Field.REGION, Field.DEPARTMENT, Field.ATTENDANCE, Field.SIGNATURE, Field.CODE),
    *(Field.NOTE, Field.NUMBER),
)
_TRAINING = (
    *(Field.QUALIFICATION, Field.QUALIFIED_ON, Field.VALID_UNTIL, Field.CERTIFICATE, Field.TOPICS),
    Field.LANGUAGES,
)

# Where one word heads two kinds of columns, the first of these is meant.
ASKED: dict[Kind, tuple[Field, ...]] = {
    Kind.PERSONS: _PERSON,
    Kind.PARTICIPANTS: _PERSON,
    Kind.TRAINERS: (*_TRAINING, *_PERSON),
    Kind.ORGANISATIONS: (
        *(Field.ORGANISATION, Field.ORGANISATION_KIND, Field.PARENT, Field.COUNTRY, Field.REGION),
        *(Field.EMAIL, Field.PHONE, Field.CODE, Field.NOTE, Field.NUMBER, Field.FULL_NAME),
    ),
    Kind.CONSIGNMENTS: (
        *(Field.ITEM, Field.QUANTITY, Field.UNIT, Field.UNIT_PRICE, Field.TOTAL_PRICE, Field.CURRENCY),
        *(Field.RECIPIENT, Field.CATEGORY, Field.HANDED_OVER, Field.CONSIGNMENT, Field.COUNTRY),
        *(Field.REGION, Field.NOTE, Field.NUMBER),
    ),
}

IN_LATIN = {
    Field.FULL_NAME: Field.LATIN_FULL_NAME,
    Field.NAME: Field.LATIN_FULL_NAME,
    Field.FAMILY: Field.LATIN_FAMILY,
    Field.GIVEN: Field.LATIN_GIVEN,
    Field.PATRONYMIC: Field.LATIN_PATRONYMIC,
    Field.SINGLE: Field.LATIN_SINGLE,
    Field.ORGANISATION: Field.LATIN_ORGANISATION,
}

# Columns without which a row names nobody and nothing.
NAMING = {
    Kind.PERSONS: (
        *(Field.FULL_NAME, Field.FAMILY, Field.GIVEN, Field.LATIN_FULL_NAME, Field.LATIN_FAMILY),
        *(Field.SINGLE, Field.LATIN_SINGLE),
    ),
    Kind.ORGANISATIONS: (Field.ORGANISATION, Field.LATIN_ORGANISATION),
    Kind.CONSIGNMENTS: (Field.ITEM,),
}
NAMING[Kind.PARTICIPANTS] = NAMING[Kind.TRAINERS] = NAMING[Kind.PERSONS]

# Several columns may hold these.
MANY = frozenset({Field.ATTENDANCE, Field.NOTE})
# They tell nothing about what the row is about.
BESIDE = frozenset({Field.NUMBER, Field.NOTE, Field.SIGNATURE})
