"""Requirement sets on file: installed, received, looked over, taken, related, and given out again."""

import io
import json

import pytest
import yaml
from openpyxl import load_workbook

from tests.law.rounds import a_requirement, a_round, a_set, set_file, set_values
from tests.people import KZ_COORDINATOR, MACHINE, OFFICE
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.law.actions import relating
from tumar.law.actions import requirements as actions
from tumar.law.exports.sets import FILES
from tumar.law.models import Requirement, RequirementLink, RequirementSet, SetVersion
from tumar.law.queries import requirements as queries
from tumar.law.queries import shipped
from tumar.law.rules.requirements import read_set
from tumar.law.wording import fault_sentence

pytestmark = pytest.mark.django_db


def received(content, name="set.yaml", by=OFFICE):
    return actions.receive_set(content=content, name=name, by=by)


def test_the_sets_of_the_package_are_installed_once():
    assert len(actions.install_shipped(by=OFFICE)) == len(shipped.shipped_codes())
    assert actions.install_shipped(by=OFFICE) == []
    assert RequirementLink.objects.count() == len(shipped.shipped_links())
    kept = queries.current_version(RequirementSet.objects.get(code="BWC"))
    assert queries.as_rules(kept) == shipped.shipped_set("bwc")


def test_only_who_may_edit_sets_everywhere_installs_or_sends_them():
    for refused in (
        lambda: actions.install_shipped(by=KZ_COORDINATOR),
        lambda: received(b"", by=KZ_COORDINATOR),
    ):
        with pytest.raises(Denied):
            refused()


def test_a_file_is_kept_and_nothing_is_taken_before_somebody_says_so():
    draft = received(set_file())
    assert draft.state == "read"
    assert draft.file.sha256
    assert not SetVersion.objects.exists()
    version = actions.take_draft(draft, by=OFFICE, note="From the ministry")
    assert [one.code for one in version.requirements.order_by("position")] == ["A-1", "A-2", "A-3"]
    assert version.set.code == "TREATY"
    assert JournalEntry.objects.filter(
        verb="law.requirementset.versioned", reason="From the ministry"
    ).exists()
    with pytest.raises(actions.DraftIsSettled):
        actions.take_draft(draft, by=OFFICE)


