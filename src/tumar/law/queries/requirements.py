"""Reads about requirement sets, their versions and how they stand to one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from tumar.kernel.languages import said
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.kernel.tables.opening import opened
from tumar.kernel.tables.refusals import UnreadableTable
from tumar.law.models import Requirement, RequirementLink, RequirementSet, SetDraft, SetVersion
from tumar.law.queries import shipped
from tumar.law.queries.relations import unknown_ends
from tumar.law.rules import requirements as rules
from tumar.law.rules.areas import Area
from tumar.law.rules.requirements.grids import LINK_SHEET, read_grids, read_relation_grid

YAML_NAMES = (".yaml", ".yml")
CANDIDATES_SHOWN = 200


def sets(scope: Scope) -> QuerySet[RequirementSet]:
    """Return the sets, with how many requirements the newest version of each has, and what it is called."""
    newest = SetVersion.objects.filter(set=OuterRef("pk")).order_by("-number")
    counted = newest.annotate(how_many=Count("requirements")).values("how_many")[:1]
    return RequirementSet.objects.visible_to(scope).annotate(
        newest=Subquery(newest.values("label")[:1]),
        newest_scale=Subquery(newest.values("scale")[:1]),
        how_many=Subquery(counted),
    )


def current_version(kept: RequirementSet) -> SetVersion | None:
    """Return the newest version of a set."""
    return SetVersion.objects.filter(set=kept).order_by("-number").first()


def versions(scope: Scope) -> QuerySet[SetVersion]:
    """Return all versions of all sets, with their set."""
    return SetVersion.objects.visible_to(scope).select_related("set").order_by("set__code", "-number")


def newest_versions(scope: Scope) -> QuerySet[SetVersion]:
    """Return the newest version of each set."""
    numbers = SetVersion.objects.values("set").annotate(last=Max("number"))
    last = numbers.filter(set=OuterRef("set")).values("last")[:1]
    return versions(scope).filter(number=Subquery(last)).order_by("set__code")


def requirements(scope: Scope) -> QuerySet[Requirement]:
    """Return requirements with version and set."""
    return Requirement.objects.visible_to(scope).select_related("version__set")


def drafts(scope: Scope) -> QuerySet[SetDraft]:
    """Return the files of requirements that were sent; only who may edit sets sees them."""
    from_everywhere = scope.allows(Permission.LAW_REQUIREMENT_EDIT, None)
    return (SetDraft.objects.all() if from_everywhere else SetDraft.objects.none()).select_related(
        "file", "version__set"
    )


def as_rules(version: SetVersion) -> rules.RequirementSet:
    """Return a version as rules know it."""
    return rules.RequirementSet(
        code=version.set.code.lower(),
        version=version.label,
        title=version.set.title,
        about=version.about,
        source=version.source,
        nature=rules.Nature(version.set.nature),
        scale=rules.Scale(version.scale),
        requirements=tuple(as_rule(one) for one in version.requirements.order_by("position")),
    )


def as_rule(one: Requirement) -> rules.Requirement:
    """Return a requirement as rules know it."""
    return rules.Requirement(
        code=one.code,
        title=one.title,
        source=one.source,
        area=Area(one.area),
        look_for=one.look_for,
        scale=rules.Scale(one.scale),
        terms={language: tuple(words) for language, words in one.terms.items()},
        clause=one.clause,
        group=one.group,
        checked=one.checked,
        cited=one.cited_in,
    )


@dataclass(frozen=True)
class Opened:
    """What a file of requirements holds: a set, or relations, or what keeps it from being either."""

    set: rules.RequirementSet | None = None
    links: tuple[rules.StatedLink, ...] = ()
    faults: tuple[rules.SetFault, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        """The values that a draft keeps; empty where the file cannot be taken."""
        if self.set and not self.faults:
            return rules.plain_set(self.set)
        return rules.plain_relations(self.links) if self.links and not self.faults else {}


def opened_file(content: bytes, name: str) -> Opened:
    """Return what a file holds, a set or relations: YAML or OSCAL by its name, a workbook else."""
    values, faults = _plain_values(content, name)
    if faults:
        return Opened(faults=faults)
    if isinstance(values, Mapping) and rules.LINKS in values:
        links, faults = rules.read_relations(values)
        return Opened(links=links, faults=faults or unknown_ends(links))
    read = rules.read_set(values, concepts=shipped.concepts())
    return Opened(read.set, faults=read.faults)


def _plain_values(content: bytes, name: str) -> tuple[Any, tuple[rules.SetFault, ...]]:
    suffix = PurePath(name).suffix.lower()
    if suffix in YAML_NAMES:
        return rules.read_yaml(content)
    if suffix == ".json":
        return rules.read_oscal(content)
    try:
        book = opened(content, name)
        grids = {grid.title.strip().lower(): [row.cells for row in grid.rows()] for grid in book.grids}
    except UnreadableTable as refusal:
        about = {"reason": refusal.reason.value, **refusal.facts}
        return None, (rules.SetFault(rules.Problem.NOT_A_BOOK, about=about),)
    return read_relation_grid(grids[LINK_SHEET]) if LINK_SHEET in grids else read_grids(grids)


def fault_words(fault: rules.SetFault) -> dict[str, Any]:
    """Return a fault as a row of JSON keeps it."""
    about = dict(fault.about)
    return {"problem": fault.problem.value, "item": fault.item, "field": fault.field, "about": about}


def links() -> list[rules.Link]:
    """Return every stated relation as rules know it."""
    codes = dict(RequirementSet.objects.values_list("pk", "code"))
    return [one.as_rule(codes) for one in RequirementLink.objects.all()]


@dataclass(frozen=True)
class Related:
    """A requirement that another one leads to, as a page shows it."""

    found: rules.Found
    requirement: Requirement | None
    codes: tuple[str, ...]


def related_to(one: Requirement, scope: Scope) -> list[Related]:
    """Return what a requirement stands in relation to, directly or through others, strongest first."""
    found = rules.related((one.version.set.code, one.code), links())
    known = {
        (each.version.set.code, each.code): each
        for each in requirements(scope)
        .filter(version__in=newest_versions(scope), code__in={each.target[1] for each in found})
        .order_by("version__set__code", "position")
    }
    return [
        Related(each, known.get(each.target), tuple("/".join(link.target) for link in each.path[:-1]))
        for each in found
    ]


@dataclass(frozen=True)
class SideBySide:
    """Two sets side by side, with the titles that a page needs."""

    source: SetVersion
    target: SetVersion
    walk: rules.Crosswalk
    source_titles: Mapping[str, str]
    target_titles: Mapping[str, str]

    @property
    def pairs(self) -> list["Pair"]:
        """What answers what, with titles."""
        return [
            Pair(
                one.source[1],
                self.source_titles[one.source[1]],
                one.target[1],
                self.target_titles[one.target[1]],
                one.relation.value,
                " › ".join("/".join(link.target) for link in one.path[:-1]),
            )
            for one in self.walk.pairs
        ]

    @property
    def alone(self) -> list["Alone"]:
        """What of either set has no answer in the other."""
        sides = (
            (self.source, self.source_titles, self.walk.unmapped_source),
            (self.target, self.target_titles, self.walk.unmapped_target),
        )
        return [Alone(version, [(code, titles[code]) for code in codes]) for version, titles, codes in sides]

    @property
    def candidates(self) -> list[tuple[tuple[str, str], tuple[str, str]]]:
        """Some pairs of one area, each side by its code and title; all of them may be thousands."""
        return [
            (
                (one.source[1], self.source_titles[one.source[1]]),
                (one.target[1], self.target_titles[one.target[1]]),
            )
            for one in self.walk.candidates[:CANDIDATES_SHOWN]
        ]


@dataclass(frozen=True)
class Pair:
    """Two requirements of two sets, and how the first stands to the second."""

    source: str
    source_title: str
    target: str
    target_title: str
    relation: str
    through: str


@dataclass(frozen=True)
class Alone:
    """What of one set has no answer in the other."""

    version: SetVersion
    requirements: Sequence[tuple[str, str]]


def side_by_side(source: SetVersion, target: SetVersion) -> SideBySide:
    """Return how two sets stand to one another, and what of each has no answer in the other."""
    ours, theirs = list(_light(source)), list(_light(target))
    walk = rules.crosswalk(source.set.code, ours, target.set.code, theirs, links())
    return SideBySide(
        source,
        target,
        walk,
        {one.code: said(one.title) for one in ours},
        {one.code: said(one.title) for one in theirs},
    )


def _light(version: SetVersion) -> list[rules.Requirement]:
    """Return requirements without their long texts, which a comparison of sets has no use for."""
    columns = version.requirements.order_by("position").values_list(
        "code", "title", "area", "scale", "source"
    )
    return [
        rules.Requirement(code, title, source, Area(area), {}, rules.Scale(scale))
        for code, title, area, scale, source in columns
    ]


@dataclass(frozen=True)
class Heading:
    """The requirements of a set under one heading."""

    title: str
    requirements: Sequence[Requirement]


def by_heading(version: SetVersion) -> list[Heading]:
    """Return the requirements of a version under their headings, without their long texts."""
    rows = version.requirements.order_by("position").defer("clause", "terms")
    return [
        Heading(title, list(requirements))
        for title, requirements in groupby(rows, lambda one: said(one.group))
    ]


def links_seen(scope: Scope) -> QuerySet[RequirementLink]:
    """Return the stated relations, with the sets on either side."""
    return RequirementLink.objects.visible_to(scope).select_related("source_set", "target_set")


def links_of(one: Requirement, scope: Scope) -> QuerySet[RequirementLink]:
    """Return the relations that are stated about a requirement itself."""
    source = Q(source_set=one.version.set_id, source_code=one.code)
    return links_seen(scope).filter(source | Q(target_set=one.version.set_id, target_code=one.code))


@dataclass(frozen=True)
class Preview:
    """What a file would make of its set: against which version, and what is added, changed, removed."""

    set: rules.RequirementSet
    before: SetVersion | None
    differences: Sequence[rules.Difference]


def preview(draft: SetDraft) -> Preview | None:
    """Return what a file would change; None where it could not be read."""
    one = rules.read_set(draft.told).set if draft.told and not draft.holds_relations else None
    if one is None:
        return None
    versions = SetVersion.objects.filter(set__code=one.code.upper()).select_related("set")
    if draft.version:
        versions = versions.filter(number__lt=draft.version.number)
    before = versions.order_by("-number").first()
    return Preview(one, before, rules.differences(as_rules(before) if before else None, one))
