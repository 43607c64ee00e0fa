"""Likely provisions for a requirement: which are shown and why, set aside, measured; and when none is."""

import itertools
from datetime import date

import numpy as np
import pytest

from tests.law.builders import RUSSIAN, a_search, a_version, an_expression, an_instrument
from tests.law.rounds import LATER, QUOTE, a_coder, a_requirement, a_round, a_set, agreed, code_it, coders
from tests.people import MACHINE, an_account
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied
from tumar.law.actions.findings import Quoted, cite
from tumar.law.actions.measuring import TooFewLinks, make_ready, measure_changed, measure_suggestions
from tumar.law.actions.rounds import RoundIsClosed, close_round
from tumar.law.actions.suggesting import (
    AlreadyTakenBack,
    NotOfTheCountry,
    NotSomebody,
    dismiss_suggestion,
    restore_suggestion,
)
from tumar.law.actions.versions import withdraw_version
from tumar.law.models import Dismissal, ProvisionText, Requirement, Round, SuggestionRecall, Version
from tumar.law.queries import pools, vectors
from tumar.law.queries.pools import law_of_the_day, pool_of
from tumar.law.queries.recall import links, measure
from tumar.law.queries.suggesting import answer, as_asked, dismissals
from tumar.law.rules.suggesting.meaning import Model
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

_numbers = itertools.count(1)
REGISTER = {
    "title": {"en": "Register of facilities", "ru": "Реестр объектов"},
    "look_for": {"en": "A national authority keeps a register of facilities that handle agents."},
}
NOTHING_OF_IT = {"title": {"en": "Zebra crossings"}, "look_for": {"en": "Zebra crossings shall be painted."}}
# Article 1 speaks of agents and facilities, article 2 of the register.
IN_FORCE = {"in_force_from": date(2022, 5, 21)}


def asking(how_many: int = 1, **facts) -> Requirement:
    """A requirement that asks for a register of facilities, unless said otherwise."""
    items = [
        {"code": f"A-{number}", "source": "Treaty", "area": "licensing", **REGISTER, **facts}
        for number in range(1, how_many + 1)
    ]
    return a_requirement(a_set(f"set-{next(_numbers)}", requirements=items))


def a_law(country: str | None = "KZ", text: str | None = None, language: str = "en", **facts):
    """A confirmed text of a law of Kazakhstan unless said otherwise."""
    words = {"text": text} if text else {}
    return a_version(an_expression(an_instrument(country, **facts), language), **words)


def found(one: Round, requirement: Requirement, scope=None):
    return answer(one, requirement, scope or coders(one)[0])


def round_on(requirement: Requirement, **facts) -> Round:
    return a_round(versions=[requirement.version], **facts)


def text_of(version, eid: str) -> ProvisionText:
    return version.texts.get(provision__eid=eid)


# What is shown.


def test_the_provision_that_answers_stands_first_with_the_words_that_say_so():
    requirement, version = asking(), a_law(**IN_FORCE)
    told = found(round_on(requirement), requirement)
    first = told.likely[0]
    assert first.row == text_of(version, "chp_1__art_2")
    assert first.passage.text == "The ministry keeps the register of facilities."
    assert "".join(run.text for run in first.excerpt) == first.passage.text
    assert {"register", "facilities"} <= {run.text for run in first.excerpt if run.is_hit}
    assert "law" not in {run.text.lower() for run in first.excerpt if run.is_hit}
    assert first.path == "Chapter 1. General"
    assert (told.acts, told.texts) == (1, 1)
    assert told.engine.startswith("terms-")


def test_words_are_marked_as_the_provision_writes_them():
    requirement = asking()
    a_law(text=RUSSIAN, language="ru")
    first = found(round_on(requirement), requirement).likely[0]
    assert [run.text for run in first.excerpt if run.is_hit] == ["Уполномоченный", "орган"]
    assert "".join(run.text for run in first.heading) == "Уполномоченный орган"


