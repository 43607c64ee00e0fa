"""Requirement sets: what they are, how their files are read and written, how they stand to one another."""

from tumar.law.rules.areas import Area
from tumar.law.rules.requirements.faults import Problem, SetFault
from tumar.law.rules.requirements.mappings import (
    INVERSE,
    Basis,
    Crosswalk,
    Found,
    Link,
    Relation,
    StatedLink,
    compose,
    crosswalk,
    related,
)
from tumar.law.rules.requirements.oscal_reading import read_oscal
from tumar.law.rules.requirements.reading import (
    LANGUAGES,
    LINKS,
    Concepts,
    Read,
    read_relations,
    read_set,
)
from tumar.law.rules.requirements.relations import RelationChange, plain_relations, relation_changes
from tumar.law.rules.requirements.sets import (
    Difference,
    Nature,
    Requirement,
    RequirementSet,
    Scale,
    differences,
    digest_of,
    plain_requirement,
    plain_set,
)
from tumar.law.rules.requirements.yaml_text import read_yaml, write_relations, write_yaml

__all__ = [
    "INVERSE",
    "LANGUAGES",
    "LINKS",
    "Area",
    "Basis",
    "Concepts",
    "Crosswalk",
    "Difference",
    "Found",
    "Link",
    "Nature",
    "Problem",
    "Read",
    "Relation",
    "RelationChange",
    "Requirement",
    "RequirementSet",
    "Scale",
    "SetFault",
    "StatedLink",
    "compose",
    "crosswalk",
    "differences",
    "digest_of",
    "plain_relations",
    "plain_requirement",
    "plain_set",
    "read_oscal",
    "read_relations",
    "read_set",
    "read_yaml",
    "related",
    "relation_changes",
    "write_relations",
    "write_yaml",
]
