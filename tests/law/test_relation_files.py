"""Relations between sets go out as YAML, as a sheet and as OSCAL, and come back as they went."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.law.rounds import a_link, a_set
from tests.law.test_oscal import CODES, TEXTS, words_in
from tests.people import KZ_COORDINATOR, MACHINE, OFFICE, signed_in
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied
from tumar.law.actions import relating, requirements
from tumar.law.exports.sets import FILES, OF_RELATIONS
from tumar.law.models import RequirementLink, RequirementSet
from tumar.law.queries import requirements as queries
from tumar.law.queries.relations import relations_preview, stated_links
from tumar.law.queries.shipped import shipped_links
from tumar.law.rules.requirements import (
    LANGUAGES,
    Link,
    Relation,
    StatedLink,
    plain_relations,
    read_oscal,
    read_relations,
    read_yaml,
    relation_changes,
    write_relations,
)
from tumar.law.rules.requirements.grids import read_relation_grid, write_relation_grid
from tumar.law.rules.requirements.oscal import token, untoken
from tumar.law.rules.requirements.oscal_mapping import Side, mapping_collection
from tumar.law.wording import fault_sentence

SIDE = Side("one", "1", "One", "2026-01-01T00:00:00+00:00")


def stated(source, target, relation, why) -> StatedLink:
    return StatedLink(Link(source, target, relation, why.get("en") or why[min(why)]), why)


def a_relation(*languages: str, relation=Relation.PART, source="A-1", target="B/2(a)") -> StatedLink:
    why = {language: words_in(language) for language in languages}
    return stated(("one", source), ("2-two", target), relation, why)


def by_oscal(links):
    collection = mapping_collection(SIDE, links, {})
    values, found = read_oscal(json.dumps(collection, ensure_ascii=False).encode())
    assert found == ()
    return read_relations(values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_in_any_language_comes_back_by_yaml_sheet_and_oscal(language):
    links = (a_relation(language), a_relation(language, "ru", target="C", relation=Relation.OVERLAPS))
    assert read_relations(read_yaml(write_relations(links))[0]) == (links, ())
    assert read_relations(read_relation_grid(write_relation_grid(links))[0]) == (links, ())
    assert by_oscal(links) == (links, ())


@given(
    st.lists(
        st.tuples(CODES, CODES, st.sampled_from(list(Relation)), TEXTS),
        min_size=1,
        max_size=5,
        unique_by=lambda one: (one[0], one[1]),
    )
)
def test_any_relations_come_back_as_they_went(rows):
    links = tuple(
        stated(("one", source), ("two", target), relation, why) for source, target, relation, why in rows
    )
    assert read_relations(plain_relations(links)) == (links, ())
    assert by_oscal(links) == (links, ())


@given(CODES)
def test_an_identifier_of_oscal_gives_set_and_code_again(code):
    assert untoken(token("2021-set", code)) == ("2021-set", code)


@pytest.mark.parametrize("name", ["ac-1", "ac-1.1", "_x", "", "one_", "_fffff_", "a__b"])
def test_an_identifier_of_somebody_else_is_none_of_ours(name):
    assert untoken(name) is None


def test_what_is_told_from_the_other_side_changes_nothing():
    one = a_relation("en", "ru")
    assert relation_changes([one], [one.inverse]) == []
    changed = StatedLink(one.inverse.link, {"en": "Another reason"})
    (found,) = relation_changes([one], [changed])
    # It is told from the side on file, so that the row keeps its two ends.
    assert (found.before, found.after.link.source) == (one, ("one", "A-1"))
    assert found.after.link.relation is Relation.PART


@pytest.mark.parametrize(
    ("word", "sources", "targets", "each"),
    [
        ("equal-to", 1, 1, "equal"),
        ("equivalent-to", 1, 1, "equal"),
        ("superset-of", 1, 2, "wider"),
        ("equal-to", 1, 2, "wider"),
        ("subset-of", 2, 1, "part"),
        ("equal-to", 2, 1, "part"),
        ("superset-of", 2, 1, "overlaps"),
        ("subset-of", 1, 2, "overlaps"),
        ("intersects-with", 2, 2, "overlaps"),
    ],
)
def test_a_map_of_several_says_of_each_no_more_than_follows(word, sources, targets, each):
    one = {
        "relationship": word,
        "sources": [{"type": "control", "id-ref": f"ac-{number}"} for number in range(sources)],
        "targets": [{"type": "control", "id-ref": f"b.{number}"} for number in range(targets)],
    }
    rest = {**one, "relationship": "no-relationship"}
    mapping = {"source-resource": {"href": "https://example.org/x/NIST.json"}, "maps": [one, rest]}
    mapping |= {"target-resource": {"href": "other.json#x"}}
    collection = {"mapping-collection": {"metadata": {"title": "Theirs"}, "mappings": mapping}}
    values, found = read_oscal(json.dumps(collection).encode())
    assert found == ()
    links, faults = read_relations(values)
    assert faults == ()
    assert len(links) == sources * targets
    assert {link.link.relation.value for link in links} == {each}
    assert links[0].link.source == ("nist", "ac-0")
    assert links[0].why == {"en": "Theirs"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"from": "jee"}, "names no requirement"),
        ({"from": "two/B"}, "two different requirements"),
        ({"relation": "same"}, "is none of"),
        ({"why": "words"}, "Say the language"),
        ({"why": {}}, "missing"),
        ({"becuase": "x"}, "no such field"),
    ],
)
def test_what_is_wrong_with_a_relation_is_told_in_a_sentence(changes, said):
    row = {"from": "one/A", "to": "two/B", "relation": "part", "why": {"en": "So"}} | changes
    links, found = read_relations({"links": [row]})
    assert links == ()
    assert any(said in fault_sentence(queries.fault_words(fault)) for fault in found)
    assert {fault.item for fault in found} == {"#1"}


def test_two_requirements_are_related_once_in_a_file():
    one = a_relation("en")
    _links, found = read_relations(plain_relations([one, one.inverse]))
    assert [fault.problem.value for fault in found] == ["pair-twice"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(OF_RELATIONS))
def test_shipped_relations_go_out_and_come_in_without_a_change(kind):
    requirements.install_shipped(by=MACHINE)
    sent = set()
    for one in RequirementSet.objects.all():
        content = FILES[kind].write(queries.current_version(one))
        read = queries.opened_file(content, f"x{FILES[kind].suffix}")
        assert read.faults == ()
        assert relation_changes(stated_links(), read.links) == []
        sent |= {frozenset((link.link.source, link.link.target)) for link in read.links}
    assert len(sent) == len(shipped_links())


@pytest.mark.django_db
def test_a_sheet_of_relations_is_sent_looked_over_and_taken():
    first, second = a_set("one"), a_set("two")
    kept = a_link(first, second)
    book = load_workbook(io.BytesIO(FILES["relations-xlsx"].write(first)))
    sheet = book["relations"]
    sheet.append(["one/A-3", "two/A-1", "overlaps", "Both keep a register"])
    sheet["C2"] = "wider" if kept.relation != "wider" else "part"
    made = io.BytesIO()
    book.save(made)
    draft = requirements.receive_set(content=made.getvalue(), name="relations.xlsx", by=OFFICE)
    assert draft.holds_relations
    client = signed_in()
    page = client.get(f"/desk/law/sets/files/{draft.pk}/").content.decode()
    assert "one/A-3" in page
    assert "not related" in page
    with pytest.raises(Denied):
        relating.take_relations(draft, by=KZ_COORDINATOR)
    client.post(f"/desk/law/sets/files/{draft.pk}/take/", {"note": "Agreed in the working group"})
    relations = {(one.source_code, one.target_code): one.relation for one in RequirementLink.objects.all()}
    assert relations["A-3", "A-1"] == "overlaps"
    assert relations[kept.source_code, kept.target_code] == sheet["C2"].value
    entry = JournalEntry.objects.get(verb="law.requirementlink.changed")
    assert entry.reason == "Agreed in the working group"
    again = requirements.receive_set(content=made.getvalue(), name="relations.xlsx", by=OFFICE)
    assert relations_preview(again).changes == []
    with pytest.raises(requirements.NothingChanged):
        relating.take_relations(again, by=OFFICE)


@pytest.mark.django_db
def test_a_relation_to_a_requirement_that_is_not_on_file_is_told_when_the_file_comes():
    a_set("one")
    content = write_relations([a_relation("en")]).encode()
    draft = requirements.receive_set(content=content, name="relations.yaml", by=OFFICE)
    assert draft.told == {}
    assert [fault_sentence(fault) for fault in draft.faults] == [
        "#1, to: There is no requirement “2-two/B/2(a)” on file."
    ]


@pytest.mark.django_db
def test_the_collection_of_a_set_says_what_stands_alone_on_both_sides():
    first, second = a_set("one"), a_set("two")
    link = a_link(first, second)
    written = json.loads(FILES["oscal-mappings"].write(first))
    (mapping,) = written["mapping-collection"]["mappings"]
    alone = {
        side: mapping[f"{side}-gap-summary"]["unmapped-controls"][0]["with-ids"]
        for side in ("source", "target")
    }
    codes = {"A-1", "A-2", "A-3"}
    assert alone["source"] == sorted(f"one_{code}" for code in codes - {link.source_code})
    assert alone["target"] == sorted(f"two_{code}" for code in codes - {link.target_code})
