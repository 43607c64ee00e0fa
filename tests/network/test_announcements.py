"""Announcements: whom they reach by role, country and language; digests that are sent once."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.utils.translation import override

from tests.network.builders import a_draft, an_announcement, somebody
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
    an_account,
)
from tumar.kernel import clock, journal
from tumar.kernel import mail as letters
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.network.actions import announcements, digests, subscriptions
from tumar.network.exports import atom
from tumar.network.models import Announcement, DigestSending, FeedKey, Subscription
from tumar.network.queries import announcements as queries
from tumar.people.actions import accounts
from tumar.people.actions.erasure import erase_person
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TODAY = clock.today()
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(rows) -> set[str]:
    return {str(one) for one in rows}


def told(title: str, country: str | None = None, **facts) -> Announcement:
    return an_announcement(country, title={"en": title}, **facts)


@pytest.fixture
def news():
    told("all")
    told("kz", "KZ")
    told("uz", "UZ")
    told("trainers", roles=["trainer"])
    told("kz trainers", "KZ", roles=["trainer"])
    told("kz coordinators", "KZ", roles=["national-coordinator"])
    told("russian readers", languages=["ru"])
    a_draft(title={"en": "draft"})


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize(
    ("kind", "country", "reached"),
    [
        (RoleKind.TRAINER, "KZ", {"all", "kz", "trainers", "kz trainers"}),
        (RoleKind.TRAINER, "UZ", {"all", "uz", "trainers"}),
        (RoleKind.NATIONAL_COORDINATOR, "KZ", {"all", "kz", "kz coordinators"}),
        (RoleKind.TRAINER, None, {"all", "kz", "uz", "trainers", "kz trainers"}),
        (RoleKind.DONOR_READER, None, {"all", "kz", "uz"}),
        (None, None, {"all"}),
    ],
)
def test_an_announcement_reaches_its_roles_in_its_country(kind, country, reached):
    scope = scope_of(an_account(kind, country))
    assert titles(queries.for_reader(scope, "en")) == reached
    assert titles(queries.for_reader(scope, "ru")) == reached | {"russian readers"}


def test_two_roles_do_not_add_up_to_a_third():
    told("kz trainers", "KZ", roles=["trainer"])
    account = an_account(RoleKind.TRAINER, "UZ")
    accounts.grant_role(account, kind=RoleKind.DONOR_READER, country=a_country("KZ"), by=MACHINE)
    assert titles(queries.for_reader(scope_of(account), "en")) == set()


def test_what_is_over_or_still_to_come_is_not_shown():
    told("until today", until=TODAY)
    over = told("over", until=TODAY + timedelta(1))
    with clock.stopped(clock.now() + timedelta(2)):
        assert titles(queries.public_announcements("en")) == set()
        assert not Announcement.objects.get(pk=over.pk).is_current
    later = a_draft(title={"en": "later"})
    Announcement.objects.filter(pk=later.pk).update(published_at=clock.now() + timedelta(hours=1))
    assert titles(queries.for_reader(scope_of(an_account()), "en")) == {"until today", "over"}


def test_the_public_sees_what_is_open_to_it_and_drafts_are_seen_by_their_writers_alone():
    public, draft = told("public", is_public=True), a_draft("KZ", title={"en": "draft"})
    told("closed")
    assert list(queries.public_announcements("en")) == [public]
    assert draft in queries.announcements(KZ_COORDINATOR)
    assert draft not in queries.announcements(UZ_COORDINATOR)
    assert titles(queries.announcements(OFFICE)) == {"public", "draft", "closed"}
    assert titles(queries.announcements(STRANGER)) == set()


def test_what_is_open_to_the_public_is_for_every_role():
    with pytest.raises(Invalid, match="every role"):
        a_draft(is_public=True, roles=["trainer"])


@pytest.mark.parametrize(
    ("by", "country"), [(KZ_TRAINER, "KZ"), (UZ_COORDINATOR, "KZ"), (KZ_COORDINATOR, None), (DONOR, "KZ")]
)
def test_who_may_not_write_for_a_country_writes_and_publishes_nothing(by, country):
    where = a_country(country) if country else None
    with pytest.raises(Denied):
        announcements.write_announcement({"title": {"en": "T"}, "body": {"en": "B"}, "country": where}, by=by)
    draft = a_draft(country)
    with pytest.raises(Denied):
        announcements.publish_announcement(draft, version=1, by=by)


def test_publishing_is_told_in_the_journal_and_taken_back_makes_a_draft():
    draft = a_draft("KZ")
    published = announcements.publish_announcement(draft, version=1, by=KZ_COORDINATOR)
    assert published.is_current
    with pytest.raises(Stale):
        announcements.withdraw_announcement(draft, version=1, by=KZ_COORDINATOR)
    back = announcements.withdraw_announcement(published, version=2, by=KZ_COORDINATOR, reason="Wrong date")
    assert back.published_at is None
    assert [entry.verb.rpartition(".")[2] for entry in journal.about(draft.label)] == [
        "withdrawn",
        "published",
        "added",
    ]


def test_what_nobody_would_see_is_not_published():
    draft = a_draft(until=TODAY - timedelta(1))
    with pytest.raises(Invalid, match="last day has passed"):
        announcements.publish_announcement(draft, version=1, by=MACHINE)


def test_a_digest_is_written_in_the_language_of_its_reader():
    told("Call", body={"en": "Send names."})
    an_announcement(title={"en": "Law", "ru": "Закон"}, body={"en": "Adopted.", "ru": "Принят."})
    english, russian = somebody(), somebody(language="ru")
    first, second = digests.compose(english), digests.compose(russian)
    assert (first.subject, first.language) == ("2 new announcements", "en")
    for text in ("Call", "Send names.", "Law", "Adopted."):
        assert text in first.text
    assert "Принят." in second.text
    assert "Adopted." not in second.text


def test_a_digest_names_addresses_of_this_server_and_without_an_origin_none():
    one = told("Call")
    account = somebody()
    assert (
        f"https://tumar.example.org/desk/network/announcements/{one.code}/"
        in digests.compose(account, origin="https://tumar.example.org").text
    )
    assert "/desk/" not in digests.compose(account).text


def test_nothing_is_sent_twice_to_the_same_person():
    account = somebody(email="dana@example.org")
    told("Call")
    assert digests.send_due() == 1
    assert digests.send_due() == 0
    with clock.stopped(clock.now() + timedelta(8)):
        assert digests.send_due() == 0
        told("Next")
        assert digests.send_due() == 1
        letters.send_due()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["dana@example.org"], "1 new announcement")
    ] * 2
    assert "Call" not in mail.outbox[1].body
    assert DigestSending.objects.filter(account=account).count() == 2


def test_two_jobs_at_the_same_time_send_one_digest():
    told("Call")
    digest = digests.compose(somebody())
    assert digests.send(digest) is True
    assert digests.send(digest) is False
    assert OutgoingLetter.objects.count() == 1


def test_an_announcement_that_was_amended_is_not_sent_again():
    somebody()
    one = told("Call")
    digests.send_due()
    announcements.amend_announcement(one, {"body": {"en": "By Friday."}}, version=2, by=MACHINE)
    with clock.stopped(clock.now() + timedelta(8)):
        assert digests.send_due() == 0


@pytest.mark.parametrize(
    ("frequency", "after", "sent"),
    [
        ("daily", timedelta(1), 1),
        ("weekly", timedelta(1), 0),
        ("weekly", timedelta(7), 1),
        ("never", timedelta(30), 0),
    ],
)
def test_a_digest_comes_as_often_as_was_chosen(frequency, after, sent):
    account = somebody()
    told("First")
    digests.send_due()
    subscriptions.choose_frequency(frequency, by=scope_of(account))
    with clock.stopped(clock.now() + after):
        told("Second")
        assert digests.send_due() == sent


def test_who_wants_no_e_mail_gets_none_and_may_change_it_back():
    account = somebody()
    told("Call")
    subscriptions.choose_frequency("never", by=scope_of(account))
    assert digests.send_due() == 0
    subscriptions.choose_frequency("weekly", by=scope_of(account))
    assert digests.send_due() == 1
    entry = journal.about(account.label).first()
    assert (entry.verb, entry.changes["frequency"]) == ("network.subscription.amended", ["never", "weekly"])


def test_closed_and_demonstration_accounts_are_not_written_to():
    account = somebody()
    somebody(is_demonstration=True)
    told("Call")
    accounts.deactivate(account, by=MACHINE)
    assert digests.send_due() == 0


def test_the_news_of_years_is_not_sent_to_a_new_reader():
    told("Old")
    with clock.stopped(clock.now() + timedelta(61)):
        somebody()
        assert digests.send_due() == 0


def test_a_digest_waits_while_the_mail_server_is_away_and_goes_out_once(settings):
    somebody()
    told("Call")
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.network.builders.AwayBackend"
    assert digests.send_due() == 1
    assert letters.send_due() == 0
    settings.EMAIL_BACKEND = backend
    with clock.stopped(clock.now() + timedelta(minutes=2)):
        assert digests.send_due() == 0
        assert letters.send_due() == 1
    assert len(mail.outbox) == 1


def test_a_digest_goes_out_in_the_language_of_its_reader():
    account = somebody(language="ru")
    told("Call")
    digests.send_due()
    letter = OutgoingLetter.objects.get()
    assert (letter.language, letter.about) == ("ru", account.label)


def test_only_the_hash_of_a_feed_s_secret_is_kept_and_a_new_one_closes_the_old():
    account = somebody()
    scope = scope_of(account)
    first = subscriptions.make_feed_key(by=scope)
    assert queries.reader_with(first) == account
    assert first not in FeedKey.objects.get().hash
    second = subscriptions.make_feed_key(by=scope)
    assert queries.reader_with(first) is None
    assert queries.reader_with(second) == account
    subscriptions.drop_feed_key(by=scope)
    assert queries.reader_with(second) is None
    assert [entry.verb for entry in journal.about(account.label)][:3] == [
        "network.feedkey.removed",
        "network.feedkey.made",
        "network.feedkey.made",
    ]
    assert first not in str([entry.changes for entry in journal.about(account.label)])


def test_the_feeds_of_a_closed_account_are_closed():
    account = somebody()
    secret = subscriptions.make_feed_key(by=scope_of(account))
    accounts.deactivate(account, by=MACHINE)
    assert queries.reader_with(secret) is None
    assert queries.reader_with("") is None


def test_a_frequency_that_was_never_chosen_is_once_a_week_and_not_stored():
    assert queries.subscription_of(somebody().pk).frequency == "weekly"
    assert not Subscription.objects.exists()


def a_feed(*rows: Announcement) -> ElementTree.Element:
    content = atom.feed(
        rows,
        title="Announcements",
        own="https://example.org/news.atom",
        page="https://example.org/news/",
        address=lambda one: f"https://example.org/news/{one.code}/",
    )
    return ElementTree.fromstring(content)


def test_a_feed_has_what_rfc_4287_asks_for():
    with clock.stopped(datetime(2026, 3, 2, 9, 30, tzinfo=UTC)):
        one = an_announcement("KZ", title={"en": "A < B & C"}, body={"en": "Two\x0blines\nof text"})
    root = a_feed(one)
    for tag in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{tag}") is not None
    assert root.find(f"{ATOM}updated").text == "2026-03-02T09:30:00Z"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "https://example.org/news.atom", "alternate": "https://example.org/news/"}
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "A < B & C"
    assert entry.find(f"{ATOM}content").text == "Twolines\nof text"
    assert entry.find(f"{ATOM}link").get("href") == f"https://example.org/news/{one.code}/"
    assert entry.find(f"{ATOM}category").get("term") == "KZ"


def test_an_entry_of_a_feed_keeps_its_name_in_every_language():
    one = an_announcement(title={"en": "Law", "ru": "Закон"})
    english = a_feed(one).find(f"{ATOM}entry")
    with override("ru"):
        russian = a_feed(one).find(f"{ATOM}entry")
    assert russian.find(f"{ATOM}title").text == "Закон"
    assert english.find(f"{ATOM}id").text == russian.find(f"{ATOM}id").text
    assert english.find(f"{ATOM}id").text.startswith("urn:uuid:")


def test_a_feed_says_when_an_announcement_was_changed_after_it_was_published():
    with clock.stopped(datetime(2026, 3, 2, 9, 30, tzinfo=UTC)):
        one = an_announcement()
    with clock.stopped(datetime(2026, 3, 9, 12, 0, tzinfo=UTC)):
        one = announcements.amend_announcement(one, {"body": {"en": "By Friday."}}, version=2, by=MACHINE)
    root = a_feed(one)
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}published").text == "2026-03-02T09:30:00Z"
    assert entry.find(f"{ATOM}updated").text == root.find(f"{ATOM}updated").text == "2026-03-09T12:00:00Z"


def test_an_empty_feed_is_a_feed():
    root = a_feed()
    assert root.find(f"{ATOM}entry") is None
    assert root.find(f"{ATOM}updated").text == "2000-01-01T00:00:00Z"


def test_nothing_is_left_of_the_letters_to_an_account_whose_person_is_erased():
    person = a_person()
    somebody(person=person, email="dana@example.org")
    told("Call")
    digests.send_due()
    assert OutgoingLetter.objects.filter(recipient="dana@example.org").exists()
    erase_person(person, by=MACHINE, reason="Asked for it")
    assert not OutgoingLetter.objects.filter(recipient="dana@example.org").exists()