def test_one_provision_in_two_languages_is_one_line_that_names_the_other():
    requirement, english = asking(), a_law()
    russian = a_version(an_expression(english.expression.instrument, "ru"), RUSSIAN)
    told = found(round_on(requirement), requirement)
    places = [(each.row.provision.instrument_id, each.row.provision.lineage) for each in told.likely]
    assert len(places) == len(set(places))
    both = next(each for each in told.likely if each.row.provision.eid == "chp_1__art_2")
    assert {both.version, *both.others} == {english, russian}
    assert (told.acts, told.texts) == (1, 2)


def test_the_search_terms_of_the_set_find_what_the_term_base_does_not():
    plain = asking(**NOTHING_OF_IT)
    helped = asking(**NOTHING_OF_IT, terms={"en": ["ministry keeps"]})
    a_law()
    one = a_round(versions=[plain.version])
    assert found(one, plain).likely == []
    assert found(round_on(helped), helped).likely[0].words == ["ministry keeps"]


@pytest.mark.parametrize(
    "facts",
    [
        {"in_force_from": date(2027, 1, 1)},
        {"in_force_from": date(2020, 1, 1), "in_force_until": date(2025, 1, 1)},
    ],
)
def test_an_act_that_is_not_in_force_on_the_day_is_not_looked_at(facts):
    requirement = asking()
    a_law(**facts)
    assert found(round_on(requirement), requirement).acts == 0


def test_only_the_countrys_acts_as_they_held_on_the_day_are_looked_at():
    version = a_law()
    a_law("UZ")
    a_law(None)
    later = a_version(version.expression, LATER, valid_from=date(2026, 6, 1))
    scope = scope_of(a_coder())
    assert law_of_the_day("KZ", date(2026, 1, 1), scope) == [version]
    assert law_of_the_day("KZ", date(2026, 7, 1), scope) == [later]
    assert law_of_the_day("KZ", date(2026, 1, 1), scope_of(a_coder("UZ"))) == []


def test_a_requirement_is_asked_in_a_language_that_the_term_base_has():
    assert as_asked(asking()).language == "en"
    only = asking(title={"ru": "Реестр."}, look_for={"ru": "Ведется реестр."})
    assert (as_asked(only).language, as_asked(only).text) == ("ru", "Реестр. Ведется реестр")


def test_nothing_found_says_what_was_looked_at_and_what_is_not_on_file():
    requirement = asking(**NOTHING_OF_IT)
    a_law()
    one = round_on(requirement)
    told = found(one, requirement)
    assert (told.likely, told.acts, told.missing, told.is_looked_for) == ([], 1, [], False)
    search = a_search("KZ", area="licensing")
    a_search("KZ", area="trade")
    told = found(one, requirement)
    assert (told.missing, told.is_looked_for) == ([search], True)


# Kept in the process.


def test_a_pool_is_made_once_for_the_same_law_and_anew_for_another():
    pools._pools.clear()
    version = a_law()
    first = pool_of([version])
    assert pool_of([version]) is first
    assert pool_of([version, a_law()]) is not first
    assert len(pools._pools) == 2


def test_the_oldest_pool_is_forgotten():
    pools._pools.clear()
    versions = [a_law() for _number in range(pools.KEPT_AT_MOST + 1)]
    first = pool_of(versions[:1])
    for version in versions[1:]:
        pool_of([version])
    assert len(pools._pools) == pools.KEPT_AT_MOST
    assert pool_of(versions[:1]) is not first


def test_a_withdrawn_version_is_suggested_no_more():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    assert found(one, requirement).likely
    withdraw_version(version, by=MACHINE, reason="A wrong text")
    assert found(one, requirement).likely == []


# The optional engine.


