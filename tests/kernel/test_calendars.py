"""iCalendar files, read back by a reader of somebody else; time zones after the pinned tables."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from importlib import resources

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.kernel import clock, zones
from tumar.kernel.calendars import Entry, calendar_file, entry_file, escaped, folded, uid_of

CHANGED = datetime(2024, 1, 5, 8, 30, tzinfo=UTC)


def an_entry(**facts) -> Entry:
    told = {
        "uid": "events.event.P53-KZ-01@tumar",
        "title": "Workshop",
        "starts": date(2024, 3, 4),
        "ends": date(2024, 3, 6),
        "zone": "Asia/Almaty",
        "changed_at": CHANGED,
    }
    return Entry(**{**told, **facts})


def at(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=zones.zone(zone))


def naive(*when: int) -> datetime:
    """Return a moment as a clock on the wall shows it."""
    return datetime(*when, tzinfo=UTC).replace(tzinfo=None)


def written(*entries: Entry, **facts) -> str:
    return calendar_file(entries, **{"name": "Calendar", "language": "en", **facts})


def read(*entries: Entry, **facts) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(written(*entries, **facts))


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_days_end_on_the_day_after_the_last_one():
    event = read(an_entry()).events[0]
    assert event.decoded("DTSTART") == date(2024, 3, 4)
    assert event.decoded("DTEND") == date(2024, 3, 7)
    assert event["TRANSP"] == "TRANSPARENT"


def test_an_entry_keeps_its_name_and_counts_its_changes():
    event = read(an_entry(sequence=4)).events[0]
    assert (event["UID"], event["SEQUENCE"]) == ("events.event.P53-KZ-01@tumar", 4)
    assert event.decoded("LAST-MODIFIED") == CHANGED


def test_a_label_has_one_name_for_ever():
    assert uid_of("events.event:P53-KZ-01") == "events.event.P53-KZ-01@tumar"


def test_a_cancelled_entry_says_so_and_another_is_confirmed():
    events = read(an_entry(uid="a@tumar"), an_entry(uid="b@tumar", is_cancelled=True)).events
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CANCELLED"]


def test_hours_are_told_on_the_clocks_of_the_place_with_its_zone():
    entry = an_entry(starts=at("Asia/Almaty", 2024, 3, 4, 9, 0), ends=at("Asia/Almaty", 2024, 3, 4, 17, 30))
    text = written(entry)
    assert "DTSTART;TZID=Asia/Almaty:20240304T090000" in text
    assert "TRANSP:OPAQUE" in text
    assert read(entry).events[0].decoded("DTSTART").utcoffset() == timedelta(hours=5)


@pytest.mark.parametrize(
    ("zone", "summer", "winter"),
    [
        ("Asia/Tashkent", 5, 5),
        ("Asia/Bishkek", 6, 6),
        ("Asia/Dushanbe", 5, 5),
        ("Asia/Ulaanbaatar", 8, 8),
        ("Asia/Kabul", 4.5, 4.5),
        ("Asia/Karachi", 5, 5),
        ("Asia/Ashgabat", 5, 5),
        ("Europe/Tirane", 2, 1),
        ("Asia/Yerevan", 4, 4),
        ("Asia/Baku", 4, 4),
        ("Europe/Sarajevo", 2, 1),
        ("Asia/Tbilisi", 4, 4),
        ("Europe/Chisinau", 3, 2),
        ("Europe/Podgorica", 2, 1),
        ("Europe/Skopje", 2, 1),
        ("Europe/Belgrade", 2, 1),
        ("Europe/Kyiv", 3, 2),
    ],
)
def test_every_zone_of_the_programme_is_right_in_summer_and_in_winter(zone, summer, winter):
    for month, hours in ((7, summer), (1, winter)):
        entry = an_entry(
            zone=zone, starts=at(zone, 2025, month, 15, 9, 0), ends=at(zone, 2025, month, 15, 10, 0)
        )
        calendar = read(entry)
        offset = calendar.timezones[0].to_tz(lookup_tzid=False).utcoffset(naive(2025, month, 15, 9))
        assert offset == timedelta(hours=hours)
        assert zones.offset(zone, entry.starts) == timedelta(hours=hours)


def test_almaty_moved_to_utc_plus_five_on_the_first_of_march_2024():
    [change] = zones.changes("Asia/Almaty", 2023, 2025)
    assert change.at == datetime(2024, 2, 29, 18, 0, tzinfo=UTC)
    assert (change.before, change.after) == (timedelta(hours=6), timedelta(hours=5))
    lines = unfolded(written(an_entry()))
    start = lines.index("DTSTART:20240301T000000")
    assert lines[start - 1 : start + 3] == [
        "BEGIN:STANDARD",
        "DTSTART:20240301T000000",
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0500",
    ]


def test_a_calendar_of_the_past_tells_the_rules_of_today_as_well():
    with clock.stopped(datetime(2026, 3, 2, tzinfo=UTC)):
        text = written(an_entry(starts=date(2018, 5, 14), ends=date(2018, 5, 14)))
    assert "DTSTART:20240301T000000" in text


def test_summer_time_begins_and_ends_on_the_hour_of_the_rule():
    changes = zones.changes("Europe/Belgrade", 2025, 2025)
    assert [(one.at, one.is_summer) for one in changes] == [
        (datetime(2025, 3, 30, 1, 0, tzinfo=UTC), True),
        (datetime(2025, 10, 26, 1, 0, tzinfo=UTC), False),
    ]


@pytest.mark.parametrize("name", ["Asia/Nowhere", "", "../etc/passwd", "/etc/passwd", "Asia/", "Asia"])
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(LookupError):
        zones.zone(name)


@pytest.fixture
def machine_with_wrong_tables(tmp_path):
    """A machine on which the file of Almaty is London's."""
    (tmp_path / "Asia").mkdir()
    london = resources.files("tzdata").joinpath("zoneinfo", "Europe", "London").read_bytes()
    (tmp_path / "Asia" / "Almaty").write_bytes(london)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[str(tmp_path)])
    zones.zone.cache_clear()
    yield
    zoneinfo.reset_tzpath(to=before)
    zones.zone.cache_clear()


