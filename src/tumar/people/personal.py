"""What becomes of this room's columns when a person is erased."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from tumar.kernel.personal import Fate, Rows, Rule

LABEL = "people.person"


def _by_code(*columns: str) -> Callable[[Any], Q]:
    """Find rows that name a person by its code in one of the columns, beside the kind of record."""

    def found(person: Any) -> Q:
        condition = Q(pk__in=[])
        for column in columns:
            condition |= Q(**{column: person.code})
        return condition & Q(kind=LABEL)

    return found


def _kept(*columns: str) -> dict[str, Fate]:
    return dict.fromkeys(columns, Fate.KEPT)


def _cleared(*columns: str) -> dict[str, Fate]:
    return dict.fromkeys(columns, Fate.CLEARED)


_NAMES = (
    *("family", "given", "patronymic", "single"),
    *("family_latin", "given_latin", "patronymic_latin", "single_latin"),
)

RULES = (
    Rule(
        "people.person",
        Rows.KEPT,
        {
            **_cleared(*_NAMES, "birth_year", "birth_date", "email", "telephone"),
            **_cleared("position", "sort_name", "search_text"),
            # Lines of frozen editions count by the code; it names nobody.
            **_kept("code", "version", "erased_at"),
        },
    ),
    Rule("people.identitydocument", Rows.DELETED),
    # That somebody agreed, and when, must be provable; the scan that names the person goes.
    Rule("people.consent", Rows.KEPT, _kept("code", "version", "on")),
    # The entries of the journal point to the account; what it says of its owner goes.
    Rule(
        "people.account",
        Rows.KEPT,
        {
            **_cleared("email", "name", "password", "language"),
            **_kept("last_login", "created_at"),
        },
    ),
    Rule("account.emailaddress", Rows.DELETED),
    Rule("account.emailconfirmation", Rows.DELETED),
    Rule("mfa.authenticator", Rows.DELETED),
    # How persons were recognised and merged.
    Rule("people.personkey", Rows.DELETED),
    Rule("people.candidate", Rows.DELETED, found=_by_code("first", "second"), is_swept=True),
    Rule(
        "people.pairdecision",
        Rows.KEPT,
        {**_kept("first", "second", "at", "by_label"), **_cleared("reason", "evidence")},
        found=_by_code("first", "second"),
    ),
    # What a merge holds to be undone by names whom it was about; sealed, it can no longer be undone.
    Rule(
        "people.merge",
        Rows.KEPT,
        {
            **_kept("kept", "gone", "at", "by_label", "undone_at", "undone_by_label"),
            **_cleared("kept_name", "gone_name", "reason", "steps", "earlier_verdict"),
        },
        found=_by_code("kept", "gone"),
        sets={"is_sealed": True},
    ),
    # Lists as they were received, row by row.
    Rule(
        "kernel.listrow",
        Rows.KEPT,
        {
            **_kept("number", "sheet", "row", "record", "same_as"),
            **_cleared("facts", "findings", "why", "candidates", "changes", "effects", "refusal"),
        },
        found=lambda person: Q(record=person.label),
        is_swept=True,
    ),
    Rule(
        "kernel.listimport",
        Rows.KEPT,
        {
            **_kept("key", "kind", "name", "options", "mapping", "counts", "needs", "message", "attempts"),
            **_kept("received_at", "committed_at", "undone_at"),
            # The examples that stand beside the headings, and what stood above and below the tables.
            **_cleared("columns", "effects", "passed_over"),
        },
        found=lambda _person: Q(pk__in=[]),
        is_swept=True,
    ),
    *(
        Rule(table, Rows.OF_OTHERS)
        for table in (
            *("people.role", "people.organisation", "people.consenttext", "people.retentionrule"),
            "people.matchingweights",
        )
    ),
)