def counted(texts) -> np.ndarray:
    """Vectors that say how often each letter stands in a text: enough to be told apart."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    rows = [[text.lower().count(letter) for letter in letters] for text in texts]
    return np.array(rows, dtype=np.float32) + 0.01


@pytest.fixture
def with_the_extra(monkeypatch, settings, tmp_path):
    settings.TUMAR_DATA = tmp_path
    monkeypatch.setattr(vectors, "is_installed", lambda: True)
    monkeypatch.setattr(vectors, "the_model", lambda: Model(counted, counted))
    pools._pools.clear()


def test_vectors_are_made_at_night_and_no_page_waits_for_them(with_the_extra):
    requirement = asking()
    a_law()
    one = round_on(requirement)
    assert "meaning" not in found(one, requirement).engine
    assert make_ready(by=MACHINE)["vectors"] == 2
    pools._pools.clear()
    assert found(one, requirement).engine.endswith("+meaning")
    assert make_ready(by=MACHINE)["vectors"] == 0


def test_a_process_that_begins_reads_no_text_for_the_vectors(with_the_extra, django_assert_num_queries):
    version = a_law()
    round_on(asking())
    make_ready(by=MACHINE)
    texts = list(Version.objects.filter(pk=version.pk).select_related("expression"))
    with django_assert_num_queries(1):
        meaning = vectors.meaning_kept(texts, pools.read)
    assert meaning.size == len(pools.read(version))


def test_vectors_of_a_version_that_are_lost_are_put_together_again(with_the_extra, settings):
    requirement = asking()
    a_law()
    one = round_on(requirement)
    make_ready(by=MACHINE)
    (together,) = settings.TUMAR_DATA.rglob("*.npz")
    together.write_bytes(b"PK")
    pools._pools.clear()
    assert found(one, requirement).engine.endswith("+meaning")
    assert together.stat().st_size > 100


def test_a_damaged_vector_is_as_good_as_none(with_the_extra, settings):
    requirement = asking()
    a_law()
    one = round_on(requirement)
    make_ready(by=MACHINE)
    next(settings.TUMAR_DATA.rglob("*.npz")).unlink()
    next(settings.TUMAR_DATA.rglob("*.f32")).write_bytes(b"\x00" * 8)
    pools._pools.clear()
    assert "meaning" not in found(one, requirement).engine


def test_what_a_command_read_once_is_on_file_for_the_next(with_the_extra, settings):
    asked: list[str] = []

    def heard(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return counted(texts)

    model = vectors.kept_or_made(Model(counted, heard))
    first, second = model.passage(["a law", "a law", "an order"]), model.passage(["an order", "a law"])
    assert asked == ["a law", "an order"]
    assert (first[[2, 0]] == second).all()


def test_a_folder_that_cannot_be_written_keeps_nothing_and_the_answer_is_the_same(with_the_extra, settings):
    (settings.TUMAR_DATA / "vectors").write_text("no folder")
    model = vectors.kept_or_made(Model(counted, counted))
    assert (model.passage(["a law"]) == counted(["a law"])).all()


def test_without_the_extra_no_vector_is_made(monkeypatch):
    monkeypatch.setattr(vectors, "is_installed", lambda: False)
    requirement = asking()
    a_law()
    round_on(requirement)
    assert make_ready(by=MACHINE) == {"vectors": 0}


# Set aside.


def set_aside(one: Round, requirement: Requirement, by, version=None, why: str = "Of pets"):
    text = text_of(version, "chp_1__art_2") if version else found(one, requirement, by).likely[0].row
    return dismiss_suggestion(one, requirement, text, why=why, by=by)


def test_what_is_not_relevant_is_suggested_no_more_in_any_language_and_version():
    requirement, english = asking(), a_law()
    a_version(an_expression(english.expression.instrument, "ru"), RUSSIAN)
    one = round_on(requirement)
    first, _second = coders(one)
    row = set_aside(one, requirement, first, english)
    a_version(english.expression, LATER, valid_from=date(2025, 6, 1))
    told = found(one, requirement)
    assert "chp_1__art_2" not in {each.row.provision.eid for each in told.likely}
    assert told.dismissed == [row]
    assert (row.why, row.by_id, row.shown) == ("Of pets", first.account_id, "Article 2. Authority")


def test_it_holds_for_this_requirement_alone():
    requirement, version = asking(how_many=2), a_law()
    one = round_on(requirement)
    set_aside(one, requirement, coders(one)[0], version)
    other = a_requirement(requirement.version, "A-2")
    assert found(one, other).likely[0].row == text_of(version, "chp_1__art_2")


def test_it_is_taken_back_and_the_row_says_by_whom():
    requirement, _version = asking(), a_law()
    one = round_on(requirement)
    first, second = coders(one)
    before = [each.row for each in found(one, requirement).likely]
    row = set_aside(one, requirement, first)
    restored = restore_suggestion(row, by=second)
    assert restored.undone_by_id == second.account_id
    told = found(one, requirement)
    assert [each.row for each in told.likely] == before
    assert told.dismissed == []
    with pytest.raises(AlreadyTakenBack):
        restore_suggestion(row, by=first)


def test_said_twice_it_stands_once_and_may_be_said_again_after_it_was_taken_back():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    first, _second = coders(one)
    row = set_aside(one, requirement, first, version)
    assert set_aside(one, requirement, first, version, why="Other") == row
    restore_suggestion(row, by=first)
    assert set_aside(one, requirement, first, version) != row
    assert Dismissal.objects.count() == 2


def test_the_other_coder_does_not_see_it_before_both_gave_their_findings():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    first, second = coders(one)
    row = set_aside(one, requirement, first, version)
    assert found(one, requirement, second).likely[0].row == row_of(version)
    assert not dismissals(one, requirement, second).exists()
    assert not dismissals(one, requirement, scope_of(an_account())).exists()
    for by in (first, second):
        code_it(one, requirement, by)
    assert dismissals(one, requirement, second).get() == row
    assert dismissals(one, requirement, scope_of(an_account())).get() == row


def row_of(version) -> ProvisionText:
    return text_of(version, "chp_1__art_2")


def test_a_single_coders_word_is_seen_once_the_finding_is_given():
    requirement, version = asking(), a_law()
    one = round_on(requirement, is_double=False)
    coder, office = scope_of(one.first_coder), scope_of(an_account())
    set_aside(one, requirement, coder, version)
    assert not dismissals(one, requirement, office).exists()
    code_it(one, requirement, coder)
    assert dismissals(one, requirement, office).exists()


def test_the_next_round_knows_it_and_another_country_does_not():
    requirement, version = asking(), a_law()
    old = round_on(requirement)
    set_aside(old, requirement, coders(old)[0], version)
    agreed(old, requirement)
    close_round(old, by=scope_of(an_account()))
    new = round_on(requirement, as_of=date(2026, 3, 1))
    assert dismissals(new, requirement, coders(new)[1]).count() == 1
    uzbek = round_on(requirement, country="UZ")
    assert not dismissals(uzbek, requirement, coders(uzbek)[0]).exists()
    assert not dismissals(new, requirement, coders(uzbek)[0]).exists()


def test_the_journal_says_that_and_not_what():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    set_aside(one, requirement, coders(one)[0], version)
    entry = JournalEntry.objects.get(verb="law.suggestion.dismissed")
    assert entry.about == one.label
    assert entry.changes == {"requirement": "A-1"}
    assert "pets" not in f"{entry.reason}{entry.changes}"


def test_who_may_not_record_findings_sets_nothing_aside():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    row = set_aside(one, requirement, coders(one)[0], version)
    for by in (scope_of(a_coder("UZ")), scope_of(an_account(RoleKind.TRAINER, "KZ"))):
        with pytest.raises(Denied):
            set_aside(one, requirement, by, version)
        with pytest.raises(Denied):
            restore_suggestion(row, by=by)
    with pytest.raises(NotSomebody):
        set_aside(one, requirement, MACHINE, version)
    with pytest.raises(NotSomebody):
        restore_suggestion(row, by=MACHINE)


def test_only_provisions_of_the_country_and_requirements_of_an_open_round():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    first, _second = coders(one)
    with pytest.raises(NotOfTheCountry):
        set_aside(one, requirement, first, a_law("UZ"))
    with pytest.raises(Requirement.DoesNotExist):
        set_aside(one, a_requirement(a_set("other")), first, version)
    agreed(one, requirement)
    closed = close_round(one, by=scope_of(an_account()))
    with pytest.raises(RoundIsClosed):
        set_aside(closed, requirement, first, version)


# How well.


def confirmed_links(how_many: int, version) -> Round:
    """A round in which so many requirements were confirmed to be answered by the register's sentence."""
    requirement = asking(how_many=how_many)
    one = round_on(requirement)
    for each in requirement.version.requirements.all():
        agreed(one, each, text=version.texts.get(text__contains=QUOTE))
    return one


