"""Tables of the room; one noun a module."""

from tumar.law.models.columns import Mark
from tumar.law.models.findings import Citation, CitationReview, Confidence, Finding
from tumar.law.models.indexes import IndexedRun, IndexedTerms, TextIndex
from tumar.law.models.instruments import Expression, Instrument, Publication
from tumar.law.models.reforms import Bill, Recommendation, Stage
from tumar.law.models.relations import Coverage, Proposal, Relation, TreatyAct
from tumar.law.models.requirements import (
    Requirement,
    RequirementLink,
    RequirementSet,
    Scale,
    SetDraft,
    SetVersion,
)
from tumar.law.models.rounds import Round, RoundSet
from tumar.law.models.stages import FindingCheck, PlannedStage, ReformTask, StageEntry
from tumar.law.models.suggestions import Dismissal, SuggestionRecall
from tumar.law.models.versions import (
    Correction,
    Provision,
    ProvisionText,
    SourceLines,
    UnitKind,
    Version,
)

__all__ = [
    "Bill",
    "Citation",
    "CitationReview",
    "Confidence",
    "Correction",
    "Coverage",
    "Dismissal",
    "Expression",
    "Finding",
    "FindingCheck",
    "IndexedRun",
    "IndexedTerms",
    "Instrument",
    "Mark",
    "PlannedStage",
    "Proposal",
    "Provision",
    "ProvisionText",
    "Publication",
    "Recommendation",
    "ReformTask",
    "Relation",
    "Requirement",
    "RequirementLink",
    "RequirementSet",
    "Round",
    "RoundSet",
    "Scale",
    "SetDraft",
    "SetVersion",
    "SourceLines",
    "Stage",
    "StageEntry",
    "SuggestionRecall",
    "TextIndex",
    "TreatyAct",
    "UnitKind",
    "Version",
]
