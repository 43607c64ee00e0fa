"""The queue of letters: none lost while the mail server is away, none sent twice, no header smuggled."""

import socket
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.smtp import Mailbox, mailbox
from tumar.config.environment import SettingsFault
from tumar.config.environment import mail as mail_settings
from tumar.kernel import clock, limits, mail
from tumar.kernel.mail import BACK_OFF, BROKEN_OFF_AFTER, FORGOTTEN_AFTER, Enclosure, Letter, NoAddress
from tumar.kernel.models import OutgoingLetter

pytestmark = pytest.mark.django_db
ABOUT = "events.event:P53-KZ-01"
State = OutgoingLetter.State


def a_letter(to: str = "aizhan@example.kz", **facts) -> Letter:
    facts = {
        "kind": "tests",
        "language": "en",
        "subject": "You are registered",
        "text": "Dear Aizhan,",
        **facts,
    }
    return Letter(to=to, **facts)


def queued(letter: Letter | None = None, key: str = "one") -> OutgoingLetter:
    mail.queue(letter or a_letter(), key=key, about=ABOUT)
    return OutgoingLetter.objects.get(key=key)


@pytest.fixture
def server(settings):
    with mailbox() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 5
        yield running


@pytest.fixture
def dead_server(settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2


def test_a_letter_is_sent_once_as_text_and_as_a_page_with_what_is_enclosed(server: Mailbox):
    entry = Enclosure("event.ics", "text/calendar; method=REQUEST; charset=utf-8", "BEGIN:VCALENDAR\r\n")
    text = "Здравствуйте!\n\nВаша ссылка: https://tumar.example.org/r/abc <не менять>"
    queued(a_letter(language="ru", subject="Вы зарегистрированы", text=text, enclosed=[entry]))
    assert (mail.send_due(), mail.send_due()) == (1, 0)
    [message] = server.letters
    assert message["Subject"] == "Вы зарегистрированы"
    assert message["To"] == "aizhan@example.kz"
    assert message["Content-Language"] == "ru"
    parts = {part.get_content_type(): part for part in message.walk()}
    assert "Ваша ссылка" in parts["text/plain"].get_content()
    page = parts["text/html"].get_content()
    assert '<html lang="ru" dir="ltr">' in page
    assert '<a href="https://tumar.example.org/r/abc">' in page
    assert "&lt;не менять&gt;" in page
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert OutgoingLetter.objects.get().state == State.SENT


def test_the_same_key_queues_nothing():
    assert mail.queue(a_letter(), key="one", about=ABOUT)
    assert not mail.queue(a_letter(subject="Another"), key="one", about=ABOUT)
    assert OutgoingLetter.objects.get().subject == "You are registered"


def test_a_dead_mail_server_delays_letters_and_loses_none(dead_server, stopped_clock):
    first, second = queued(key="first"), queued(key="second")
    assert mail.send_due() == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempts) == (State.WAITING, 1)
    assert first.due_at == stopped_clock + timedelta(minutes=BACK_OFF[0])
    assert "refused" in first.message
    assert second.attempts == 0, "a server that is away is not asked for every letter"


def test_a_letter_goes_out_when_the_server_is_back(server: Mailbox, settings, stopped_clock):
    queued()
    settings.EMAIL_PORT, there = 1, server.port
    mail.send_due()
    settings.EMAIL_PORT = there
    assert mail.send_due() == 0, "not before its time"
    with clock.stopped(stopped_clock + timedelta(minutes=2)):
        assert mail.send_due() == 1
    assert len(server.letters) == 1


def test_attempts_end_after_days_and_the_letter_says_why(dead_server, stopped_clock):
    letter, now = queued(), stopped_clock
    for _attempt in range(len(BACK_OFF) + 1):
        with clock.stopped(now):
            mail.send_due()
        now += timedelta(days=1, minutes=1)
    letter.refresh_from_db()
    assert letter.state == State.GIVEN_UP
    assert now - stopped_clock > timedelta(days=5)


def test_a_mailbox_that_does_not_exist_is_given_up_and_stops_nobody_else(server: Mailbox):
    server.refused["nobody@example.kz"] = 550
    server.refused["full@example.kz"] = 452
    gone, full, fine = (
        queued(a_letter(f"{name}@example.kz"), key=name) for name in ("nobody", "full", "aizhan")
    )
    assert mail.send_due() == 1
    states = [OutgoingLetter.objects.get(pk=one.pk).state for one in (gone, full, fine)]
    assert states == [State.GIVEN_UP, State.WAITING, State.SENT]


def test_what_a_killed_worker_was_sending_is_taken_up_again(server: Mailbox, stopped_clock):
    letter = queued()
    OutgoingLetter.objects.filter(pk=letter.pk).update(state=State.SENDING, attempts=1)
    assert mail.send_due() == 0, "another worker may be at it"
    with clock.stopped(stopped_clock + BROKEN_OFF_AFTER):
        assert mail.send_due() == 1


