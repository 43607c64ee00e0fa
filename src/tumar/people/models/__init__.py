"""Persons, organisations, accounts and the roles that they hold; and what is kept about persons besides."""

from tumar.people.models.accounts import Account, AccountManager, Role
from tumar.people.models.consent import Consent, ConsentText, Purpose
from tumar.people.models.decisions import Candidate, Kind, PairDecision
from tumar.people.models.documents import IdentityDocument, document_digest
from tumar.people.models.matching import MatchingWeights, PersonKey
from tumar.people.models.merging import Merge
from tumar.people.models.organisations import Organisation
from tumar.people.models.persons import Person
from tumar.people.models.retention import RetentionRule

__all__ = [
    "Account",
    "AccountManager",
    "Candidate",
    "Consent",
    "ConsentText",
    "IdentityDocument",
    "Kind",
    "MatchingWeights",
    "Merge",
    "Organisation",
    "PairDecision",
    "Person",
    "PersonKey",
    "Purpose",
    "RetentionRule",
    "Role",
    "document_digest",
]
