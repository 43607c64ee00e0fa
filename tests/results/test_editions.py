"""Editions: frozen whole, sealed, published by a second person, compared with what came before."""

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.results import builders as b
from tumar.events.models import Event
from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied, SecondPersonNeeded
from tumar.kernel.scope import EVERYWHERE, NOBODY, Reach, Scope
from tumar.people.actions.merging import merge, undo_merge
from tumar.people.models import Person
from tumar.people.queries import person_labels
from tumar.results import queries
from tumar.results.actions.editions import AlreadyPublished, freeze_edition, publish_edition
from tumar.results.figures import factsheet_as_json
from tumar.results.models import Edition, EditionLine
from tumar.results.rules import Reason

pytestmark = pytest.mark.django_db


def scope_of(account) -> Scope:
    return Scope(account.pk, str(account), dict.fromkeys(Permission, (Reach(EVERYWHERE),)))


@pytest.fixture
def office() -> Scope:
    return scope_of(b.an_account("office"))


@pytest.fixture
def director() -> Scope:
    return scope_of(b.an_account("director"))


def frozen(programme, by: Scope, as_of: date = b.AFTERWARDS) -> Edition:
    return freeze_edition(programme, as_of=as_of, by=by)


def test_an_edition_says_what_the_records_said(office):
    programme = b.a_small_programme()
    live = queries.factsheet(programme, b.AFTERWARDS, "en", office)
    edition = frozen(programme, office)
    told = factsheet_as_json(queries.sheet_of(edition, "en"))
    assert told["figures"] == factsheet_as_json(live)["figures"]
    assert queries.recomputed(edition) == edition.sha256
    assert journal.about(edition.label).get().changes["sha256"] == edition.sha256


def test_the_text_of_the_seal_can_be_hashed_by_anybody(office):
    edition = frozen(b.a_small_programme(), office)
    text = "".join(f"{line}\n" for line in queries.sealed_texts(edition))
    assert hashlib.sha256(text.encode()).hexdigest() == edition.sha256


def test_an_edition_frozen_twice_has_one_seal(office):
    programme = b.a_small_programme()
    first, second = frozen(programme, office), frozen(programme, office)
    assert first.sha256 == second.sha256
    assert (first.code, second.code) == ("P53-ED-001", "P53-ED-002")


def test_an_unrelated_record_changes_nothing(office):
    programme = b.a_small_programme()
    first = frozen(programme, office)
    other = b.a_programme("P99")
    b.an_event(other, persons=[Person.objects.first()], trainers=[b.a_trainer(other)])
    b.an_event(programme, kind=Event.Kind.MEETING)
    b.a_consignment(other, ("ppe", 100))
    assert frozen(programme, office).sha256 == first.sha256


def test_a_changed_record_changes_the_seal_and_not_the_edition(office):
    programme = b.a_small_programme()
    first = frozen(programme, office)
    before = factsheet_as_json(queries.sheet_of(first, "en"))
    b.an_event(programme, kind=Event.Kind.AWARENESS)
    assert frozen(programme, office).sha256 != first.sha256
    assert factsheet_as_json(queries.sheet_of(first, "en")) == before


def test_a_line_altered_behind_our_back_is_found(office):
    edition = frozen(b.a_small_programme(), office)
    assert list(queries.edition_faults()) == []
    EditionLine.objects.filter(pk=edition.lines.first().pk).update(adds=7)
    assert len(list(queries.edition_faults())) == 1


def test_publishing_takes_a_second_person(office, director):
    edition = frozen(b.a_small_programme(), office)
    with pytest.raises(SecondPersonNeeded):
        publish_edition(edition, by=office)
    assert queries.published_edition("P53") is None
    publish_edition(edition, by=director)
    assert queries.published_edition("P53") == edition
    with pytest.raises(AlreadyPublished):
        publish_edition(edition, by=director)
    assert queries.recomputed(Edition.objects.get(pk=edition.pk)) == edition.sha256


def test_who_may_not_freeze_does_not():
    with pytest.raises(Denied):
        frozen(b.a_programme(), NOBODY)
    assert not Edition.objects.exists()


def test_what_is_not_published_is_seen_by_who_publishes_alone(office):
    programme = b.a_small_programme()
    frozen(programme, office)
    reader = Scope(None, "reader", {Permission.RESULTS_FACTSHEET_VIEW: (Reach(EVERYWHERE),)})
    assert queries.editions(programme, office).count() == 1
    assert queries.editions(programme, reader).count() == 0


def compared(old: Edition, new: Edition) -> dict[str, list]:
    found = queries.compare_with_edition(new, old, "en")
    return {one.indicator: [(each.reason, each.effect) for each in one.difference.reasons] for one in found}


def test_a_later_edition_gives_the_reason_for_each_difference(office):
    programme = b.a_small_programme()
    old = frozen(programme, office, date(2019, 12, 31))
    b.an_event(programme, kind=Event.Kind.AWARENESS, on=date(2017, 2, 2))
    new = frozen(programme, office)
    reasons = compared(old, new)
    assert reasons["country_awareness_events"] == [(Reason.LATE_RECORD, 1)]
    assert reasons["response_workshops"] == [(Reason.NEW_PERIOD, 1)]
    assert reasons["trainers_trained"] == []


