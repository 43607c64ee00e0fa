"""What the field page is given and what it sends, as a browser would."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.events.builders import a_session, an_event, on_the_list
from tests.people import a_country, a_person, signed_in
from tumar.events.models import Mark, Statement
from tumar.events.queries.statements import badge_of
from tumar.kernel import clock
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

TRAINER = RoleKind.TRAINER


@pytest.fixture
def event():
    return an_event(title={"en": "Workshop in Almaty", "ru": "Семинар в Алматы"})


def address(name, event):
    return reverse(f"field:{name}", args=[event.code])


def sent(session, *entries):
    now = clock.now().isoformat()
    marks = [
        {"key": str(uuid4()), "session": session.pk, "entry": one.pk, "state": "late", "at": now}
        for one in entries
    ]
    return {"device": str(uuid4()), "sent_at": now, "marks": marks}


def post(client, event, told, **more):
    body = told if isinstance(told, str) else json.dumps(told)
    return client.post(address("batch", event), body, content_type="application/json", **more)


def test_the_list_of_a_hall_has_marks_badges_and_no_names_of_hidden_persons(event):
    session = a_session(event, title="morning")
    one = on_the_list(event, a_person("Akhmetova", "Aizhan"))
    hidden = on_the_list(event, a_person("Karimov", "Aziz", country="UZ"))
    client = signed_in(TRAINER, "KZ")
    post(client, event, sent(session, one))
    answer = client.get(address("roster", event))
    told = answer.json()
    assert [line["entry"] for line in told["lines"]] == [one.pk, hidden.pk]
    assert [line["marks"] for line in told["lines"]] == [{str(session.pk): "late"}, {}]
    assert told["lines"][0]["badge"] == badge_of(one)
    assert "Karimov" not in answer.content.decode()
    assert "morning" in told["sessions"][0]["label"]
    assert told["countries"] == []
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_regional_event_asks_walk_ins_for_a_country_of_its_own():
    regional = an_event(None, countries=[a_country("KZ"), a_country("UZ")])
    told = signed_in().get(address("roster", regional)).json()
    assert [code for code, _name in told["countries"]] == ["KZ", "UZ"]


def test_a_batch_needs_a_token_and_the_page_can_fetch_a_fresh_one(event):
    session, one = a_session(event), on_the_list(event)
    client = Client(enforce_csrf_checks=True)
    client.force_login(signed_in(TRAINER, "KZ").account)
    told = sent(session, one)
    assert post(client, event, told).status_code == 403
    token = client.get(reverse("field:token")).json()
    assert token["account"] == int(client.session["_auth_user_id"])
    receipts = [post(client, event, told, headers={"X-CSRFToken": token["token"]}).json() for _ in range(2)]
    assert [len(one["kept"]) for one in receipts] == [1, 0]
    assert receipts[0]["kept"] == receipts[1]["known"]
    assert Mark.objects.get().state == "late"


@pytest.mark.parametrize("told", ["", "[]", "nothing", "[" * 100_000, '{"device": 5}', '{"marks": NaN}'])
def test_what_is_no_batch_is_refused_with_one_sentence(event, told):
    answer = post(signed_in(TRAINER, "KZ"), event, told)
    assert answer.status_code == 422
    assert answer.json()["fault"].endswith("keeps what it has.")
    assert not Statement.objects.exists()


def test_an_expired_session_is_led_to_the_entrance(event):
    answer = post(Client(), event, {})
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_the_page_lets_the_camera_in_and_links_the_form_that_needs_no_script(event):
    answer = signed_in(TRAINER, "KZ").get(address("hall", event))
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    shown = answer.content.decode()
    noscript = re.search(r"<noscript>(.*?)</noscript>", shown, re.S)[1]
    assert reverse("events:event", args=[event.code]) in noscript


def test_only_events_of_these_weeks_are_offered(event):
    today = clock.today()
    near = an_event(title={"en": "Workshop of this week"}, starts=today - timedelta(days=1), ends=today)
    shown = signed_in(TRAINER, "KZ").get(reverse("field:halls")).content.decode()
    assert address("hall", near) in shown
    assert address("hall", event) not in shown


def test_the_worker_keeps_the_page_s_own_assets_and_changes_with_them():
    answer = Client().get(reverse("field:worker"))
    script = answer.content.decode()
    told = json.loads(re.match(r"self\.FIELD = (.*?);\n", script)[1])
    assert answer.headers["Content-Type"] == "text/javascript"
    assert all("field" in asset or "icon" in asset for asset in told["assets"])
    assert len(told["version"]) == 12
    assert "/desk/" not in script


def test_the_page_can_be_put_among_a_telephone_s_programs():
    told = Client().get(reverse("field:manifest")).json()
    assert told["scope"] == told["start_url"] == "/field/"
