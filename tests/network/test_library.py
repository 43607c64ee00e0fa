"""The resource library: licences, files, who sees what; campaigns and their estimates."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.events.builders import an_event, on_the_list
from tests.network.builders import DAY, a_campaign, a_resource
from tests.people import (
    DONOR,
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    STRANGER,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_organisation,
)
from tumar.events.models import Involvement
from tumar.kernel import clock, files, journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.network.actions import campaigns, library
from tumar.network.models import Campaign, ReachEstimate, Resource
from tumar.network.queries import campaigns as campaign_reads
from tumar.network.queries import library as queries

pytestmark = pytest.mark.django_db


def estimate_facts(**facts):
    return {
        "channel": "radio",
        "audience": "listeners of the region",
        "estimate": 40_000,
        "method": "share of listeners times inhabitants",
        "source": "Broadcaster's own survey",
        "as_of": DAY,
        **facts,
    }


def test_a_resource_is_somewhere_in_a_file_or_where_its_reference_says():
    assert a_resource(reference="https://example.org/manual").reference == "https://example.org/manual"
    held = a_resource(content=b"%PDF manual")
    assert files.content_of(held.file) == b"%PDF manual"
    assert [one.file for one in files.of(held.label)] == [held.file]
    with pytest.raises(Invalid, match="say where the text is"):
        a_resource(reference="")


@pytest.mark.parametrize(("name", "fault"), [("topics", []), ("languages", []), ("topics", ["astrology"])])
def test_a_resource_has_topics_and_languages_of_the_lists(name, fault):
    with pytest.raises(Invalid) as refusal:
        a_resource(**{name: fault})
    assert [one.field for one in refusal.value.faults] == [name]


@pytest.mark.parametrize("licence", ["LicenseRef-all-rights-reserved", "LicenseRef-unknown"])
def test_a_file_under_a_closed_licence_is_not_given_to_everybody(licence):
    with pytest.raises(Invalid, match="does not let us give the file"):
        a_resource(content=b"x", licence=licence, is_public=True)
    assert a_resource(content=b"x", licence=licence).is_public is False
    assert a_resource(licence=licence, is_public=True).is_public is True
    held = a_resource(content=b"y", is_public=True)
    with pytest.raises(Invalid):
        library.amend_resource(held, {"licence": licence}, version=1, by=MACHINE)
    assert Resource.objects.get(pk=held.pk).licence == "CC-BY-4.0"


def test_a_permission_names_who_gave_it():
    with pytest.raises(Invalid, match="who permitted"):
        a_resource(licence="LicenseRef-by-permission")
    told = "Letter of the publisher of 2 May 2025"
    assert a_resource(licence="LicenseRef-by-permission", licence_text=told).licence_text == told


def test_a_new_file_takes_the_place_of_the_old_one_which_stays_as_evidence():
    held = a_resource(content=b"one")
    amended = library.amend_resource(
        held, {"edition": "2"}, version=1, by=MACHINE, content=b"two", name="manual-2.pdf"
    )
    assert files.content_of(amended.file) == b"two"
    assert [files.content_of(one.file) for one in files.of(held.label)] == [b"one", b"two"]
    assert "edition" in journal.about(held.label)[1].changes


def test_everybody_who_signs_in_sees_the_library_and_strangers_what_is_public():
    closed, public = a_resource("UZ"), a_resource(is_public=True)
    for scope in (OFFICE, KZ_COORDINATOR, KZ_TRAINER, DONOR):
        assert set(queries.resources(scope)) == {closed, public}
    assert list(queries.resources(STRANGER)) == []
    assert list(queries.public_resources()) == [public]


@pytest.mark.parametrize(
    ("by", "country"), [(KZ_TRAINER, "KZ"), (UZ_COORDINATOR, "KZ"), (KZ_COORDINATOR, None)]
)
def test_who_may_not_write_for_a_country_adds_no_resource(by, country):
    facts = {"title": {"en": "T"}, "topics": ["other"], "languages": ["en"], "licence": "CC0-1.0"}
    where = a_country(country) if country else None
    with pytest.raises(Denied):
        library.add_resource({**facts, "country": where, "reference": "shelf"}, by=by)


def test_a_resource_is_found_by_its_words_in_any_language_and_by_its_code():
    who = an_organisation("Институт гигиены", name_latin="Institute of Hygiene")
    held = a_resource(
        title={"en": "Manual", "ru": "Руководство"}, organisation=who, description={"en": "Cold chain"}
    )
    a_resource(title={"en": "Poster"})
    for text in ("руководство", "cold chain", "hygiene", held.code.lower()):
        assert queries.find_resources(OFFICE, text) == [held]


def test_a_list_is_narrowed_by_topic_language_and_audience():
    one = a_resource(topics=["biosafety", "waste-management"], languages=["ru", "kk"], audience=["customs"])
    two = a_resource(topics=["biosecurity"], languages=["en"])
    rows = queries.resources(OFFICE)
    assert list(queries.on_topic(rows, "waste-management")) == [one]
    assert list(queries.in_language(rows, "kk")) == [one]
    assert set(queries.for_audience(rows, "customs")) == {one, two}
    assert list(queries.for_audience(rows, "media")) == [two]


def test_counted_persons_are_those_who_attended_each_once_and_heads_stand_apart():
    person = a_person()
    first, second, unlisted = an_event(), an_event(), an_event(head_count=200, head_count_source="Report")
    for event in (first, second):
        on_the_list(event, person, attended=True)
    on_the_list(first, attended=True)
    on_the_list(first, attended=False)
    on_the_list(first, attended=None)
    on_the_list(first, role=Involvement.Role.SPEAKER, attended=True)
    campaign = a_campaign(events=[first, second, unlisted])
    told = campaign_reads.counted(campaign)
    assert (told.events, told.persons, told.attendances, told.head_count) == (3, 2, 3, 200)


def test_estimates_never_touch_what_is_counted():
    event = an_event()
    on_the_list(event, attended=True)
    campaign = a_campaign(events=[event])
    before = campaign_reads.counted(campaign)
    campaigns.add_estimate(campaign, estimate_facts(), by=MACHINE)
    campaigns.add_estimate(campaign, estimate_facts(channel="press", estimate=9_000), by=MACHINE)
    assert campaign_reads.counted(campaign) == before


def test_without_head_counts_heads_are_unknown_and_not_zero():
    assert campaign_reads.counted(a_campaign(events=[an_event()])).head_count is None


@pytest.mark.parametrize("missing", ["method", "source", "estimate", "as_of"])
def test_an_estimate_without_how_or_by_whom_is_refused(missing):
    facts = {name: value for name, value in estimate_facts().items() if name != missing}
    with pytest.raises(Invalid) as refusal:
        campaigns.add_estimate(a_campaign(), facts, by=MACHINE)
    assert missing in {fault.field for fault in refusal.value.faults}


def test_the_database_itself_keeps_an_estimate_without_a_method_out():
    campaign = a_campaign()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReachEstimate.objects.create(campaign=campaign, number=1, **estimate_facts(method=""))


def test_an_estimate_of_a_day_to_come_is_refused():
    with pytest.raises(Invalid, match="still to come"):
        campaigns.add_estimate(a_campaign(), estimate_facts(as_of=clock.today() + timedelta(1)), by=MACHINE)


def test_an_estimate_is_removed_by_who_saw_the_present_state():
    campaign = a_campaign()
    estimate = campaigns.add_estimate(campaign, estimate_facts(), by=KZ_COORDINATOR)
    seen = version_of(estimate)
    with pytest.raises(Stale):
        campaigns.remove_estimate(estimate, version=seen + 1, by=MACHINE)
    with pytest.raises(Denied):
        campaigns.remove_estimate(estimate, version=seen, by=UZ_COORDINATOR)
    campaigns.remove_estimate(estimate, version=seen, by=KZ_COORDINATOR, reason="Twice")
    assert not ReachEstimate.objects.exists()
    entry = journal.about(campaign.label).first()
    assert (entry.verb, entry.changes["estimate"]) == ("network.reachestimate.removed", 40_000)


def test_a_campaign_groups_events_and_materials_and_tells_when_they_change():
    event, text = an_event(), a_resource()
    campaign = a_campaign(events=[event], resources=[text])
    amended = campaigns.amend_campaign(campaign, {}, version=1, by=MACHINE, events=[], reason="Wrong one")
    assert not amended.events.exists()
    assert list(amended.resources.all()) == [text]
    assert journal.about(campaign.label).first().changes["events"] == [[event.label], []]


@pytest.mark.parametrize("by", [KZ_TRAINER, UZ_COORDINATOR, DONOR])
def test_who_may_not_edit_campaigns_of_a_country_adds_none(by):
    with pytest.raises(Denied):
        campaigns.create_campaign({"country": a_country("KZ"), "title": {"en": "C"}, "starts": DAY}, by=by)
    assert not Campaign.objects.exists()


def test_campaigns_are_seen_in_their_country():
    own, regional = a_campaign("KZ"), a_campaign(None)
    assert list(campaign_reads.campaigns(KZ_TRAINER)) == [own]
    assert set(campaign_reads.campaigns(OFFICE)) == {own, regional}
    assert list(campaign_reads.campaigns(DONOR)) == []
    assert list(campaign_reads.for_audience(campaign_reads.campaigns(OFFICE), "media")) == []


def test_a_campaign_ends_after_it_starts():
    with pytest.raises(Invalid, match="before the first"):
        a_campaign(ends=DAY - timedelta(1))
