"""`tumar law index`: index the texts that are not in the index, or with --all every one anew."""

import argparse

from tumar.law.actions.indexing import drop_left, index_again
from tumar.law.models import Version
from tumar.law.queries.indexes import unindexed


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law index`."""
    parser.add_argument(
        "--all", action="store_true", help="every confirmed text, not only those that miss it"
    )


def run(options: argparse.Namespace) -> int:
    """Index texts and print how many; what is indexed and no longer confirmed is forgotten."""
    rows = unindexed()
    if options.all:
        rows = (
            Version.objects.filter(state=Version.State.CONFIRMED).select_related("expression").order_by("pk")
        )
    texts = list(rows)
    for version in texts:
        index_again(version)
    print(f"indexed: {len(texts)}; forgotten: {drop_left()}")
    return 0