def test_recall_is_counted_on_confirmed_links_with_what_ranked():
    confirmed_links(5, a_law())
    row = measure_suggestions("KZ", by=scope_of(a_coder()))
    assert (row.links, row.requirements, row.first, row.first_five, row.first_ten) == (5, 5, 5, 5, 5)
    assert row.engine.startswith("terms-")
    assert JournalEntry.objects.filter(verb="law.suggestions.measured").count() == 1


def test_a_link_that_is_not_suggested_lowers_it():
    version = a_law()
    one = confirmed_links(5, version)
    missed = asking(**NOTHING_OF_IT)
    other = round_on(missed)
    agreed(other, missed, text=version.texts.get(text__contains=QUOTE))
    found_now = measure("KZ", scope_of(one.first_coder))
    assert (found_now.links, found_now.first_ten) == (6, 5)


def test_fewer_than_five_links_are_not_measured():
    confirmed_links(4, a_law())
    with pytest.raises(TooFewLinks):
        measure_suggestions("KZ", by=scope_of(a_coder()))
    assert measure_changed(by=MACHINE) == {"measured": 0}
    assert not SuggestionRecall.objects.exists()


def test_what_nobody_confirmed_or_what_contradicts_is_no_link():
    requirement, version = asking(how_many=2), a_law()
    one = round_on(requirement, is_double=False)
    text = version.texts.get(text__contains=QUOTE)
    code_it(one, requirement, scope_of(one.first_coder), text=text)
    assert links(["KZ"]) == {}
    double = round_on(requirement)
    contradicting = a_requirement(requirement.version, "A-2")
    agreed(double, contradicting, text=text, relation="contradicts", on_paper="contradicts")
    assert links(["KZ"]) == {}


