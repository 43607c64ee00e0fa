"""Weights learned from what people decided, kept by version."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import MatchingWeights, PairDecision
from tumar.people.queries.decisions import verdicts
from tumar.people.queries.matching import model_in_force
from tumar.people.rules.matching.agreement import agreement
from tumar.people.rules.matching.columns import columns_of
from tumar.people.rules.matching.learning import learn_from_decisions
from tumar.people.rules.matching.starting import starting_model
from tumar.people.rules.matching.subjects import Subject

FEWEST_DECISIONS = 10


def _subject(facts: Mapping[str, Any]) -> Subject:
    """Return a record as it was when it was decided on."""
    told: dict[str, Any] = {name: str(facts.get(name) or "") for name in _PARTS}
    born = facts.get("birth_date") or facts.get("birth_year") or ""
    sex = str(facts.get("sex") or "")
    return Subject(
        **told,
        sex=sex if sex in {"F", "M"} else "",
        birth=born.isoformat() if isinstance(born, date) else str(born),
        employer=str(facts.get("employer") or ""),
        country=str(facts.get("country") or ""),
    )


_PARTS = (
    *("family", "given", "patronymic", "family_latin", "given_latin", "patronymic_latin"),
    *("email", "telephone"),
)


@retrying
def learn_weights(*, by: Scope) -> MatchingWeights:
    """Count the weights anew from every confirmed decision and put them in force; older versions are kept."""
    by.require(Permission.PEOPLE_PERSON_MERGE)
    decided = [one for one in verdicts() if {"first", "second"} <= set(one.evidence)]
    if len(decided) < FEWEST_DECISIONS:
        raise Invalid([Fault("", _too_few(len(decided)))])
    columns = columns_of([_subject(one.evidence[side]) for side in ("first", "second") for one in decided])
    i = np.arange(len(decided), dtype=np.int64)
    is_same = np.array([one.verdict == PairDecision.Verdict.SAME for one in decided], dtype=bool)
    before = model_in_force()
    model = learn_from_decisions(starting_model(), agreement(columns, i, i + len(decided)), is_same)
    with transaction.atomic():
        weights = MatchingWeights.objects.create(
            learned_at=clock.now(),
            by_id=by.account_id,
            by_label=by.label,
            decisions=len(decided),
            model=model.as_json(),
        )
        journal.write(
            "people.matching-weights.learned",
            by=by,
            about=weights.label,
            decisions=[before.pairs, len(decided)],
            same=int(is_same.sum()),
        )
    return weights


def _too_few(number: int) -> str:
    return ngettext(
        "There is %(number)d decision about persons; %(least)d are needed to learn from.",
        "There are %(number)d decisions about persons; %(least)d are needed to learn from.",
        number,
    ) % {"number": number, "least": FEWEST_DECISIONS}


def learned(weights: MatchingWeights) -> str:
    """Return in one sentence what was learned."""
    return _("Version %(version)d of the weights is in force, learned from %(number)d decisions.") % {
        "version": weights.pk,
        "number": weights.decisions,
    }