def test_an_edition_beside_the_records_of_today(office):
    programme = b.a_small_programme()
    edition = frozen(programme, office)
    Event.objects.filter(kind=Event.Kind.AWARENESS, reach="country").update(kind=Event.Kind.MEETING)
    found = {one.indicator: one for one in queries.compare_with_records(edition, b.AFTERWARDS, "en")}
    moved = found["country_awareness_events"].difference
    assert (moved.old, moved.new, moved.reasons[0].reason) == (1, 0, Reason.RECORD_REMOVED)


def test_a_claim_stands_beside_the_figure_with_its_verdict(office):
    programme = b.a_small_programme()
    b.a_claim(programme, "tot_workshops", 1)
    b.a_claim(programme, "experts_reached", 1_200, "more_than")
    b.a_claim(programme, "equipment_value", 1_600_000_00, "over")
    sheet = queries.factsheet(programme, b.AFTERWARDS, "en", office)
    assert sheet.figure("tot_workshops").published.verdict == "agrees"
    assert sheet.figure("experts_reached").published.verdict == "recorded_less"
    assert sheet.figure("equipment_value").published.sentence == (
        "over EUR 1.6 million of biosafety equipment and supplies"
    )
    assert sheet.figure("trainers_trained").published is None


ROOMS = st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=4)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rooms=st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=4),
    pair=st.permutations(range(6)),
)
def test_merging_two_persons_lowers_a_distinct_count_by_at_most_one(rooms, pair):
    with transaction.atomic():
        programme = b.a_programme()
        trainer = b.a_trainer(programme)
        people = [b.a_person(sex="F") for _ in range(6)]
        for room in rooms:
            b.an_event(programme, trainers=[trainer], persons=[people[at] for at in room])
        by = scope_of(b.an_account("office"))
        old = frozen(programme, by)
        kept, gone = people[pair[0]], people[pair[1]]
        sealed = queries.recomputed(old)
        done = merge(kept, gone, versions=(1, 1), by=by)
        new = frozen(programme, by)
        [moved] = [
            one.difference
            for one in queries.compare_with_edition(new, old, "en")
            if one.indicator == "experts_reached"
        ]
        assert moved.old - moved.new in (0, 1)
        assert queries.recomputed(old) == sealed == old.sha256, "a frozen edition is never altered"
        undo_merge(done, by=by)
        assert frozen(programme, by).sha256 == old.sha256
        transaction.set_rollback(True)


def test_a_frozen_line_names_whoever_stands_for_the_merged_one_and_a_donor_reads_no_name(office):
    programme = b.a_programme()
    people = [b.a_person(family_latin=name) for name in ("Akhmetova", "Ahmetova")]
    b.an_event(programme, trainers=[b.a_trainer(programme)], persons=people)
    edition = frozen(programme, office)
    merge(*people, versions=(1, 1), by=office)
    counted = {f"person:{one.code}" for one in people}
    lines = queries.frozen_rows(edition, "experts_reached", office)
    assert {line.counts_as: line.is_named for line in lines if line.counts_as in counted} == dict.fromkeys(
        counted, True
    )
    assert set(person_labels([one.code for one in people], office).values()) == {"Akhmetova"}
    reader = Scope(None, "reader", {Permission.RESULTS_EVIDENCE_VIEW: (Reach(EVERYWHERE),)})
    assert not any(line.is_named for line in queries.frozen_rows(edition, "experts_reached", reader))
    assert set(person_labels([people[1].code], reader).values()) == {"a person in Kazakhstan"}


KILLED = """
import os, signal, sys
import django
django.setup()
from tumar.people.models import Account
from tumar.programmes.models import Programme
from tumar.results.actions import editions
from tumar.results.models import EditionLine
from tests.results.test_editions import b, scope_of
from datetime import date

store, times = editions._store_lines, []
def die(*arguments):
    result = store(*arguments)
    times.append(1)
    if len(times) == 6:
        assert EditionLine.objects.exists()
        os.kill(os.getpid(), signal.SIGKILL)
    return result
if sys.argv[1] == "die":
    editions._store_lines = die
by = scope_of(Account.objects.get())
editions.freeze_edition(Programme.objects.get(code="P53"), as_of=date(2024, 12, 31), by=by)
"""

PREPARED = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.results import builders as b
b.a_small_programme()
b.an_account("office")
"""


def run_in(folder, script: str, *words: str) -> int:
    environment = {
        **os.environ,
        "TUMAR_DATA": str(folder),
        "TUMAR_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tumar.config.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *words], env=environment, check=False
    ).returncode


@pytest.mark.skipif(connection.vendor != "sqlite", reason="kills a process of its own database")
def test_killed_half_way_a_freeze_leaves_nothing(tmp_path):
    assert run_in(tmp_path, PREPARED) == 0
    assert run_in(tmp_path, KILLED, "die") == -signal.SIGKILL
    tables = ("results_edition", "results_editionfigure", "results_editionline", "kernel_journalentry")

    def rows() -> list[int]:
        with sqlite3.connect(tmp_path / "tumar.sqlite3") as database:
            return [database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]

    assert rows() == [0, 0, 0, 0]
    assert run_in(tmp_path, KILLED, "live") == 0
    assert rows()[0] == 1


def test_a_figure_is_frozen_in_every_language(office):
    edition = frozen(b.a_small_programme(), office)
    told = edition.figures.get(indicator="cascade_workshops").told
    assert set(told) == {"en", "ru", "fa-af"}
    assert told["en"]["sentence"] == "4 workshops given by these trainers"
    assert told["ru"]["sentence"] == "4 семинара, проведённых этими тренерами"
    assert json.loads(json.dumps(told)) == told
