"""OSCAL files are of the shape that OSCAL asks for; a catalogue that comes back is the set that went out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.oscal import CATALOG, MAPPINGS, RESULTS, every, faults, unfound
from tests.law.rounds import (
    a_closed_round,
    a_link,
    a_provision,
    a_requirement,
    a_round,
    a_set,
    agreed,
    code_it,
    coders,
    set_values,
)
from tests.people import MACHINE, OFFICE, UZ_COORDINATOR, signed_in
from tumar.law.actions import requirements as actions
from tumar.law.actions.rounds import publish_round
from tumar.law.exports.oscal_round import assessment_results
from tumar.law.exports.rounds import FILES as ROUND_FILES
from tumar.law.exports.sets import FILES
from tumar.law.models import RequirementSet
from tumar.law.queries import requirements as queries
from tumar.law.queries import shipped
from tumar.law.rules.areas import Area
from tumar.law.rules.requirements import LANGUAGES, Scale, digest_of, read_oscal, read_set
from tumar.law.rules.requirements.oscal import catalog, token
from tumar.law.wording import fault_sentence
from tumar.people.queries import scope_of

MOMENT = "2026-01-01T00:00:00+00:00"


def back(one):
    """The set that comes of the catalogue of a set."""
    values, found = read_oscal(json.dumps(catalog(one, MOMENT), ensure_ascii=False).encode())
    assert found == ()
    read = read_set(values)
    assert read.faults == ()
    return read.set


@pytest.mark.parametrize("code", shipped.shipped_codes())
def test_every_shipped_set_is_a_catalogue_and_comes_back_as_it_was(code):
    one = shipped.shipped_set(code)
    written = catalog(one, MOMENT)
    assert faults(CATALOG, written, "") == []
    assert unfound(written) == []
    ids = every(written, "id")
    assert len(ids) == len(set(ids))
    assert back(one) == one
    assert digest_of(back(one)) == digest_of(one)


WORDS = {
    "en": "Duty",
    "ru": "Обязанность хранить реестр",
    "kk": "Тізілімді жүргізу міндеті",
    "ky": "Реестрди жүргүзүү милдети",
    "uz": "Reyestrni yuritish majburiyati oʻ gʻ",
    "tg": "Вазифаи пеш бурдани феҳрист",
    "mn": "Бүртгэл хөтлөх үүрэг",
    "prs": "وظیفهٔ ثبت‌نام",
    "ps": "د ثبت دنده",
    "ur": "رجسٹر رکھنے کی ذمہ داری",
    "ka": "რეესტრის წარმოების ვალდებულება",
    "hy": "Գրանցամատյան վարելու պարտականություն",
    "sr": "Обавеза вођења регистра",
    "mk": "Обврска за водење регистар",
    "uk": "Обов’язок вести реєстр",
    "ar": "واجب مسك السجل",
    "zh": "保存登记册的义务",
}


def words_in(language: str) -> str:
    return WORDS.get(language, f"Détyrë · {language} · ğ ş ä ë č ț")


def a_set_in(*languages: str):
    items = [
        {
            "code": code,
            "title": {language: words_in(language) for language in languages},
            "source": "Treaty, Article 1(a)",
            "area": "authority",
            "look_for": {language: f"{words_in(language)}\nline two: «…»" for language in languages},
            "clause": {languages[-1]: words_in(languages[-1])},
            "cited": {languages[-1]: words_in(languages[-1])} if code == "A_3" else {},
            "checked": {languages[0]: words_in(languages[0])} if code == "A(1)" else {},
            "group": {} if code == "B/2" else {language: words_in(language)[:20] for language in languages},
            "terms": {language: [words_in(language), "second"] for language in languages},
        }
        for code in ("A(1)", "B/2", "A_3")
    ]
    texts = {language: words_in(language) for language in languages}
    values = set_values("2021-set", "1.0", requirements=items, title=texts, about=texts)
    read = read_set(values)
    assert read.faults == ()
    return read.set


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_in_one_language_alone_comes_back_in_it(language):
    one = a_set_in(language)
    assert faults(CATALOG, catalog(one, MOMENT), "") == []
    assert back(one) == one


def test_a_set_in_every_language_comes_back_in_all_of_them():
    one = a_set_in(*LANGUAGES)
    assert faults(CATALOG, catalog(one, MOMENT), "") == []
    assert back(one) == one


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40).filter(
    lambda text: text.split()
)
LINES = TEXT.map(lambda text: " ".join(text.split()))
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), LINES, min_size=1, max_size=4)
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.()/_-]{0,12}", fullmatch=True)


@settings(max_examples=60)
@given(
    title=TEXTS,
    items=st.lists(
        st.tuples(CODES, TEXTS, TEXTS, st.sampled_from(list(Area)), st.sampled_from(list(Scale)), TEXTS),
        min_size=1,
        max_size=5,
        unique_by=lambda item: item[0],
    ),
    with_group=st.booleans(),
)
def test_any_set_comes_back_as_it_was(title, items, with_group):
    values = set_values(
        title=title,
        about=title,
        requirements=[
            {
                "code": code,
                "title": texts,
                "source": "Treaty",
                "area": area.value,
                "scale": scale.value,
                "look_for": asked,
                **({"group": group} if with_group else {}),
            }
            for code, texts, asked, area, scale, group in items
        ],
    )
    read = read_set(values)
    if read.set is None:
        return
    written = catalog(read.set, MOMENT)
    assert faults(CATALOG, written, "") == []
    assert back(read.set) == read.set


@given(st.lists(CODES, min_size=2, max_size=2, unique=True))
def test_different_codes_have_different_identifiers(codes):
    assert token("set", codes[0]) != token("set", codes[1])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "Line 1 is no JSON"),
        (b"\xff\xfe{}", "no JSON"),
        (b"[]", "neither an OSCAL catalogue"),
        (b'{"catalog": {}}', "neither an OSCAL catalogue"),
        (b"[" * 100_000, "neither an OSCAL catalogue"),
        (b'{"catalog": {"metadata": {"title": "T", "version": "1"}}}', "nothing in this field"),
        (b" " * 8_000_001, "larger than 8 MB"),
    ],
)
def test_a_file_that_is_no_catalogue_is_told_in_a_sentence(content, said):
    read = queries.opened_file(content, "catalog.json")
    assert read.set is None
    told = [fault_sentence(queries.fault_words(fault)) for fault in read.faults]
    assert any(said in one for one in told), told


def test_a_catalogue_of_somebody_else_is_read_as_far_as_it_goes():
    others = {
        "catalog": {
            "uuid": "c",
            "metadata": {"title": "Controls of Somebody", "version": "5"},
            "groups": [
                {
                    "title": "Access",
                    "groups": [
                        {
                            "title": "Inner",
                            "controls": [
                                {
                                    "id": "ac-1",
                                    "title": "Policy",
                                    "props": [{"name": "label", "value": "AC-1"}],
                                    "parts": [
                                        {
                                            "name": "statement",
                                            "parts": [{"name": "item", "prose": "a. write it"}],
                                        }
                                    ],
                                    "controls": [
                                        {"id": "ac-1.1", "title": "More", "props": "x", "parts": [3]}
                                    ],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    }
    values, found = read_oscal(json.dumps(others).encode())
    assert found == ()
    first, second = values["requirements"]
    assert (first["code"], first["look_for"]) == ("AC-1", {"en": "a. write it"})
    assert first["group"] == {"en": "Inner"}
    assert first["source"] == "Controls of Somebody, AC-1"
    assert second["code"] == "ac-1.1"
    # What it lacks for a set of ours is told, control by control.
    read = read_set(values)
    assert {(fault.item, fault.field) for fault in read.faults} == {
        ("AC-1", "area"),
        ("ac-1.1", "area"),
        ("ac-1.1", "look_for"),
    }


@pytest.mark.django_db
def test_a_catalogue_is_received_looked_over_and_taken_as_a_version():
    version = a_set()
    content = FILES["oscal"].write(version)
    draft = actions.receive_set(content=content, name="treaty.oscal.json", by=OFFICE)
    assert draft.faults == []
    with pytest.raises(actions.NothingChanged):
        actions.take_draft(draft, by=OFFICE)
    edited = json.loads(content)
    edited["catalog"]["metadata"]["version"] = "2"
    edited["catalog"]["groups"][0]["controls"][0]["title"] = "A better duty"
    sent = actions.receive_set(content=json.dumps(edited).encode(), name="t.json", by=OFFICE)
    taken = actions.take_draft(sent, by=OFFICE)
    assert taken.label == "2"
    assert a_requirement(taken).title == {"en": "A better duty", "ru": "Обязанность 1"}


@pytest.mark.django_db
def test_mappings_have_the_shape_of_oscal_and_there_is_no_empty_collection():
    first, second = a_set("one"), a_set("two")
    client = signed_in()
    assert client.get("/desk/law/sets/ONE/file/oscal-mappings/").status_code == 404
    assert "OSCAL mapping collection" not in client.get("/desk/law/sets/ONE/").content.decode()
    a_link(first, second)
    written = json.loads(FILES["oscal-mappings"].write(first))
    assert faults(MAPPINGS, written, "") == []
    # What is mapped are controls of the two catalogues.
    known = set(every(json.loads(FILES["oscal"].write(first)), "id"))
    known |= set(every(json.loads(FILES["oscal"].write(second)), "id"))
    assert set(every(written, "id-ref")) <= known
    alone = [name for listed in every(written, "with-ids") for name in listed]
    assert alone
    assert set(alone) <= known
    assert client.get("/desk/law/sets/ONE/file/oscal-mappings/").status_code == 200


@pytest.mark.django_db
def test_shipped_mappings_have_the_shape_of_oscal():
    actions.install_shipped(by=MACHINE)
    for one in RequirementSet.objects.all():
        content = FILES["oscal-mappings"].write(queries.current_version(one))
        if content:
            assert faults(MAPPINGS, json.loads(content), one.code) == []


@pytest.mark.django_db
def test_a_round_is_assessment_results_with_observations_and_no_verdict():
    version = a_set()
    one = a_round(versions=[version])
    for by in coders(one):
        code_it(one, a_requirement(version), by, text=a_provision())
    agreed(one, a_requirement(version, "A-2"))
    written = json.loads(ROUND_FILES["oscal"].write(one, OFFICE))
    assert faults(RESULTS, written, "") == []
    assert unfound(written) == []
    result = written["assessment-results"]["results"][0]
    first, second = result["observations"]
    marks = {prop["name"]: prop["value"] for prop in first["props"]}
    assert (marks["on-paper"], marks["applied"], marks["confirmed"]) == ("found", "not-assessed", "yes")
    assert first["relevant-evidence"][0]["description"] == "keeps the register"
    assert "relevant-evidence" not in second
    known = set(every(json.loads(FILES["oscal"].write(version)), "id"))
    assert set(every(written, "control-id")) <= known
    text = json.dumps(written)
    assert "findings" not in text
    assert "satisfied" not in text
    assert written["assessment-results"]["import-ap"]["href"] == (
        "#" + written["assessment-results"]["back-matter"]["resources"][0]["uuid"]
    )


@pytest.mark.django_db
def test_another_country_reads_of_a_published_round_what_is_confirmed_and_the_same_round_gives_the_same():
    closed = a_closed_round()
    assert faults(RESULTS, assessment_results(closed, OFFICE), "") == []
    published = publish_round(closed, by=scope_of(signed_in().account))
    told = assessment_results(published, UZ_COORDINATOR)
    assert len(told["assessment-results"]["results"][0]["observations"]) == 1
    assert ROUND_FILES["oscal"].write(published, OFFICE) == ROUND_FILES["oscal"].write(published, OFFICE)
