"""Pages of the room of law, by what a person sees on them."""

import re
from datetime import date

import pytest

from tests.law.builders import (
    ACT,
    DAY,
    a_correction,
    a_draft,
    a_relation,
    a_version,
    an_expression,
    an_instrument,
)
from tests.law.pages import LATER, at, expert, of, page
from tests.people import signed_in
from tumar.kernel.parts import version_of
from tumar.law.models import Expression, Instrument, Relation
from tumar.law.rules.correcting import Operation
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

AMENDED = ACT.replace("keeps the register", "keeps the state register").replace("agents are", "agents, are")


def test_an_expert_registers_an_act_of_one_s_own_country():
    client = expert()
    typed = {
        "title_en": "Law on Biological Safety",
        "title_ru": "Закон о биологической безопасности",
        "country": "KZ",
        "kind": "law",
        "number": "122-VII",
        "day": "2022-05-21",
        "areas": ["authority", "licensing"],
    }
    answer = client.post(at("add-instrument"), typed)
    law = Instrument.objects.get()
    assert answer.headers["Location"] == at("instrument", law.code)
    shown = page(client, at("instrument", law.code))
    assert "/akn/kz/act/2022-05-21/122-vii" in shown
    assert "national authority and coordination, licensing of facilities" in shown
    assert client.post(at("add-instrument"), {**typed, "country": "UZ"}).status_code == 403


def test_faults_stand_beside_their_fields():
    typed = {"title_en": "T", "country": "KZ", "kind": "law", "day": "yesterday"}
    answer = expert().post(at("add-instrument"), typed)
    assert answer.status_code == 422
    assert "Write a day as 2022-05-21, 2022-05 or 2022." in answer.content.decode()


def test_the_library_is_narrowed_by_country_rank_and_state():
    law = an_instrument(title={"en": "Sanitary law"}, in_force_from=date(2020, 1, 1))
    an_instrument(title={"en": "Order on transport"}, kind="order", in_force_until=date(2021, 1, 1))
    an_instrument(None, title={"en": "Convention of 1972"})
    client = expert()
    everything = page(client, at("instruments"))
    assert all(title in everything for title in ("Sanitary law", "Order on transport", "Convention of 1972"))
    international = page(client, at("instruments"), country="INT")
    assert "Convention of 1972" in international
    assert "Sanitary law" not in international
    assert "Order on transport" not in page(client, at("instruments"), rank=law.rank)
    assert "Sanitary law" in page(client, at("instruments"), state="in-force")
    assert "Order on transport" in page(client, at("instruments"), state="over")


def test_the_library_shows_what_was_in_force_on_a_day():
    since = {"in_force_from": date(2015, 1, 1)}
    an_instrument(title={"en": "Sanitary law"}, in_force_from=date(2020, 1, 1))
    an_instrument(title={"en": "Order on transport"}, in_force_until=date(2021, 1, 1), **since)
    client = expert()
    for day, told in (
        ("2018-06-01", (False, True)),
        ("2020-06-01", (True, True)),
        ("2022-01-01", (True, False)),
    ):
        shown = page(client, at("instruments"), in_force_on=day)
        assert ("Sanitary law" in shown, "Order on transport" in shown) == told
        assert f'type="date" id="filter-in_force_on" name="in_force_on" value="{day}"' in shown
    assert "Sanitary law" in page(client, at("instruments"), in_force_on="2018-13-77")


def test_the_text_of_a_day_leads_to_the_version_that_held():
    client, expression = expert(), an_expression()
    first, second = a_version(expression), a_version(expression, AMENDED, valid_from=LATER)
    where = at("text", expression.instrument.code)
    assert client.get(where, {"on": "2023-01-01"}).headers["Location"] == of("version", first)
    assert client.get(where).headers["Location"] == of("version", second)
    assert client.get(where, {"on": "2001-01-01"}).status_code == 404
    assert "Holds from 21 May 2022 until 5 Apr 2024." in page(client, of("version", first))
    assert "says so since" not in page(client, of("version", first))
    assert page(client, of("version", second)).count("says so since 6 Apr 2024") == 2


def test_two_versions_are_compared_by_provision_with_typography_apart():
    client, expression = expert(), an_expression()
    first, second = a_version(expression), a_version(expression, AMENDED, valid_from=LATER)
    shown = page(client, at("compare", expression.instrument.code), old=first.pk, new=second.pk)
    assert "1 of 8 provisions changed." in shown
    assert "1 more differs in typography only." in shown
    assert "<ins> state</ins>" in shown or "<ins>state </ins>" in shown or "<ins>state</ins>" in shown
    assert page(client, at("compare", expression.instrument.code)).count("law-made-head") == 2


def test_what_cannot_be_compared_says_why():
    client, law = expert(), an_instrument()
    assert "There are no two confirmed versions" in page(client, at("compare", law.code))
    english, kazakh = a_version(an_expression(law)), a_version(an_expression(law, "kk"))
    shown = page(client, at("compare", law.code), old=english.pk, new=kazakh.pk)
    assert "These are two languages" in shown
    same = page(client, at("compare", law.code), old=english.pk, new=english.pk)
    assert "Choose two different versions." in same


def test_a_version_of_another_country_is_not_compared():
    elsewhere = a_version(an_expression(an_instrument("UZ")))
    expression = an_expression()
    mine = a_version(expression)
    shown = page(expert(), at("compare", expression.instrument.code), old=mine.pk, new=elsewhere.pk)
    assert "There are no two confirmed versions" in shown


