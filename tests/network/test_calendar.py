"""The calendar: what it holds for whom, as entries, as a month, as a file and on the command line."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from django.utils.translation import override

from tests.events.builders import an_event
from tests.network.builders import a_group, a_meeting
from tests.people import DONOR, KZ_COORDINATOR, KZ_TRAINER, MACHINE, OFFICE, UZ_COORDINATOR, a_country
from tumar.config import cli
from tumar.events.actions import events as event_actions
from tumar.kernel import clock, journal
from tumar.kernel.refusals import Denied
from tumar.network.actions import calendar as actions
from tumar.network.models import Listing
from tumar.network.queries import calendar as queries
from tumar.network.queries.calendar import Asked
from tumar.network.queries.months import calendar_page

pytestmark = pytest.mark.django_db
ALL = Asked()


def listed(event):
    actions.list_event(event, by=MACHINE)
    return event


def shown_titles(shown) -> list[str]:
    return [one.entry.title for one in shown]


def titled(title: str, country: str | None = "KZ", **facts):
    return an_event(country, title={"en": title}, **facts)


def printed(capsysbinary, *words: str) -> icalendar.Calendar:
    assert cli.main(["calendar", *words]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    return icalendar.Calendar.from_ical(out)


def test_an_event_stands_with_its_days_its_zone_and_its_version():
    event = an_event(
        "AF", place="Dushanbe", starts=date(2024, 5, 13), ends=date(2024, 5, 17), languages=["prs"]
    )
    [one] = queries.internal(OFFICE, ALL)
    assert one.entry.uid == f"events.event.{event.code}@tumar"
    assert (one.entry.starts, one.entry.ends) == (event.starts, event.ends)
    assert one.entry.zone == "Asia/Dushanbe"
    assert one.entry.place == "Dushanbe, Afghanistan"
    assert one.entry.sequence == 0


def test_a_changed_event_keeps_its_name_counts_up_and_tells_when_it_changed():
    event = an_event()
    moment = datetime(2040, 5, 4, 10, 0, tzinfo=UTC)
    [before] = queries.internal(OFFICE, ALL)
    with clock.stopped(moment):
        event_actions.amend_event(event, {"place": "Astana"}, version=1, by=MACHINE)
    [after] = queries.internal(OFFICE, ALL)
    assert after.entry.uid == before.entry.uid
    assert (before.entry.sequence, after.entry.sequence) == (0, 1)
    assert after.entry.changed_at == moment


def test_a_calendar_shows_what_the_scope_may_see():
    titled("Kazakh"), titled("Uzbek", "UZ"), titled("Regional", None)
    assert set(shown_titles(queries.internal(OFFICE, ALL))) == {"Kazakh", "Uzbek", "Regional"}
    assert shown_titles(queries.internal(KZ_TRAINER, ALL)) == ["Kazakh"]
    assert shown_titles(queries.internal(DONOR, ALL)) == []


def test_a_country_s_calendar_holds_regional_events_in_which_it_takes_part():
    titled("Regional with", None, countries=[a_country("KZ"), a_country("UZ")])
    titled("Regional without", None, countries=[a_country("TJ")])
    titled("Uzbek", "UZ")
    assert shown_titles(queries.internal(OFFICE, Asked("KZ"))) == ["Regional with"]


def test_a_span_of_days_takes_in_what_touches_it():
    titled("Before", starts=date(2024, 1, 1), ends=date(2024, 1, 3))
    titled("Over the edge", starts=date(2024, 1, 30), ends=date(2024, 2, 2))
    titled("Within", starts=date(2024, 2, 10))
    titled("After", starts=date(2024, 3, 1))
    span = Asked("", date(2024, 2, 1), date(2024, 2, 29))
    assert shown_titles(queries.internal(OFFICE, span)) == ["Over the edge", "Within"]


def test_a_meeting_of_a_group_stands_by_the_hour_on_the_clocks_of_its_place():
    group = a_group("KZ")
    a_meeting(group, day=date(2024, 3, 5), begins=time(10), ends=time(12), place="Astana", agenda="Draft law")
    a_meeting(group, day=date(2024, 2, 5), begins=time(10))
    a_meeting(group, day=date(2024, 4, 5))
    early, timed, whole = (one.entry for one in queries.internal(KZ_COORDINATOR, ALL))
    assert timed.starts == datetime(2024, 3, 5, 5, 0, tzinfo=UTC)
    assert timed.ends == datetime(2024, 3, 5, 7, 0, tzinfo=UTC)
    # Before March 2024 the same clock on the wall was another moment.
    assert early.starts == datetime(2024, 2, 5, 4, 0, tzinfo=UTC)
    assert early.ends - early.starts == timedelta(hours=1)
    assert (whole.starts, whole.ends) == (date(2024, 4, 5), date(2024, 4, 5))
    assert timed.title == "Meeting of National legislation working group"
    assert timed.uid == f"network.meeting.{group.code}.1@tumar"


def test_a_meeting_that_is_an_event_stands_once():
    a_meeting(a_group(), event=titled("Working group meets", kind="meeting"))
    assert shown_titles(queries.internal(OFFICE, ALL)) == ["Working group meets"]


def test_meetings_of_a_group_are_seen_by_who_sees_the_group_and_never_by_the_public():
    a_meeting(a_group("KZ"))
    assert len(queries.internal(KZ_COORDINATOR, ALL)) == 1
    assert queries.internal(KZ_TRAINER, ALL) == []
    assert queries.internal(UZ_COORDINATOR, ALL) == []
    assert len(queries.internal(OFFICE, Asked("KZ"))) == 1
    assert queries.internal(OFFICE, Asked("UZ")) == []
    assert queries.public(ALL) == []


def test_nothing_is_public_before_somebody_put_it_there():
    event = titled("Conference")
    assert queries.public(ALL) == []
    actions.list_event(event, by=KZ_COORDINATOR)
    actions.list_event(event, by=KZ_COORDINATOR)
    assert shown_titles(queries.public(ALL)) == ["Conference"]
    assert [one.is_public for one in queries.internal(OFFICE, ALL)] == [True]
    actions.unlist_event(event, by=KZ_COORDINATOR)
    actions.unlist_event(event, by=KZ_COORDINATOR)
    assert queries.public(ALL) == []
    verbs = [entry.verb for entry in journal.about(event.label)]
    assert verbs[:2] == ["network.listing.removed", "network.listing.added"]


@pytest.mark.parametrize("by", [KZ_TRAINER, UZ_COORDINATOR, DONOR])
def test_who_may_not_publish_in_a_country_puts_nothing_on_the_public_calendar(by):
    event = an_event()
    for act in (actions.list_event, actions.unlist_event):
        with pytest.raises(Denied):
            act(event, by=by)
    assert not Listing.objects.exists()


def test_a_calendar_costs_the_same_however_many_events_it_has(django_assert_max_num_queries):
    asked = []
    for _ in range(2):
        for _number in range(4):
            listed(an_event())
        with django_assert_max_num_queries(8) as counted:
            queries.internal(OFFICE, ALL)
        asked.append(len(counted))
    assert asked[0] == asked[1]


def test_a_month_holds_an_event_on_each_of_its_days():
    titled("Workshop", starts=date(2024, 2, 28), ends=date(2024, 3, 1))
    page = calendar_page({"month": "2024-02"}, lambda asked: queries.internal(OFFICE, asked))
    days = [day.day for week in page.weeks for day in week.days if day.shown]
    assert days == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert [week.is_empty for week in page.weeks] == [True, True, True, True, False]
    assert [day.is_in_month for week in page.weeks for day in week.days if day.shown] == [True, True, False]


def test_a_month_leads_to_the_others_and_keeps_the_country_and_the_view():
    page = calendar_page({"month": "2024-12", "country": "kz", "view": "list"}, lambda _asked: [])
    assert page.after == "?month=2025-01&view=list&country=KZ"
    assert page.as_month == "?month=2024-12&country=KZ"
    assert page.country == "KZ"


@pytest.mark.parametrize("asked", [{"month": "x", "country": "<b>", "view": "y"}, {}, {"month": "2100-12"}])
def test_an_unreadable_address_shows_a_month_all_the_same(asked):
    page = calendar_page(asked, lambda _asked: [])
    assert page.weeks
    assert page.country == ""


def test_a_list_holds_half_a_year_by_month_and_what_began_before_in_the_first():
    titled("Began before", starts=date(2024, 1, 30), ends=date(2024, 2, 2))
    titled("In May", starts=date(2024, 5, 2))
    titled("Too late", starts=date(2024, 8, 1))
    page = calendar_page({"month": "2024-02", "view": "list"}, lambda asked: queries.internal(OFFICE, asked))
    assert [(str(month), shown_titles(shown)) for month, shown in page.listed if shown] == [
        ("2024-02", ["Began before"]),
        ("2024-05", ["In May"]),
    ]
    assert len(page.listed) == 6


def test_a_week_begins_as_its_reader_is_used_to():
    with override("fa-af"):
        assert calendar_page({}, lambda _asked: []).weeks[0].days[0].day.weekday() == 5
    with override("ru"):
        assert calendar_page({}, lambda _asked: []).weeks[0].days[0].day.weekday() == 0


def test_the_command_prints_a_country_s_calendar_with_its_zone(capsysbinary):
    event = titled("Семинар", starts=date(2024, 3, 4), ends=date(2024, 3, 6), place="Алматы")
    titled("Uzbek", "UZ")
    calendar = printed(capsysbinary, "--country", "KZ")
    [entry] = calendar.events
    assert str(entry["SUMMARY"]) == "Семинар"
    assert entry["UID"] == f"events.event.{event.code}@tumar"
    assert entry.decoded("DTSTART") == date(2024, 3, 4)
    assert entry.decoded("DTEND") == date(2024, 3, 7)
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Asia/Almaty"]
    assert str(calendar["X-WR-TIMEZONE"]) == "Asia/Almaty"


@pytest.mark.parametrize("name", ["kz", "Kazakhstan", "Казахстан", "KAZ"])
def test_the_command_knows_a_country_by_any_of_its_names(capsysbinary, name):
    an_event("KZ"), an_event("UZ")
    assert len(printed(capsysbinary, "--country", name).events) == 1


def test_the_command_prints_what_is_public_of_all_countries_in_a_language(capsysbinary):
    listed(an_event("UZ", title={"en": "Conference", "ru": "Конференция"}))
    titled("Closed")
    [entry] = printed(capsysbinary, "--public", "--lang", "ru").events
    assert str(entry["SUMMARY"]) == "Конференция"


def test_the_command_prints_a_span_of_days(capsysbinary):
    titled("Early", starts=date(2020, 1, 1)), titled("Late", starts=date(2030, 1, 1))
    [entry] = printed(capsysbinary, "--since", "2021-01-01", "--until", "2031-01-01").events
    assert str(entry["SUMMARY"]) == "Late"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--country", "Atlantis"], "There is no country 'Atlantis'"),
        (["--since", "yesterday"], "'yesterday' is not a date"),
    ],
)
def test_the_command_refuses_in_one_sentence(capsys, words, sentence):
    assert cli.main(["calendar", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_a_country_without_events_has_an_empty_calendar(capsysbinary):
    assert printed(capsysbinary, "--country", "MN").events == []