def test_the_same_link_of_two_rounds_counts_once_and_international_texts_not_at_all():
    requirement, version = asking(), a_law()
    treaty = a_law(None)
    for day in (date(2026, 1, 1), date(2026, 2, 1)):
        one = round_on(requirement, as_of=day)
        for by in coders(one):
            cite(one, requirement, Quoted(treaty.texts.get(text__contains=QUOTE), QUOTE, "supports"), by=by)
        agreed(one, requirement, text=version.texts.get(text__contains=QUOTE))
    (link,) = links(["KZ"])["KZ"]
    assert link.day == date(2026, 2, 1)
    assert link.place[0] == version.expression.instrument_id


def test_every_night_what_has_changed_is_measured_anew():
    version = a_law()
    confirmed_links(5, version)
    assert measure_changed(by=MACHINE) == {"measured": 1}
    assert measure_changed(by=MACHINE) == {"measured": 0}
    confirmed_links(1, version)
    assert measure_changed(by=MACHINE) == {"measured": 1}
    SuggestionRecall.objects.update(engine="terms-0")
    assert measure_changed(by=MACHINE) == {"measured": 1}


def test_only_who_records_findings_in_the_country_measures():
    with pytest.raises(Denied):
        measure_suggestions("KZ", by=scope_of(a_coder("UZ")))
