"""What is held about a person and where; what erasing would take away, and what it cannot reach by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet

from tumar.kernel import files, mentions, personal
from tumar.kernel.mentions import Named
from tumar.kernel.models import Attachment, Job, JournalEntry, Record, StoredFile
from tumar.people.models import Account, Person

LISTS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt", ".docx")
LARGEST_LIST = 50 * 1024 * 1024


def persons_of(person: Person) -> list[Person]:
    """Return the person with all rows that were merged into it: they are the same human being."""
    found, everybody = [person], cast(Any, Person._base_manager)
    if any(column.name == "merged_into" for column in Person._meta.concrete_fields):
        for one in found:
            found += [gone for gone in everybody.filter(merged_into=one) if gone not in found]
    return found


def named(person: Person) -> Named:
    """Return the words by which a person is named in what people typed."""
    alone: set[str] = set()
    together: set[tuple[str, ...]] = set()
    for one in persons_of(person):
        alone |= {one.email, one.telephone, one.single, one.single_latin}
        families = {one.family, one.family_latin} - {""}
        together |= {
            (family, given)
            for family in families
            for given in {one.given, one.given_latin, one.patronymic, one.patronymic_latin} - {""}
        }
        # Somebody of whom only a family name is known can be found by that alone.
        if not (one.given or one.given_latin):
            alone |= families
    if account := Account.objects.filter(person=person).first():
        alone |= {account.email, account.name}
    return Named(frozenset(alone - {""}), frozenset(together))


def rows_of(person: Person) -> Iterator[tuple[personal.Holding, list[Any]]]:
    """Yield every table that holds something about a person, with the rows."""
    everybody, words = persons_of(person), named(person)
    for holding in personal.holdings(Person):
        rows = {row.pk: row for one in everybody for row in holding.rows(one)}
        if (rule := personal.rules().get(holding.table)) and rule.is_swept:
            found = mentions.mentioning(holding.model._base_manager.all(), holding.texts, words)
            rows |= {row.pk: row for row in found}
        if rows:
            yield holding, list(rows.values())


def labels_of(person: Person) -> list[str]:
    """Return the labels of the person's own records: the person, its account, its consents, and the like."""
    found = [row.label for _holding, rows in rows_of(person) for row in rows if hasattr(row, "label")]
    return list(dict.fromkeys(found))


def _labels_near(person: Person) -> list[str]:
    """Return the labels of records that name the person: own ones, and those that own rows are part of."""
    found = labels_of(person)
    for holding, rows in rows_of(person):
        links = [column.name for column in holding.model._meta.concrete_fields if column.is_relation]
        for name in links:
            target = holding.model._meta.get_field(name).related_model
            if isinstance(target, type) and issubclass(target, Record) and target is not Person:
                near = target._base_manager.filter(pk__in={getattr(row, f"{name}_id") for row in rows})
                found += [record.label for record in near if _is_evidence_of_persons(record)]
    return list(dict.fromkeys(found))


def _is_evidence_of_persons(record: Record) -> bool:
    # An employer or a programme is near to hundreds of persons; its papers are not about this one.
    return record._meta.app_label not in {"places", "programmes"} and record.LABEL != "people.organisation"


@dataclass(frozen=True)
class NearFile:
    """One kept file that may name a person: evidence of a record, or a list as it was received."""

    file: StoredFile
    about: str
    is_own: bool  # stands for the person alone, so it goes with it
    names: bool  # the name was read in it; a scan cannot be read


def files_near(person: Person) -> list[NearFile]:
    """Return the files that may name a person; whoever erases decides which of them go."""
    own, words = set(labels_of(person)), named(person)
    rows = Attachment.objects.filter(about__in=_labels_near(person), file__removed_at=None)
    found: dict[int, NearFile] = {}
    for attachment in rows.select_related("file").order_by("pk"):
        file, about = attachment.file, attachment.about
        is_own = about in own and not files.of_file(file).exclude(about__in=own).exists()
        if file.pk not in found or (is_own and not found[file.pk].is_own):
            found[file.pk] = NearFile(file, about, is_own, _names(file, words))
    for file in received_lists():
        if file.pk not in found and _names(file, words):
            found[file.pk] = NearFile(file, "", False, True)
    return list(found.values())


def received_lists() -> QuerySet[StoredFile]:
    """Return the lists and workbooks that were received and stand as evidence for no record."""
    kinds = Q()
    for suffix in LISTS:
        kinds |= Q(name__iendswith=suffix)
    return StoredFile.objects.filter(kinds, attachments=None, removed_at=None).order_by("-pk")


def _names(file: StoredFile, words: Named) -> bool:
    is_list = file.size <= LARGEST_LIST and file.name.lower().endswith(LISTS)
    if not is_list or not files.path_of(file.sha256).exists():
        return False
    return mentions.in_content(files.content_of(file), words)


def own_entries(person: Person) -> QuerySet[JournalEntry]:
    """Return the journal's entries that tell of a person: about its records, or mentioning it elsewhere."""
    entries = JournalEntry.objects.filter(about__in=labels_of(person))
    others = JournalEntry.objects.exclude(about__startswith=f"{Person.LABEL}:").filter(told_digest="")
    mentioned = mentions.mentioning(others, ("changes", "reason"), named(person))
    return JournalEntry.objects.filter(
        Q(pk__in=entries.values("pk")) | Q(pk__in=mentioned.values("pk"))
    ).order_by("sequence")


def entries_by(person: Person) -> QuerySet[JournalEntry]:
    """Return the entries about what the person did with an account of its own."""
    return JournalEntry.objects.filter(by__person__in=[one.pk for one in persons_of(person)])


def jobs_mentioning(person: Person) -> QuerySet[Job]:
    """Return the finished work whose report mentions the person."""
    return mentions.mentioning(Job.objects.all(), ("message", "result"), named(person))


def mentioned_in(person: Person) -> list[str]:
    """Return the records, by label or table, whose free text mentions a person; erasing leaves them alone.

    They are others' records, such as a note on a consignment: somebody reads them and decides.
    """
    own = [holding.model for holding in personal.holdings(Person)]
    found: list[str] = []
    for rows in mentions.free_texts(named(person), without=[*own, JournalEntry, Job, StoredFile]):
        found += [getattr(row, "label", f"{row._meta.label_lower}:{row.pk}") for row in rows[:50]]
    return found


@dataclass(frozen=True)
class Place:
    """One table with rows about a person, and whether these go or stay without what names it."""

    title: str
    count: int
    is_deleted: bool


@dataclass(frozen=True)
class Plan:
    """What erasing a person takes away, and what is to be decided before."""

    places: Sequence[Place]
    files: Sequence[NearFile]
    mentioned_in: Sequence[str]
    entries: int
    jobs: int
    has_account: bool
    code_names: bool


def plan(person: Person) -> Plan:
    """Return what erasing a person would take away."""
    places = [
        Place(
            holding.title,
            len(rows),
            personal.rules()[holding.table].rows is personal.Rows.DELETED,
        )
        for holding, rows in rows_of(person)
        if holding.table in personal.rules()
    ]
    words = {word for group in named(person).groups for word in group}
    return Plan(
        places=places,
        files=files_near(person),
        mentioned_in=mentioned_in(person),
        entries=own_entries(person).count(),
        jobs=jobs_mentioning(person).count(),
        has_account=Account.objects.filter(person=person).exists(),
        code_names=any(form in person.code for word in words for form in mentions.variants(word)),
    )
