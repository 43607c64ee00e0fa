"""`tumar digest` and the work of every morning: digests of announcements, put into the queue."""

import pytest
from django.core import mail

from tests.network.builders import an_announcement, somebody
from tumar.config import cli
from tumar.config.daily import DAILY
from tumar.kernel import mail as letters

pytestmark = pytest.mark.django_db


def test_a_run_queues_what_is_due_once_and_says_how_much(capsys):
    somebody()
    one = an_announcement()
    assert cli.main(["digest", "--origin", "https://tumar.example.org/"]) == 0
    assert capsys.readouterr().out == "1 digests queued; the worker sends them.\n"
    assert cli.main(["digest"]) == 0
    assert capsys.readouterr().out.startswith("0 digests queued")
    letters.send_due()
    [letter] = mail.outbox
    assert f"https://tumar.example.org/desk/network/announcements/{one.code}/" in letter.body


def test_the_worker_queues_digests_every_morning_with_the_address_of_the_server(settings):
    somebody()
    one = an_announcement()
    [work] = [daily.work for daily in DAILY if daily.name == "network.digests"]
    assert work() == {"digests": 1}
    letters.send_due()
    assert f"{settings.TUMAR_ADDRESS}/desk/network/announcements/{one.code}/" in mail.outbox[0].body


@pytest.mark.parametrize("origin", ["example.org", "ftp://example.org", "https://"])
def test_an_origin_that_is_no_address_is_refused_in_one_sentence(capsys, origin):
    assert cli.main(["digest", "--origin", origin]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not mail.outbox
