"""Draft wording beside the law of today, and the texts that it can start from."""

from datetime import date

import pytest

from tests.law.builders import a_version
from tests.law.reforms import a_finding, a_recommendation, a_text_of_today, last_entry
from tests.law.rounds import a_provision, a_requirement, a_round, a_set, agreed
from tests.people import (
    KZ_COORDINATOR,
)
from tumar.law.actions import recommendations
from tumar.law.models import Finding
from tumar.law.queries import drafting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june_2026")]
TODAY = date(2026, 6, 1)


def test_draft_wording_stands_word_by_word_against_what_the_provision_says_today():
    text = a_text_of_today()
    one = a_recommendation(wording={"en": "The ministry of health keeps the register of facilities."})
    one = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    (draft,) = drafting.drafts(one, TODAY, KZ_COORDINATOR)
    assert draft.present.text == "The ministry keeps the register of facilities."
    assert [(span.op, span.text.strip()) for span in draft.spans if span.op != "same"] == [
        ("added", "of health")
    ]


def test_an_article_is_taken_with_all_that_stands_under_it_and_follows_newer_versions():
    text = a_text_of_today()
    article = text.provision.instrument.provisions.get(eid="chp_1__art_1")
    present = drafting.present_texts(article, TODAY, KZ_COORDINATOR)["en"].text
    assert present.splitlines()[0] == "Article 1. Terms"
    assert present.splitlines()[-1] == "2) a facility is a place where agents are handled."
    newer = "Chapter 1. General\nArticle 1. Terms\n1. Nothing."
    a_version(text.version.expression, newer, valid_from=date(2026, 5, 1))
    assert (
        drafting.present_texts(article, TODAY, KZ_COORDINATOR)["en"].text == "Article 1. Terms\n1. Nothing."
    )
    before = drafting.present_texts(article, date(2026, 4, 30), KZ_COORDINATOR)
    assert "agent" in before["en"].text


def test_a_language_without_a_text_on_file_shows_the_draft_alone():
    text = a_text_of_today()
    one = a_recommendation(wording={"ru": "Министерство ведет реестр."})
    one = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    (draft,) = drafting.drafts(one, TODAY, KZ_COORDINATOR)
    assert (draft.present, draft.spans, draft.direction) == (None, (), "ltr")


def test_the_model_clause_of_the_requirement_is_offered_to_start_from():
    version = a_set()
    version.requirements.filter(code="A-1").update(clause={"en": "[Authority] keeps a register."})
    one = a_recommendation(findings=[a_finding(version=version)])
    assert drafting.starting_texts(one, TODAY, KZ_COORDINATOR) == {
        "clause": {"en": "[Authority] keeps a register."}
    }
    text = a_text_of_today()
    one = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    assert drafting.starting_texts(one, TODAY, KZ_COORDINATOR)["present"] == {"en": text.text}


def test_provisions_that_findings_cite_are_offered_and_one_of_another_country_is_refused():
    version = a_set()
    round_ = a_round(versions=[version])
    text = a_provision()
    agreed(round_, a_requirement(version), text=text)
    one = a_recommendation(findings=list(Finding.objects.filter(round=round_, seat="final")))
    assert [row.provision for row in drafting.cited_provisions(one)] == [text.provision]
    found = drafting.found_provisions("keeps register", "KZ", TODAY, KZ_COORDINATOR)
    assert text.provision in [row.provision for row in found]
    assert drafting.found_provisions(" ", "KZ", TODAY, KZ_COORDINATOR) == []
    with pytest.raises(recommendations.ProvisionOfAnother):
        recommendations.choose_provision(one, a_provision("UZ").provision, version=1, by=KZ_COORDINATOR)
    chosen = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    assert last_entry(one).changes["provision"] == [
        None,
        f"{text.provision.instrument.code} {text.provision.eid}",
    ]
    assert recommendations.choose_provision(chosen, None, version=2, by=KZ_COORDINATOR).provision is None
