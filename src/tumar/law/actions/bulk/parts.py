"""What belongs to instruments, many at once: languages, versions, provisions, publications, relations."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from tumar.kernel import bulk, journal
from tumar.kernel.bulk import Row, Table
from tumar.kernel.scope import Scope
from tumar.law.actions.bulk.shapes import TO_INSTRUMENT, count_change, of_instrument, require_of_instruments
from tumar.law.actions.instruments import refresh_words
from tumar.law.actions.parts import end_with_repeal, last_day
from tumar.law.models import (
    Expression,
    Instrument,
    Provision,
    ProvisionText,
    Publication,
    Relation,
    Version,
)

# The longest list of addresses that the column holds, with a blank before and after each.
LONGEST_EIDS = 3999

EXPRESSIONS = Table(
    model=Expression,
    verbs=("law.expression.added", "law.expression.amended"),
    key=("instrument", "number"),
    paths={
        "instrument": "instrument__code",
        **bulk.as_named("number", "language", "title", "standing", "consolidated_by", "source"),
        "translation_of": "translation_of__number",
    },
    defaults={
        **dict.fromkeys(("title", "consolidated_by", "source"), ""),
        "standing": Expression.Standing.OFFICIAL.value,
    },
    links={
        "instrument": TO_INSTRUMENT,
        "translation_of": bulk.Link(Expression, ("instrument__code", "number"), within=("instrument",)),
    },
    whole=of_instrument,
)
VERSIONS = Table(
    model=Version,
    verbs=("law.version.added", "law.version.amended"),
    key=("instrument", "text", "number"),
    paths={
        "instrument": "expression__instrument__code",
        "text": "expression__number",
        **bulk.as_named("number", "valid_from", "state", "note", "file_name"),
        "amended_by": "amended_by__code",
        "based_on": "based_on__number",
    },
    defaults={"note": "", "file_name": ""},
    links={"amended_by": TO_INSTRUMENT},
    whole=of_instrument,
)
PROVISIONS = Table(
    model=Provision,
    verbs=("law.provision.added", "law.provision.amended"),
    key=("instrument", "eid"),
    paths={"instrument": "instrument__code", **bulk.as_named("eid", "kind", "lineage")},
    links={"instrument": TO_INSTRUMENT},
    sets={
        "repealed": bulk.SetOf(
            ProvisionText,
            "provision_id",
            "since",
            "since",
            fixed={"is_repealed": True, "version__state": Version.State.CONFIRMED.value},
            is_read_only=True,
        )
    },
    whole=of_instrument,
)
PUBLICATIONS = Table(
    model=Publication,
    verbs=("law.publication.added", "law.publication.amended"),
    key=("instrument", "number"),
    paths={"instrument": "instrument__code", **bulk.as_named("number", "gazette", "issue", "day", "page")},
    defaults=dict.fromkeys(("issue", "day", "page"), ""),
    links={"instrument": TO_INSTRUMENT},
    whole=of_instrument,
)
RELATIONS = Table(
    model=Relation,
    verbs=("law.relation.added", "law.relation.amended"),
    key=("instrument", "number"),
    paths={
        "instrument": "instrument__code",
        **bulk.as_named(
            "number", "verb", "acting_text", "day", "eids", "acting_eids", "state", "source", "note"
        ),
        "acting": "acting__code",
    },
    defaults={
        **dict.fromkeys(("acting_text", "day", "source", "note"), ""),
        **dict.fromkeys(("eids", "acting_eids"), ()),
        "state": Relation.State.CONFIRMED.value,
    },
    links={"instrument": TO_INSTRUMENT, "acting": TO_INSTRUMENT},
    whole=of_instrument,
)


@contextmanager
def words_follow(codes: Collection[str], _by: Scope) -> Iterator[None]:
    """Let instruments be found by the titles of their languages as they are afterwards."""
    yield
    for part in bulk.batches(codes):
        for instrument in Instrument.objects.filter(code__in=part):
            refresh_words(instrument)
    count_change(Instrument, codes)


@contextmanager
def changes_count(codes: Collection[str], _by: Scope) -> Iterator[None]:
    """Let what is changed meanwhile count as a change of these instruments."""
    yield
    count_change(Instrument, codes)


@contextmanager
def ends_follow(codes: Collection[str], by: Scope) -> Iterator[None]:
    """Let instruments end with their repeals as these are afterwards, unless a person wrote another day."""
    found = [one for part in bulk.batches(codes) for one in Instrument.objects.filter(code__in=part)]
    before = {one.pk: last_day(one) for one in found}
    yield
    acts = []
    for one in found:
        one.refresh_from_db(fields=["in_force_until"])
        if told := end_with_repeal(one, before[one.pk]):
            acts.append(journal.Act("law.instrument.amended", one.label, told))
    journal.write_many(acts, by=by)
    count_change(Instrument, codes)


def bring_expressions(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Add and amend languages of instruments; yields how many were written, batch by batch."""
    with words_follow(require_of_instruments(EXPRESSIONS, rows, by), by):
        for part in bulk.named_first(EXPRESSIONS, rows, "translation_of"):
            yield from bulk.bring(EXPRESSIONS, part, by=by)


def bring_versions(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Amend what is said of versions; their texts come by their own files and are no matter of a sheet."""
    with changes_count(require_of_instruments(VERSIONS, rows, by), by):
        yield from bulk.bring(VERSIONS, rows, by=by)


def bring_provisions(rows: Sequence[Row], _by: Scope) -> Iterator[int]:
    """Bring nothing: provisions come with the texts in which they stand."""
    yield len(rows[:0])


def bring_publications(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Add and amend publications of instruments."""
    with changes_count(require_of_instruments(PUBLICATIONS, rows, by), by):
        yield from bulk.bring(PUBLICATIONS, rows, by=by)


def bring_relations(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Add and amend what instruments do to each other; what is repealed as a whole ends with that."""
    with ends_follow(require_of_instruments(RELATIONS, rows, by), by):
        yield from bulk.bring(RELATIONS, rows, by=by)
