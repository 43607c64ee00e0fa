"""Pages of requirement sets, rounds and findings, by what a person sees on them."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from tests.law.builders import a_version
from tests.law.rounds import (
    LATER,
    QUOTE,
    a_closed_round,
    a_coder,
    a_link,
    a_provision,
    a_requirement,
    a_round,
    a_set,
    agreed,
    code_it,
    coders,
    set_file,
)
from tests.people import Client, an_account, signed_in
from tumar.law.actions import rounds as acts
from tumar.law.models import Citation, Finding, RequirementLink, RequirementSet, Round, SetDraft, SetVersion
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
COORDINATOR, EXPERT = RoleKind.NATIONAL_COORDINATOR, RoleKind.LEGAL_EXPERT


def at(name: str, *words) -> str:
    return reverse(f"law:{name}", args=words)


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def posted(client, where: str, status: int = 302, **given):
    response = client.post(where, given)
    assert response.status_code == status, re.findall(r"feedback[^<]*<?[^<]*", response.content.decode())
    return response


def entered(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_office_installs_the_sets_and_everybody_who_signs_in_reads_them():
    office = signed_in()
    assert "No requirement set is on file yet." in page(office, at("sets"))
    posted(office, at("install-sets"))
    reader = signed_in(RoleKind.DONOR_READER, "KZ")
    assert "Cartagena Protocol on Biosafety" in page(reader, at("sets"))
    told = page(reader, at("set", "BWC"))
    assert "Purpose decides what is a weapon" in told
    assert "BWC, Article I" in told
    assert "Install the sets of the package" not in page(reader, at("sets"))
    posted(reader, at("install-sets"), status=403)


def test_a_requirement_shows_what_to_look_for_the_clause_the_words_and_other_sets():
    office = signed_in()
    posted(office, at("install-sets"))
    one = a_requirement(SetVersion.objects.get(set__code="BWC"), "IV-security")
    told = page(office, at("requirement", one.pk))
    assert "Protection against theft, loss, misuse" in told
    assert "Защита от кражи" in told
    assert "биологическая защита" in told
    assert "wider than it" in told
    beside = page(office, at("side-by-side", "BWC", "UNSCR-1540"))
    assert "Only in Biological Weapons Convention" in beside
    assert "OP2.develop.law" in beside


def test_a_file_is_previewed_and_taken_as_a_version():
    a_set()
    office = signed_in()
    sent = SimpleUploadedFile("set.yaml", set_file(version="2", how_many=4))
    response = posted(office, at("send-set"), file=sent)
    draft = SetDraft.objects.latest("pk")
    assert response.url == at("set-draft", draft.pk)
    told = page(office, response.url)
    assert "Version 2 beside version 1" in told
    assert "A-4" in told
    posted(office, at("take-set", draft.pk), note="Article 4 was added")
    assert "Article 4 was added" in page(office, at("set", "TREATY"))
    older = page(office, at("set", "TREATY"), version=1)
    assert "version 1" in older
    assert "Duty 4" not in older
    # Once more: said at the head of the page, and nothing happens.
    posted(office, at("take-set", draft.pk))
    assert "taken, dropped or refused already" in page(office, at("set-draft", draft.pk))


def test_a_file_with_faults_shows_them_and_cannot_be_taken():
    office = signed_in()
    posted(office, at("send-set"), file=SimpleUploadedFile("set.yaml", b"set: x\nrequirements: []\n"))
    draft = SetDraft.objects.get()
    told = page(office, at("set-draft", draft.pk))
    assert "version: This field is missing." in told
    assert "Take it as the newest version" not in told
    posted(office, at("drop-set", draft.pk))
    assert RequirementSet.objects.count() == 0


def test_sets_are_had_as_files():
    a_set()
    office = signed_in()
    for kind in ("yaml", "xlsx", "oscal", "ciso"):
        response = office.get(at("set-file", "TREATY", kind))
        assert response.status_code == 200
        assert response.headers["Content-Disposition"].startswith('attachment; filename="treaty')
    assert office.get(at("set-file", "TREATY", "doc")).status_code == 404


def test_requirements_are_related_and_the_relation_removed():
    first, second = a_set("one"), a_set("two")
    office = signed_in()
    one = a_requirement(first)
    given = {"relation": "part", "target_set": second.set_id, "why_en": "One duty.", "why_ru": ""}
    posted(office, at("relate", one.pk), status=422, target_code="Z", **given)
    posted(office, at("relate", one.pk), target_code="A-2", **given)
    link = RequirementLink.objects.get()
    assert "a part of it" in page(office, at("requirement", one.pk))
    posted(office, at("unrelate", link.pk), reason="Wrong")
    assert not RequirementLink.objects.exists()


def test_a_coordinator_opens_a_round_with_two_coders_of_the_country():
    version, first, second = a_set(), a_coder(), a_coder()
    a_coder("UZ", email="strange@example.org")
    client = signed_in(COORDINATOR, "KZ")
    form = page(client, at("add-round"))
    assert str(first) in form
    given = {
        "title_en": "Law on biosafety",
        "title_ru": "",
        "country": "KZ",
        "as_of": "2026-01-01",
        "versions": [str(version.pk)],
        "first_coder": first.pk,
        "second_coder": second.pk,
        "previous": "",
        "scope": "",
        "code": "",
    }
    posted(client, at("add-round"), status=422, **(given | {"second_coder": first.pk}))
    posted(client, at("add-round"), **given)
    one = Round.objects.get()
    told = page(client, at("round", one.code))
    assert "Law on biosafety" in told
    assert "Duty 3" in told
    posted(
        client,
        at("edit-round", one.code),
        **given | {"title_en": "Law 2026", "seen_version": one.version, "reason": "Shorter"},
    )
    assert "Law 2026" in page(client, at("rounds"))


def test_a_coder_cites_marks_and_gives_and_the_other_sees_nothing_before():
    text = a_provision()
    one = a_round()
    requirement = a_requirement(one.sets.get().version)
    first, second = entered(one.first_coder), entered(one.second_coder)
    where = at("finding", one.code, requirement.pk)
    found = page(first, at("cite", one.code, requirement.pk), q="register")
    assert "The ministry keeps the register" in found
    refused = posted(
        first,
        at("cite", one.code, requirement.pk),
        422,
        text=text.pk,
        quote="no such words",
        relation="supports",
    )
    assert "These words do not stand in the provision." in refused.content.decode()
    posted(first, at("cite", one.code, requirement.pk), text=text.pk, quote=QUOTE, relation="supports")
    marks = {"on_paper": "found", "in_force": "found", "applied": "not-assessed", "confidence": "high"}
    posted(first, where, **marks, note_en="Article 2 of the law", note_ru="")
    assert "Article 2 of the law" in page(first, where)
    posted(first, at("give-finding", one.code, requirement.pk))
    for blind in (second, signed_in(COORDINATOR, "KZ"), signed_in()):
        told = page(blind, where)
        assert "Article 2 of the law" not in told
        assert QUOTE not in told
        assert "Article 2 of the law" not in page(blind, at("round", one.code))
        blind_file = blind.get(at("round-file", one.code, "sealed")).content.decode()
        assert "Article 2 of the law" not in blind_file
    posted(
        second, where, on_paper="not-found", in_force="not-assessed", applied="not-assessed", confidence="low"
    )
    posted(second, at("give-finding", one.code, requirement.pk))
    for sees in (first, second, signed_in(COORDINATOR, "KZ")):
        told = page(sees, where)
        assert "Article 2 of the law" in told
        assert "not found, confirm" in told


def test_what_holds_about_a_related_requirement_stands_beside_it():
    first, second = a_set("one"), a_set("two")
    a_link(first, second)
    one = a_round(versions=[first, second])
    agreed(one, a_requirement(first), text=a_provision())
    client = entered(one.first_coder)
    told = page(client, at("finding", one.code, a_requirement(second, "A-2").pk))
    assert "What holds about related requirements" in told
    assert "wider than it" in told
    assert QUOTE in told
    assert "related requirements" not in page(client, at("finding", one.code, a_requirement(second).pk))


def test_a_citation_is_removed_by_its_coder():
    one = a_round()
    requirement = a_requirement(one.sets.get().version)
    client, text = entered(one.first_coder), a_provision()
    posted(client, at("cite", one.code, requirement.pk), text=text.pk, quote=QUOTE, relation="supports")
    other = entered(one.second_coder)
    posted(other, at("uncite", one.code, requirement.pk, 1))
    assert "This citation is gone already." in page(other, at("finding", one.code, requirement.pk))
    posted(client, at("uncite", one.code, requirement.pk, 1))
    assert not Citation.objects.exists()


def test_giving_without_a_citation_says_what_is_missing():
    one = a_round()
    requirement = a_requirement(one.sets.get().version)
    client = entered(one.first_coder)
    where = at("finding", one.code, requirement.pk)
    posted(client, where, on_paper="found", in_force="found", applied="found", confidence="low")
    posted(client, at("give-finding", one.code, requirement.pk))
    assert "Cite the words of a provision that show it." in page(client, where)
    assert Finding.objects.get().given_at is None


def differing():
    one = a_round()
    requirement = a_requirement(one.sets.get().version)
    first, second = coders(one)
    code_it(one, requirement, first)
    code_it(one, requirement, second, text=a_provision())
    return one, requirement


def test_a_difference_is_decided_and_confirmed_on_the_page():
    one, requirement = differing()
    judge, first = entered(a_coder()), entered(one.first_coder)
    where = at("finding", one.code, requirement.pk)
    assert "to be decided" in page(judge, at("round", one.code), step="to-decide")
    marks = {"on_paper": "partly", "in_force": "partly", "applied": "not-assessed", "confidence": "medium"}
    deciding = at("decide-finding", one.code, requirement.pk)
    posted(judge, deciding, status=422, **marks)
    cited = Citation.objects.get()
    assert f"«{cited.quote}» supports" in page(judge, deciding)
    refused = posted(judge, deciding, status=422, **marks, reason="Only a register")
    assert "Cite the words of a provision that show it." in refused.content.decode()
    posted(judge, deciding, **marks, reason="Only a register", citations=[cited.pk])
    assert "Not confirmed yet" in page(judge, where)
    posted(judge, at("confirm-finding", one.code, requirement.pk))
    assert "takes a second person" in page(judge, where)
    posted(first, at("confirm-finding", one.code, requirement.pk))
    told = page(first, where)
    assert "Confirmed by two people." in told
    assert "Only a register" in told
    final = Finding.objects.get(seat=Finding.Seat.FINAL)
    decided = page(judge, deciding)
    assert "This is decided and confirmed" in decided
    assert re.search(rf"Decided by</dt><dd>{final.by}, \d", decided)
    assert re.search(rf"Confirmed by</dt><dd>{one.first_coder}, \d", decided)
    assert f'href="{where}"' in decided
    assert "<form" not in decided.partition("<main")[2]
    late = posted(judge, deciding, status=409, **marks, reason="Too late", citations=[cited.pk])
    assert "Only a register" in late.content.decode()
    assert Finding.objects.get(seat=Finding.Seat.FINAL).reason == "Only a register"


def test_where_nothing_is_to_be_decided_the_address_says_why():
    one = a_round()
    requirement = a_requirement(one.sets.get().version)
    first, second = coders(one)
    deciding = at("decide-finding", one.code, requirement.pk)
    judge = entered(a_coder())
    assert "it takes what each coder found" in page(judge, deciding)
    code_it(one, requirement, first)
    code_it(one, requirement, second)
    told = page(judge, deciding)
    assert "This is decided and confirmed" in told
    # Nobody decided: the coders found the same.
    assert re.search(rf"Found by</dt><dd>{one.first_coder}, \d", told)


def test_a_round_is_closed_by_one_and_published_by_another():
    one, requirement = differing()
    client = signed_in(COORDINATOR, "KZ")
    refused = posted(client, at("close-round", one.code), status=422, reason="")
    assert "1 requirements wait for a decision" in refused.content.decode()
    closed = a_closed_round(versions=[one.sets.get().version], by=scope_of(client.account))
    told = page(client, at("round", closed.code))
    assert closed.sha256 in told
    assert "whole" in told
    assert ">Publish<" not in told
    posted(client, at("publish-round", closed.code))
    assert "takes a second person" in page(client, at("round", closed.code))
    posted(signed_in(COORDINATOR, "KZ"), at("publish-round", closed.code))
    elsewhere = signed_in(EXPERT, "UZ")
    told = page(elsewhere, at("round", closed.code))
    assert str(closed.first_coder) not in told
    assert elsewhere.get(at("round", one.code)).status_code == 404
    assert elsewhere.get(at("cite", closed.code, requirement.pk)).status_code == 403


def test_the_matrix_leads_down_to_the_words_and_knows_no_score():
    version = a_set()
    before = a_closed_round(versions=[version], as_of=date(2024, 1, 1))
    one = a_round(versions=[version], previous=before)
    agreed(one, a_requirement(version), text=a_provision(), in_force="found")
    agreed(one, a_requirement(version, "A-2"))
    client = signed_in(COORDINATOR, "KZ")
    told = page(client, at("matrix"), country="KZ", set="TREATY", on="2026-02-01", compared="on")
    assert f'<a href="{at("finding", one.code, a_requirement(version).pk)}">' in told
    assert "not found, confirm" in told
    assert "more than before" in told
    assert "%" not in re.sub(r"<[^>]*>", "", told)
    assert QUOTE in page(client, at("finding", one.code, a_requirement(version).pk))
    book = client.get(at("matrix"), {"country": "KZ", "set": "TREATY", "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).worksheets[0]
    assert sheet["B2"].value == "A-1"
    assert "No round is on file yet." in page(signed_in(COORDINATOR, "UZ"), at("matrix"))


def test_texts_in_the_matrix_are_escaped():
    version = a_set(
        requirements=[
            {
                "code": "A-1",
                "title": {"en": "<script>alert(1)</script>"},
                "source": "S",
                "area": "authority",
                "look_for": {"en": "x"},
            }
        ]
    )
    a_round(versions=[version])
    told = page(signed_in(), at("matrix"))
    assert "<script>alert(1)" not in told
    assert "&lt;script&gt;alert(1)" in told


def test_a_round_is_had_in_the_shape_of_the_matrix_and_of_a_survey():
    version = a_set(scale="matrix")
    one = a_round(versions=[version])
    agreed(one, a_requirement(version), text=a_provision(), note={"en": "In part only"})
    client = signed_in(COORDINATOR, "KZ")
    sheets = {
        kind: load_workbook(io.BytesIO(client.get(at("round-file", one.code, kind)).content)).worksheets[0]
        for kind in ("1540", "survey")
    }
    rows = [[cell.value for cell in row] for row in sheets["1540"].iter_rows()]
    assert any("no measure of compliance" in str(row[0]) for row in rows)
    [found] = [row for row in rows if row[0] == "A-1"]
    assert found[2] == "X"
    assert QUOTE in found[3]
    assert found[4] == "In part only"
    [answer] = [row for row in sheets["survey"].iter_rows(values_only=True) if row[0] == "A-1"]
    assert answer[2] == "X"
    assert client.get(at("round-file", one.code, "doc")).status_code == 404


def test_a_round_is_had_as_a_document_with_the_words_of_the_law():
    version = a_set()
    one = a_round(versions=[version], scope="Acts of the ministries\x0b")
    agreed(one, a_requirement(version), text=a_provision(), note={"en": "In part only"})
    agreed(one, a_requirement(version, "A-2"))
    client = signed_in(COORDINATOR, "KZ")
    paper = Document(io.BytesIO(client.get(at("round-file", one.code, "report")).content))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Round of KZ" in told
    assert f"“{QUOTE}”" in told
    assert "In part only" in told
    assert "not found, confirm" in told
    assert "no score of compliance" in told
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == ["Set treaty", "2", "2", "1.00"]
    first, again = (client.get(at("round-file", one.code, "pdf")).content for _time in range(2))
    assert first == again
    pages = PdfDocument(first)
    printed = " ".join(" ".join(pdf.get_textpage().get_text_range().split()) for pdf in pages)
    assert QUOTE in printed
    assert "not found, confirm" in printed
    client.post(reverse("desk:set-language"), {"language": "ru"})
    assert "Обязанность 1" in "\n".join(
        paragraph.text
        for paragraph in Document(
            io.BytesIO(client.get(at("round-file", one.code, "report")).content)
        ).paragraphs
    )


def test_what_the_law_says_now_is_shown_with_the_difference_and_reviewed(stopped_clock):
    text = a_provision()
    one = a_round()
    agreed(one, a_requirement(one.sets.get().version), text=text)
    acts.close_round(one, by=scope_of(an_account()))
    client = signed_in(EXPERT, "KZ")
    assert "No cited provision has changed." in page(client, at("rechecks"))
    a_version(text.version.expression, LATER, valid_from=date(2026, 2, 1))
    assert "<ins> of health</ins>" in page(client, at("rechecks"))
    citation = Citation.objects.get(finding__seat="final")
    assert "<ins> of health</ins>" in page(client, at("review-citation", citation.pk))
    posted(client, at("review-citation", citation.pk), outcome="stands", note="The same register")
    assert "No cited provision has changed." in page(client, at("rechecks"))
    assert "<ins>" not in page(signed_in(EXPERT, "UZ"), at("rechecks"))
