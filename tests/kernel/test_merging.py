"""No column that points to a merged record is ever forgotten."""

import re

import pytest
from django.apps import apps
from django.db import models

from tests.access.world import a_world
from tests.people import MACHINE, a_person
from tumar.kernel import merging
from tumar.kernel.merging import declared
from tumar.kernel.models import Record
from tumar.kernel.standing import Mergeable
from tumar.people.actions.merging import merge
from tumar.people.models import Organisation, Person

MERGED = [model for model in apps.get_models() if issubclass(model, Mergeable)]

# Frozen or kept as received: these columns hold labels of persons and organisations, and never change.
NEVER_CHANGED = {
    "results.EditionLine.record": "an edition is frozen",
    "results.EditionLine.counts_as": "an edition is frozen",
}


def tables_merged_into_each_other() -> set[type[models.Model]]:
    """Tables whose rows can be made one: the records, and rows of theirs that would stand twice."""
    found, waiting = set(), list(MERGED)
    while waiting:
        model = waiting.pop()
        found.add(model)
        for column in merging.columns_to(model):
            rule = declared.declared().get(column.path)
            if isinstance(rule, merging.Moves) and rule.alike and column.model not in found:
                waiting.append(column.model)
    return found


def test_persons_and_organisations_can_be_merged():
    assert set(MERGED) == {Person, Organisation}


def test_every_column_that_points_to_a_merged_row_has_a_rule():
    columns = {one.path for model in tables_merged_into_each_other() for one in merging.columns_to(model)}
    forgotten = columns - declared.declared().keys()
    assert not forgotten, "declare in its room what becomes of each of these when rows are merged"


def test_every_rule_is_about_a_column_that_there_is():
    columns = {one.path for model in tables_merged_into_each_other() for one in merging.columns_to(model)}
    assert declared.declared().keys() - columns == set()


def test_hidden_relations_are_seen():
    paths = {one.path for one in merging.columns_to(Organisation)}
    assert {"programmes.Programme.funder", "people.Role.organisation", "people.Organisation.parent"} <= paths


def test_tables_between_two_sets_are_seen():
    event = apps.get_model("events.Event")
    assert "events.Event_countries.event" in {one.path for one in merging.columns_to(event)}


def unique_sets(model: type[models.Model]) -> list[set[str]]:
    constraints = [
        set(one.fields) for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)
    ]
    together = [set(one) for one in model._meta.unique_together]
    return constraints + together + [{one.name} for one in model._meta.fields if one.unique]


@pytest.mark.parametrize("path", sorted(declared.declared()))
def test_a_rule_knows_what_can_stand_once_only(path):
    rule = declared.declared()[path]
    if not isinstance(rule, merging.Moves):
        assert callable(rule.rebuild) if isinstance(rule, merging.Rebuilt) else rule.why
        return
    label, _point, name = path.rpartition(".")
    shared = [fields - {name} for fields in unique_sets(apps.get_model(label)) if name in fields]
    assert shared == ([] if rule.alike is None else [set(rule.alike)])


@pytest.mark.django_db
def test_a_relation_without_a_rule_stops_the_merge(monkeypatch):
    known = {path: rule for path, rule in declared.declared().items() if path != "events.Involvement.person"}
    monkeypatch.setattr(declared._REGISTRY, "rules", known)
    with pytest.raises(merging.Forgotten, match=r"events\.Involvement\.person"):
        merge(a_person(), a_person(), versions=(1, 1), by=MACHINE)
    assert Person.objects.count() == 2


LABEL = re.compile(rf"\A(person|{'|'.join(re.escape(model.LABEL) for model in MERGED)}):")


@pytest.mark.django_db
def test_no_column_points_by_label_that_nobody_thought_of():
    """Labels are plain texts, which no table declares: so a whole world is searched for them."""
    a_world()
    pointing = set()
    for model in apps.get_models():
        if not model.__module__.startswith("tumar."):
            continue
        texts = [
            one.name for one in model._meta.fields if isinstance(one, models.CharField | models.TextField)
        ]
        for row in model._base_manager.values(*texts) if texts else ():
            pointing |= {f"{model._meta.label}.{name}" for name in texts if LABEL.match(str(row[name]))}
    assert "kernel.JournalEntry.about" in pointing
    assert pointing - declared.declared().keys() - NEVER_CHANGED.keys() == set()


def test_records_alone_are_pointed_to_by_label():
    mark = apps.get_model("events.Mark")
    assert not issubclass(mark, Record)
    assert not [one for one in merging.columns_to(mark) if one.is_label]
