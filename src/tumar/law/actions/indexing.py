"""The index that search and suggestions read, kept in step with the texts that are confirmed."""

from collections.abc import Sequence

from django.db import transaction

from tumar.kernel.retry import retrying
from tumar.law.models import IndexedRun, IndexedTerms, TextIndex, Version
from tumar.law.queries.indexes import made_from, unindexed
from tumar.law.queries.versions import structure_of
from tumar.law.rules.searching import FORMAT, index_of
from tumar.law.rules.units import Unit

BATCH = 500


def index_version(version: Version, units: Sequence[Unit]) -> TextIndex:
    """Index a version anew by its provisions in order; its rows are kept already."""
    made = index_of(units, version.expression.language)
    with transaction.atomic():
        drop_index(version)
        index = TextIndex.objects.create(
            version=version,
            format=FORMAT,
            units=made.units,
            tokens_count=len(made.tokens),
            words="\n".join(made.words),
            tokens=made.tokens.tobytes(),
            bounds=made.bounds.tobytes(),
            holders=made.holders.tobytes(),
            terms="\n".join(made.terms),
            made_from=made_from(version.texts.order_by("order").values_list("hash", flat=True)),
            digest=made.digest(),
        )
        IndexedTerms.objects.bulk_create(
            (
                IndexedTerms(
                    index=index, head=one.head, terms="\n".join(one.terms), places=one.places.tobytes()
                )
                for one in made.heads
            ),
            batch_size=BATCH,
        )
        IndexedRun.objects.bulk_create(
            (IndexedRun(index=index, letters=run, terms=terms.tobytes()) for run, terms in made.runs),
            batch_size=BATCH,
        )
    return index


def drop_index(version: Version) -> None:
    """Forget what a version was found by: it was withdrawn, or is indexed anew."""
    TextIndex.objects.filter(version=version).delete()


def drop_left() -> int:
    """Forget the indexes of versions that are not confirmed; return how many there were."""
    left = list(TextIndex.objects.exclude(version__state=Version.State.CONFIRMED).select_related("version"))
    for index in left:
        drop_index(index.version)
    return len(left)


@retrying
def index_again(version: Version) -> TextIndex:
    """Index a confirmed version anew from its rows."""
    with transaction.atomic():
        current = Version.objects.select_for_update().get(pk=version.pk)
        return index_version(current, structure_of(current).units)


def index_missing() -> dict[str, int]:
    """Index the confirmed versions that have no index, or one of an older format; return how many."""
    found = list(unindexed())
    for version in found:
        index_again(version)
    return {"indexed": len(found)}
