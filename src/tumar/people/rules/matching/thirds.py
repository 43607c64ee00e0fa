"""Pairs that a third row decides: when it is surely both of two rows, these are one person as well."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from tumar.people.rules.matching.agreement import Places

# Where the pair itself says less than this, the third row is more likely two persons taken for one.
NOT_AGAINST = 0.05
SURELY = 0.8
IN_DOUBT = 0.5


def through_thirds(i: Places, j: Places, scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], Places]:
    """Return the scores of pairs (i[k], j[k]) within one list, and the place of the row that raised each.

    The place is -1 where none did. A raised score is the product of the two that lead over the third row.
    """
    sure: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for at in np.flatnonzero(scores >= SURELY).tolist():
        one, other = int(i[at]), int(j[at])
        sure[one][other] = sure[other][one] = float(scores[at])
    raised, through = scores.copy(), np.full(len(scores), -1, dtype=np.int64)
    for at in np.flatnonzero((scores >= NOT_AGAINST) & (scores < IN_DOUBT)).tolist():
        near, far = sure.get(int(i[at]), {}), sure.get(int(j[at]), {})
        ways = [(near[third] * far[third], third) for third in near.keys() & far.keys()]
        if ways:
            raised[at], through[at] = max(ways)
    return raised, through