def test_two_workers_never_send_the_same_letter(server: Mailbox):
    letter = queued()
    assert mail._claim(letter)
    assert not mail._claim(letter)


@pytest.mark.parametrize(
    "address",
    [
        "aizhan@example.kz\nBcc: all@example.org",
        "aizhan@example.kz, other@example.org",
        "Aizhan <aizhan@example.kz>",
        "aizhan",
        "",
        f"{'a' * 250}@example.kz",
    ],
)
def test_what_is_not_one_address_gets_no_letter(address):
    with pytest.raises(NoAddress):
        mail.queue(a_letter(address), key="one", about=ABOUT)
    assert not OutgoingLetter.objects.exists()


@given(st.text(max_size=300))
def test_a_subject_is_one_line_whatever_was_typed(text):
    line = mail.one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 200
    assert mail.one_line(line) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Question", "Question"),
        ("Question\r\nBcc: everybody@example.org", "Question Bcc: everybody@example.org"),
        ("  two\t words \u2028 ", "two words"),
        ("turned \u202eround", "turned round"),
        ("\x00\x07", ""),
        ("Вопрос", "Вопрос"),
        # A joiner tells one Persian word from another.
        ("می\u200cشود", "می\u200cشود"),
    ],
)
def test_a_header_is_one_line_without_control_signs(text, line):
    assert mail.one_line(text) == line


def test_an_answer_goes_to_whoever_wrote(server: Mailbox):
    queued(a_letter(reply_to="lola@example.org"))
    mail.send_due()
    assert server.letters[0]["Reply-To"] == "lola@example.org"


def test_an_answer_cannot_go_to_what_is_no_address():
    with pytest.raises(NoAddress):
        mail.queue(a_letter(reply_to="a@example.org\nBcc: b@example.org"), key="one", about=ABOUT)


def test_a_title_with_a_header_in_it_adds_no_header(server: Mailbox):
    queued(a_letter(subject="Workshop\r\nBcc: all@example.org\r\n\r\nBuy"))
    mail.send_due()
    [message] = server.letters
    assert message["Bcc"] is None
    assert message["Subject"] == "Workshop Bcc: all@example.org Buy"


def test_a_letter_that_was_given_up_can_be_sent_again(server: Mailbox):
    server.refused["aizhan@example.kz"] = 550
    letter = queued()
    mail.send_due()
    server.refused.clear()
    letter.refresh_from_db()
    assert mail.send_again(letter)
    letter.refresh_from_db()
    assert not mail.send_again(letter), "it waits already"
    assert mail.send_due() == 1


def test_what_is_no_longer_true_is_taken_back_before_it_goes_out():
    queued()
    assert mail.take_back(ABOUT, "other") == 0
    assert mail.take_back(ABOUT, "tests") == 1
    assert mail.send_due() == 0
    assert django_mail.outbox == []


def test_words_of_old_letters_are_forgotten(stopped_clock):
    old, waiting = queued(key="old"), queued(key="waiting")
    OutgoingLetter.objects.filter(pk=old.pk).update(state=State.SENT)
    with clock.stopped(stopped_clock + FORGOTTEN_AFTER + timedelta(days=1)):
        assert mail.forget_old() == 1
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.recipient, old.text) == ("", "")
    assert not mail.send_again(old)
    assert waiting.text


def test_a_letter_in_dari_reads_from_the_right():
    assert 'dir="rtl"' in mail.html_of("سلام", "fa-af")


@pytest.mark.parametrize(
    ("url", "port", "is_tls", "is_ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://a%40b:p%2Fw@mail.example.org", 587, True, False),
        ("smtps://mail.example.org:2465", 2465, False, True),
    ],
)
def test_the_environment_names_the_mail_server(tmp_path, url, port, is_tls, is_ssl):
    found = mail_settings(url, tmp_path)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, is_tls, is_ssl)
    if "@" in url:
        assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("a@b", "p/w")


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "smtp://mail:port"])
def test_a_mail_server_that_cannot_be_is_refused_at_the_start(tmp_path, url):
    with pytest.raises(SettingsFault, match="TUMAR_MAIL_URL"):
        mail_settings(url, tmp_path)


def test_attempts_are_counted_for_each_stretch_of_time(settings, stopped_clock):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "l"}
    }
    attempts = [limits.is_within("register", "192.0.2.1", times=2, seconds=60) for _ in range(3)]
    assert attempts == [True, True, False]
    assert limits.is_within("register", "192.0.2.2", times=2, seconds=60)
    with clock.stopped(stopped_clock + timedelta(seconds=61)):
        assert limits.is_within("register", "192.0.2.1", times=2, seconds=60)