def test_what_is_wrong_with_a_file_is_told_with_item_field_and_what_was_meant():
    values = set_values()
    values["requirements"][1]["area"] = "autority"
    draft = received(yaml.safe_dump(values).encode())
    assert draft.state == "refused"
    sentence = fault_sentence(draft.faults[0])
    assert sentence.startswith("A-2, area: “autority” is none of: definitions,")
    assert sentence.endswith("Did you mean “authority”?")
    with pytest.raises(actions.DraftIsSettled):
        actions.take_draft(draft, by=OFFICE)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"a: [", "x.yaml", "Line 1 is no YAML"),
        (b"", "x.xlsx", "The file is empty."),
        (b"%PDF-1.4", "x.xlsx", "This is a PDF document."),
        (b"a,b\n1,2\n", "x.csv", "The workbook has no sheet “set”."),
        (b"PK\x03\x04broken", "x.xlsx", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_with_one_sentence(content, name, said):
    draft = received(content, name)
    assert draft.state == "refused"
    assert said in " ".join(fault_sentence(fault) for fault in draft.faults)
    assert draft.faults


def test_a_newer_version_leaves_the_older_and_its_rounds_alone():
    old = a_set()
    one = a_round(versions=[old])
    values = set_values(version="2", how_many=4)
    new = actions.take_draft(received(yaml.safe_dump(values).encode()), by=OFFICE)
    assert (new.number, new.set_id) == (2, old.set_id)
    assert one.sets.get().version == old
    assert old.requirements.count() == 3
    entry = JournalEntry.objects.filter(verb="law.requirementset.versioned").latest("sequence")
    assert entry.changes["added"] == 1


def test_the_same_content_and_the_same_name_are_no_new_version():
    a_set()
    with pytest.raises(actions.NothingChanged):
        actions.take_draft(received(set_file()), by=OFFICE)
    with pytest.raises(actions.VersionTaken):
        actions.take_draft(received(set_file(how_many=2)), by=OFFICE)


def test_a_dropped_file_is_not_taken():
    draft = received(set_file())
    actions.drop_draft(draft, by=OFFICE)
    with pytest.raises(actions.DraftIsSettled):
        actions.take_draft(draft, by=OFFICE)


def test_every_set_goes_out_and_comes_back_unchanged():
    for version in actions.install_shipped(by=MACHINE):
        for kind in ("yaml", "xlsx"):
            content = FILES[kind].write(version)
            read = queries.opened_file(content, f"set{FILES[kind].suffix}")
            assert read.faults == ()
            assert read.set == shipped.shipped_set(version.set.code.lower())


def test_a_workbook_holds_every_language_and_no_formula():
    values = set_values()
    values["requirements"][0]["look_for"]["kk"] = "=1+1"
    version = actions.take_draft(received(yaml.safe_dump(values).encode()), by=OFFICE)
    content = FILES["xlsx"].write(version)
    sheet = load_workbook(io.BytesIO(content))["requirements"]
    header = [cell.value for cell in sheet[1]]
    assert "title[ru]" in header
    assert sheet.cell(2, header.index("look_for[kk]") + 1).value == "'=1+1"
    assert queries.opened_file(content, "x.xlsx").set == queries.as_rules(version)


def test_a_set_goes_out_as_an_oscal_catalogue_with_the_relations_to_others():
    actions.install_shipped(by=MACHINE)
    version = queries.current_version(RequirementSet.objects.get(code="UNSCR-1540"))
    catalogue = json.loads(FILES["oscal"].write(version))["catalog"]
    controls = [control for group in catalogue["groups"] for control in group["controls"]]
    assert len(controls) == version.requirements.count()
    assert len({control["id"] for control in controls}) == len(controls)
    mappings = json.loads(FILES["oscal-mappings"].write(version))["mapping-collection"]["mappings"]
    bwc = next(one for one in mappings if one["target-resource"]["href"] == "bwc.oscal.json")
    found = {(m["sources"][0]["id-ref"], m["targets"][0]["id-ref"]): m["relationship"] for m in bwc["maps"]}
    # The resolution's row is a part of what the Convention prohibits: told from its own side.
    assert found["unscr-1540_OP2.develop.law", "bwc_I-ban"] == "subset-of"


def test_a_set_goes_out_in_the_shape_of_ciso_assistant():
    version = a_set()
    library = yaml.safe_load(FILES["ciso"].write(version))
    framework = library["objects"]["framework"]
    assert [node["ref_id"] for node in framework["requirement_nodes"]] == ["A-1", "A-2", "A-3"]
    assert framework["requirement_nodes"][0]["translations"]["ru"]["name"] == "Обязанность 1"


def link_facts(first, second, **changes):
    return {
        "source_set": first.set,
        "source_code": "A-1",
        "target_set": second.set,
        "target_code": "A-2",
        "relation": "part",
        "why": {"en": "One duty."},
    } | changes


def test_a_relation_is_stated_once_seen_from_both_sides_and_can_be_removed():
    first, second = a_set("one"), a_set("two")
    link = relating.relate(link_facts(first, second), by=OFFICE)
    related = queries.related_to(a_requirement(second, "A-2"), OFFICE)
    assert [(one.requirement.version.set.code, one.found.relation) for one in related] == [("ONE", "wider")]
    for again in (link_facts(first, second), link_facts(second, first, source_code="A-2", target_code="A-1")):
        with pytest.raises(Invalid):
            relating.relate(again, by=OFFICE)
    walk = queries.side_by_side(first, second).walk
    assert walk.unmapped_source == ("A-2", "A-3")
    assert walk.unmapped_target == ("A-1", "A-3")
    relating.unrelate(link, by=OFFICE, reason="Wrong")
    assert queries.related_to(a_requirement(second, "A-2"), OFFICE) == []


def test_a_relation_to_what_does_not_exist_or_to_itself_is_refused():
    first, second = a_set("one"), a_set("two")
    for changes in (
        {"target_code": "Z"},
        {"source_code": "Z"},
        {"target_set": first.set, "target_code": "A-1"},
    ):
        with pytest.raises(Invalid):
            relating.relate(link_facts(first, second, **changes), by=OFFICE)
    with pytest.raises(Denied):
        relating.relate(link_facts(first, second), by=KZ_COORDINATOR)


def test_the_newest_version_is_what_a_list_tells():
    a_set()
    actions.take_draft(received(set_file(version="2", how_many=5)), by=OFFICE)
    row = queries.sets(KZ_COORDINATOR).get()
    assert (row.newest, row.how_many) == ("2", 5)
    assert [one.label for one in queries.newest_versions(OFFICE)] == ["2"]
    assert Requirement.objects.count() == 8


def test_what_was_read_is_what_is_kept():
    assert read_set(received(set_file()).told).set == read_set(set_values()).set


def test_a_newer_package_corrects_relations_that_nobody_changed():
    actions.install_shipped(by=MACHINE)
    ours, theirs = RequirementLink.objects.order_by("pk")[:2]
    before = (ours.relation, ours.why)
    RequirementLink.objects.filter(pk=ours.pk).update(relation="overlaps", why={"en": "As before"})
    RequirementLink.objects.filter(pk=theirs.pk).update(why={"en": "Ours"}, is_shipped=False)
    actions.install_shipped(by=MACHINE)
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.relation, ours.why) == before
    assert theirs.why == {"en": "Ours"}