@pytest.mark.usefixtures("machine_with_wrong_tables")
def test_zones_come_from_the_pinned_tables_and_not_from_the_machine():
    summer = naive(2024, 6, 1)
    assert zoneinfo.ZoneInfo.no_cache("Asia/Almaty").utcoffset(summer) == timedelta(hours=1)
    assert zones.zone("Asia/Almaty").utcoffset(summer) == timedelta(hours=5)


def test_every_zone_in_play_is_told_once_and_utc_never():
    entries = [
        an_entry(uid="a@tumar"),
        an_entry(uid="b@tumar"),
        an_entry(uid="c@tumar", zone="Europe/Kyiv"),
        an_entry(uid="d@tumar", zone="UTC"),
    ]
    text = written(*entries, zone="Asia/Tashkent")
    told = [line for line in unfolded(text) if line.startswith("TZID:")]
    assert told == ["TZID:Asia/Almaty", "TZID:Asia/Tashkent", "TZID:Europe/Kyiv"]
    assert "X-WR-TIMEZONE:Asia/Tashkent" in text


def test_moments_without_a_zone_of_their_own_are_told_in_utc():
    entry = an_entry(
        zone="UTC",
        starts=datetime(2024, 3, 4, 9, 0, tzinfo=UTC),
        ends=datetime(2024, 3, 4, 10, 0, tzinfo=UTC),
    )
    assert "DTSTART:20240304T090000Z" in written(entry)


def test_a_calendar_without_entries_is_a_calendar():
    assert read().events == []


def test_words_of_an_entry_come_back_as_they_were_written():
    told = {
        "title": "Биобезопасность; часть 1, введение \\ начало",
        "place": "Алматы, ул. Абая, 1",
        "description": "Первая строка\nВторая, строка; и \\n",
        "categories": ("workshop, two", "учёба"),
    }
    event = read(an_entry(**told)).events[0]
    assert str(event["SUMMARY"]) == told["title"]
    assert str(event["LOCATION"]) == told["place"]
    assert str(event["DESCRIPTION"]) == told["description"]
    assert [str(one) for one in event["CATEGORIES"].cats] == list(told["categories"])


def test_a_title_cannot_begin_another_line():
    text = written(an_entry(title="Workshop\r\nATTENDEE:mailto:somebody@example.org\x00"))
    assert not [line for line in unfolded(text) if line.startswith("ATTENDEE")]
    assert "\x00" not in text


@given(st.text(max_size=400))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(text):
    line = f"SUMMARY:{escaped(text)}"
    cut = folded(line).split("\r\n")
    assert all(len(one.encode()) <= 75 for one in cut)
    assert cut[0] + "".join(one[1:] for one in cut[1:]) == line


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200))
def test_any_title_comes_back_from_a_file(title):
    assert str(read(an_entry(title=title)).events[0]["SUMMARY"]) == title


@given(
    st.datetimes(min_value=naive(2019, 1, 1), max_value=naive(2029, 12, 31)),
    st.sampled_from(["Asia/Almaty", "Europe/Kyiv", "Asia/Kabul", "Asia/Ulaanbaatar", "Europe/Chisinau"]),
)
def test_a_moment_comes_back_as_the_same_moment_in_any_zone(told, zone):
    starts = told.replace(second=0, microsecond=0, tzinfo=UTC)
    entry = an_entry(zone=zone, starts=starts, ends=starts + timedelta(hours=1))
    calendar = read(entry)
    event = calendar.events[0]
    rules = calendar.timezones[0].to_tz(lookup_tzid=False)
    local = event.decoded("DTSTART").replace(tzinfo=None)
    offsets = {rules.utcoffset(local.replace(fold=fold)) for fold in (0, 1)}
    # The hour that comes twice in autumn is ambiguous in a file; RFC 5545 takes the first.
    assert starts.replace(tzinfo=None) in {local - offset for offset in offsets}


def for_one_person(**facts) -> str:
    told = {"organiser": "tumar@example.org", "attendee": "aizhan@example.kz", **facts}
    return entry_file(an_entry(**told), language="en")


def test_an_entry_sent_to_one_person_asks_and_names_both():
    lines = unfolded(for_one_person())
    assert {
        "METHOD:REQUEST",
        "STATUS:CONFIRMED",
        "ORGANIZER:mailto:tumar@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:aizhan@example.kz",
    } <= set(lines)
    assert "BEGIN:VTIMEZONE" not in lines  # days have no clock


def test_a_cancelled_entry_takes_itself_out():
    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(unfolded(for_one_person(is_cancelled=True)))


def test_without_somebody_it_is_for_an_entry_is_only_published():
    assert "METHOD:PUBLISH" in unfolded(for_one_person(attendee=""))


@given(st.text(max_size=60))
def test_no_typed_text_begins_a_line_of_its_own(text):
    typed = text.encode("utf-8", "ignore").decode() + "\r\nATTENDEE:mailto:x@example.org"
    made = for_one_person(title=typed, place=typed, description=typed, uid=typed, url=typed, attendee=typed)
    assert not [line for line in unfolded(made) if line.startswith("ATTENDEE:mailto:x")]