def test_parts_of_an_instrument_are_added_changed_and_removed():
    client, law = expert(), an_instrument()
    client.post(at("add-part", law.code, "languages"), {"language": "kk", "standing": "official"})
    client.post(at("add-part", law.code, "publications"), {"gazette": "Egemen Qazaqstan", "day": "2022"})
    relation = {"verb": "amends", "acting_text": "Law of 2024", "day": "2024-04-06", "state": "confirmed"}
    client.post(at("add-part", law.code, "relations"), {**relation, "eids": "art_9, art_10"})
    shown = page(client, at("instrument", law.code))
    assert all(words in shown for words in ("Kazakh", "Egemen Qazaqstan", "Law of 2024", "art_10<br>art_9"))
    seen = {"seen_version": version_of(Relation.objects.get())}
    changed = {**relation, "verb": "repeals", "eids": "", **seen}
    client.post(at("edit-part", law.code, "relations", 1), changed)
    assert Relation.objects.get().verb == "repeals"
    seen = {"seen_version": version_of(Relation.objects.get())}
    client.post(at("remove-part", law.code, "relations", 1), {"reason": "x", **seen})
    assert not Relation.objects.exists()
    assert client.get(at("add-part", law.code, "nonsense")).status_code == 404
    assert Expression.objects.get().language == "kk"


def test_an_instrument_is_withdrawn_with_a_reason():
    client, law = expert(), an_instrument(title={"en": "Entered twice"})
    client.post(at("withdraw-instrument", law.code), {"seen_version": law.version, "reason": "Twice"})
    assert "Entered twice" not in page(client, at("instruments"))
    assert "withdrawn" in page(client, at("instrument", law.code))


def test_search_finds_provisions_and_leads_to_them():
    law = an_instrument(title={"en": "Law on Biological Safety"})
    version = a_version(an_expression(law))
    client = expert()
    shown = page(client, at("search"), q="registers")
    assert "1 provision has these words." in shown
    assert f"{of('version', version)}?at=chp_1__art_2__al_1#chp_1__art_2__al_1" in shown
    assert "<mark>register</mark>" in shown
    assert "Nothing was found" in page(client, at("search"), q="quarantine")
    assert "Nothing was found" in page(client, at("search"), q="register", on="2001-01-01")
    assert client.get(at("search"), {"q": "x", "on": "never"}).status_code == 200
    assert version.valid_from == DAY


def test_search_looks_only_into_what_one_may_see():
    a_version(an_expression(an_instrument("UZ")))
    a_version(an_expression(an_instrument(None)))
    shown = page(expert(), at("search"), q="register")
    assert "1 provision has these words." in shown
    assert "1 text was searched" in shown
    assert "international" in shown


def test_a_stranger_to_the_country_sees_no_act_of_it():
    version = a_version()
    client = signed_in(RoleKind.LEGAL_EXPERT, "UZ")
    for name in ("version", "structure"):
        assert client.get(of(name, version)).status_code == 404
    assert client.get(at("instrument", version.expression.instrument.code)).status_code == 404


def test_two_languages_stand_side_by_side_and_what_one_lacks_is_said():
    client, law = expert(), an_instrument()
    assert "There are no confirmed texts in two languages yet." in page(client, at("aligned", law.code))
    english = a_version(an_expression(law))
    shorter = ACT.replace("2) a facility is a place where agents are handled.\n", "")
    kazakh = a_version(an_expression(law, "kk"), shorter)
    shown = page(client, at("aligned", law.code))
    assert "Without a counterpart: 1 in the first text, 0 in the second." in shown
    assert "not in this text" in shown
    same = page(client, at("aligned", law.code), left=english.pk, right=english.pk)
    assert "Choose two different versions." in same
    assert "Every provision has its counterpart." not in same
    assert kazakh.expression.bcp47 in shown


def test_what_another_act_does_to_one_provision_stands_beside_it():
    version = a_version(an_expression(an_instrument()))
    law = version.expression.instrument
    for verb, eid in (
        ("suspends", "chp_1__art_2"),
        ("commences-partly", "chp_1__art_1"),
        ("amends", "chp_1"),
    ):
        a_relation(law, verb=verb, acting_text=f"Decree that {verb}", eids=[eid], day="2025-03-01")
    a_relation(law, verb="repeals", acting_text="A bill", eids=["chp_1__art_1"], state="detected")
    shown = page(expert(), of("version", version))
    beside = re.search(r'id="chp_1__art_2">.*?</div>', shown, re.DOTALL)[0]
    assert "suspends" in beside
    assert "Decree that suspends · with effect from 1 Mar 2025" in beside
    assert "Decree that commences-partly" in re.search(r'id="chp_1__art_1">.*?</div>', shown, re.DOTALL)[0]
    assert "Decree that amends" not in shown
    assert "A bill" not in shown


def test_a_version_leaves_as_akoma_ntoso():
    version = a_version(an_expression(an_instrument(number="122-VII", day="2022-05")))
    answer = expert().get(of("akn", version))
    assert answer.headers["Content-Type"] == "application/akn+xml"
    assert 'filename="LAW-KZ-01-en-2022-05-21.xml"' in answer.headers["Content-Disposition"]
    assert b'eId="chp_1__art_2__al_1"' in answer.content
    assert b"/akn/kz/act/" in answer.content


def test_search_of_the_desk_finds_instruments():
    an_instrument(title={"en": "Sanitary law"})
    an_instrument("UZ", title={"en": "Sanitary law of the neighbour"})
    found = expert().get("/desk/search/", {"q": "sanitary"}).content.decode()
    assert "Sanitary law" in found
    assert "neighbour" not in found


def test_the_journal_tells_the_acts_in_words():
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    version = a_draft()
    a_correction(version, Operation.RAISE, "7.0")
    shown = page(client, at("instrument", version.expression.instrument.code))
    assert all(words in shown for words in ("File read", "Received", "Made", "moved one level up"))
