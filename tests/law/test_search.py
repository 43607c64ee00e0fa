"""The search over texts on record: filters, similar words, pages, the index in step with the texts."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.law.builders import DAY, a_draft, a_version, an_expression, an_instrument
from tests.people import MACHINE, signed_in
from tumar.law.actions import indexing, versions
from tumar.law.commands import index as index_command
from tumar.law.models import IndexedRun, IndexedTerms, ProvisionText, TextIndex, Version
from tumar.law.queries.indexes import index_faults
from tumar.law.queries.search import A_PAGE, Filters, search
from tumar.law.rules import searching
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

TODAY = date(2025, 1, 1)
KAZAKH = """\
Article 1. Ұғымдар
1. Зертханалардың тізілімін уәкілетті орган жүргізеді.
"""
SERBIAN = """\
Article 1. Појмови
1. Надлежни орган води регистар лабораторија.
"""


def an_act(text: str, language: str = "ru", country: str | None = "KZ", **facts) -> Version:
    return a_version(
        an_expression(an_instrument(country, **facts), language), f"Article 1. Органы\n1. {text}"
    )


def eids(asked: str, **filters) -> list[str]:
    return [hit.eid for hit in search(asked, MACHINE, Filters(TODAY, **filters)).hits]


def where(asked: str, **filters) -> set[int]:
    return {hit.version.pk for hit in search(asked, MACHINE, Filters(TODAY, **filters)).hits}


def test_a_search_is_over_one_country_or_all_and_one_language_and_kind_or_all():
    kazakh = an_act("ведёт реестр", kind="law")
    uzbek = an_act("ведёт реестр", country="UZ", kind="order")
    treaty = an_act("ведёт реестр", country=None)
    english = an_act("keeps the реестр", language="en", kind="law")
    assert where("реестр") == {kazakh.pk, uzbek.pk, treaty.pk, english.pk}
    assert where("реестр", country="UZ") == {uzbek.pk}
    assert where("реестр", country="INT") == {treaty.pk}
    assert where("реестр", language="en") == {english.pk}
    assert where("реестр", kind="law") == {kazakh.pk, english.pk}


def test_an_article_is_found_whose_words_stand_in_its_heading_and_in_several_of_its_points():
    version = a_version(
        an_expression(an_instrument(), "ru"),
        "Article 1. Реестр\n1. Ведёт орган.\n2. Сведения о лабораториях.\nArticle 2. Иное\n1. Реестр.",
    )
    found = search("реестр лабораторий орган", MACHINE, Filters(TODAY))
    (hit,) = found.hits
    assert (hit.version, hit.eid, found.is_similar) == (version, "art_1", False)
    said = [run.text for run in (*hit.heading, *hit.excerpt) if run.is_hit]
    assert said == ["Реестр", "орган", "лабораториях"]
    assert "".join(run.text for run in hit.excerpt) == "1. Ведёт орган. · 2. Сведения о лабораториях."


def test_a_paragraph_that_has_all_the_words_is_found_and_not_its_article():
    an_act("ведёт реестр лабораторий")
    assert eids("реестр лабораторий") == ["art_1__para_1"]


def test_an_index_of_the_first_format_still_answers_by_provision():
    an_act("ведёт реестр")
    TextIndex.objects.update(format=1, holders=b"")
    assert eids("реестр") == ["art_1__para_1"]
    assert eids("органы реестр") == []
    found = search("реестр", MACHINE, Filters(TODAY))
    assert found.unindexed == 0


def test_an_act_that_ended_is_found_as_long_as_it_was_in_force():
    ended = an_act("ведёт реестр", in_force_until=date(2024, 1, 1))
    assert where("реестр") == set()
    found = search("реестр", MACHINE, Filters(date(2023, 1, 1)))
    assert [hit.version.pk for hit in found.hits] == [ended.pk]


def test_a_word_in_either_script_finds_texts_in_either():
    serbian = a_version(an_expression(an_instrument(), "sr-Cyrl"), SERBIAN)
    latin = a_version(
        an_expression(an_instrument(), "sr-Latn"),
        "Article 1. Pojmovi\n1. Nadležni organ vodi registar laboratorija.",
    )
    kazakh = a_version(an_expression(an_instrument(), "kk"), KAZAKH)
    assert where("лабораторија") == where("laboratorija") == {serbian.pk, latin.pk}
    assert where("zerthanalar") == where("зертхана") == {kazakh.pk}


def test_words_spelt_wrongly_find_similar_ones_and_it_is_said_so():
    an_act("реестр лабораторий")
    found = search("лабаратория", MACHINE, Filters(TODAY))
    assert found.is_similar
    assert found.similar_words == ["лабораторий"]
    assert not search("лаборатория", MACHINE, Filters(TODAY)).is_similar
    # Only what stands nowhere is looked for otherwise.
    assert search("лабаратория реестр", MACHINE, Filters(TODAY)).count == 1
    assert search("лабаратория патоген", MACHINE, Filters(TODAY)).count == 0


def test_of_several_languages_those_with_the_nearest_words_are_taken():
    russian = an_act("реестр лабораторий")
    a_version(an_expression(an_instrument(), "kk"), "Article 1. Ұғымдар\n1. лабкратерия")
    found = search("лабкратория", MACHINE, Filters(TODAY))
    assert [hit.version.expression.language for hit in found.hits] == ["kk"]
    assert where("лабаратория") == {russian.pk}


def test_texts_of_one_language_in_two_scripts_have_their_similar_words_together():
    latin = an_act("laboratoriyalar reyestri", language="uz-Latn")
    cyrillic = an_act("лабораториялар реестри", language="uz-Cyrl")
    assert where("lobaratoriya") == where("лобаратория") == {latin.pk, cyrillic.pk}


def test_where_words_never_stand_in_a_row_they_are_looked_for_one_by_one():
    an_act("реестр всех лабораторий")
    found = search("«реестр лабораторий»", MACHINE, Filters(TODAY))
    assert (found.count, found.is_similar) == (1, True)


def test_a_similar_word_of_a_text_that_one_may_not_see_is_not_told():
    an_act("реестр лабораторий", country="UZ")
    client = signed_in(RoleKind.LEGAL_EXPERT, "KZ")
    shown = client.get(reverse("law:search"), {"q": "лабаратория"}).content.decode()
    assert "лабораторий" not in shown
    assert "Nothing was found" in shown


def test_the_page_says_what_is_similar_and_leads_from_page_to_page():
    for number in range(A_PAGE + 3):
        an_act(f"реестр {number}")
    client = signed_in(RoleKind.LEGAL_EXPERT, "KZ")
    first = client.get(reverse("law:search"), {"q": "реестр"}).content.decode()
    assert f"{A_PAGE + 3} provisions have these words." in first
    assert first.count("law-hit-head") == A_PAGE
    assert f"from={A_PAGE}" in first
    second = client.get(reverse("law:search"), {"q": "реестр", "from": A_PAGE}).content.decode()
    assert second.count("law-hit-head") == 3
    similar = client.get(reverse("law:search"), {"q": "риестр"}).content.decode()
    assert "Nothing with exactly these words; similar: реестр." in similar
    assert client.get(reverse("law:search"), {"q": "реестр", "from": "9" * 30}).status_code == 200


# The index in step with the texts.


def test_a_version_is_in_the_index_from_its_confirmation_until_it_is_withdrawn():
    draft = a_draft(an_expression(an_instrument(), "ru"), "Article 1. Реестр\n1. Ведёт реестр.")
    assert not TextIndex.objects.exists()
    assert eids("реестр") == []
    confirmed = versions.confirm_version(draft, by=MACHINE)
    assert eids("реестр") == ["art_1", "art_1__para_1"]
    assert list(index_faults()) == []
    versions.withdraw_version(confirmed, by=MACHINE, reason="A wrong file")
    assert eids("реестр") == []
    assert not (TextIndex.objects.exists())
    assert not (IndexedTerms.objects.exists())
    assert not (IndexedRun.objects.exists())
    assert list(index_faults()) == []


def test_a_later_version_is_found_by_its_own_words_on_its_own_days():
    expression = an_expression(an_instrument(), "ru")
    a_version(expression, "Article 1. Органы\n1. Ведёт реестр.")
    a_version(expression, "Article 1. Органы\n1. Ведёт кадастр.", valid_from=date(2024, 1, 1))
    assert (eids("реестр"), eids("кадастр")) == ([], ["art_1__para_1"])
    assert search("реестр", MACHINE, Filters(DAY)).count == 1


def test_a_text_out_of_the_index_is_told_of_and_the_command_puts_it_in(capsys):
    version = an_act("ведёт реестр")
    TextIndex.objects.update(format=0)
    assert search("реестр", MACHINE, Filters(TODAY)).unindexed == 1
    client = signed_in(RoleKind.LEGAL_EXPERT, "KZ")
    shown = client.get(reverse("law:search"), {"q": "реестр"}).content.decode()
    assert "1 text cannot be searched yet: it is not in the index." in shown
    assert [f"Version {version.pk} is confirmed" in fault for fault in index_faults()] == [True]
    assert indexing.index_missing() == {"indexed": 1}
    assert eids("реестр") == ["art_1__para_1"]
    assert indexing.index_missing() == {"indexed": 0}
    TextIndex.objects.all().delete()
    Version.objects.update(state=Version.State.WITHDRAWN)
    other = an_act("ведёт кадастр")
    Version.objects.filter(pk=version.pk).update(state=Version.State.CONFIRMED)
    Version.objects.filter(pk=other.pk).update(state=Version.State.WITHDRAWN)

    class Options:
        all = False

    assert index_command.run(Options()) == 0
    assert "indexed: 1; forgotten: 1" in capsys.readouterr().out
    assert list(index_faults()) == []


@pytest.mark.parametrize("harm", ["text", "tokens", "terms", "heads", "runs", "left"])
def test_an_index_that_is_not_of_its_text_is_a_fault(harm):
    version = an_act("ведёт реестр")
    index = TextIndex.objects.get()
    if harm == "text":
        ProvisionText.objects.update(hash="0" * 64)
    elif harm == "tokens":
        TextIndex.objects.update(tokens=bytes(index.tokens)[:-4])
    elif harm == "terms":
        TextIndex.objects.update(terms="реестр")
    elif harm == "heads":
        IndexedTerms.objects.first().delete()
    elif harm == "runs":
        IndexedRun.objects.first().delete()
    else:
        Version.objects.update(state=Version.State.WITHDRAWN)
    assert len([fault for fault in index_faults() if str(version.pk) in fault]) == 1


WORDS = [
    "реестр",
    "реестра",
    "лаборатория",
    "лицензия",
    "лицензиат",
    "орган",
    "организм",
    "учёт",
    "акт",
    "ведёт",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=5)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
def test_the_index_on_record_finds_what_a_plain_scan_of_the_rows_finds(db, texts, asked):
    lines = "\n".join(f"{number}. {' '.join(words)}" for number, words in enumerate(texts, 1))
    version = a_version(an_expression(an_instrument(), "ru"), f"Article 1. Органы\n{lines}")
    clauses = searching.asked_in(searching.told_apart(" ".join(asked)), "ru")
    expected = set()
    for row in version.texts.select_related("provision"):
        said = f"{row.label} {row.heading} {row.text}"
        terms = [searching.term_of(token, "ru") for token in searching.terms.tokens_of(said)]
        if all(any(each.fits(term) for term in terms for each in one.words[0]) for one in clauses):
            expected.add(row.provision.eid)
    found = search(" ".join(asked), MACHINE, Filters(TODAY), most=100)
    here = {hit.eid for hit in found.hits if hit.version.pk == version.pk}
    assert here == expected or (found.is_similar and not expected)
    Version.objects.filter(pk=version.pk).update(state=Version.State.WITHDRAWN)
