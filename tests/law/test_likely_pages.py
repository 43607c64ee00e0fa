"""Likely provisions on the page of a requirement, and how well suggestions do, by what a person sees."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.law.builders import ACT, a_search
from tests.law.likely import NOTHING_OF_IT, a_law, asking, confirmed_links, round_on, row_of
from tests.law.rounds import a_round, agreed, code_it, coders
from tests.people import Client, an_account, signed_in
from tumar.law.models import Citation, Dismissal, SuggestionRecall
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def at(name: str, *words) -> str:
    return reverse(f"law:{name}", args=words)


def entered(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def finding_page(one, requirement) -> str:
    return at("finding", one.code, requirement.pk)


def test_a_coder_sees_likely_provisions_with_what_speaks_for_them():
    requirement, version = asking(), a_law(in_force_from=date(2022, 5, 21))
    one = round_on(requirement)
    shown = page(entered(one.first_coder), finding_page(one, requirement))
    assert "Likely provisions" in shown
    assert "<mark>register</mark>" in shown
    assert "1 act of the country was looked at" in shown
    assert "official text" in shown
    assert "in force since 21 May 2022" in shown
    assert f"?text={row_of(version).version.texts.get(text__contains='keeps').pk}" in shown
    section = shown[shown.index('id="likely"') :]
    assert not re.search(r"\d ?%", section[: section.index("</section>")])
    assert " gap" not in section


def test_nobody_but_the_coders_sees_them():
    requirement, _version = asking(), a_law()
    one = round_on(requirement)
    assert "Likely provisions" not in page(signed_in(), finding_page(one, requirement))


def test_words_of_a_law_cannot_become_part_of_the_page():
    requirement = asking()
    a_law(text=ACT.replace("the register", "the <script>alert(1)</script> register"))
    one = round_on(requirement)
    shown = page(entered(one.first_coder), finding_page(one, requirement))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown or "&lt;<mark>script" in shown


def test_cite_leads_to_the_form_with_the_provision_chosen():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    client = entered(one.first_coder)
    link = re.search(r'href="([^"]*cite/\?text=\d+)"', page(client, finding_page(one, requirement)))[1]
    form = page(client, link)
    assert form.count("<textarea") == 1
    assert "The ministry keeps the register of facilities." in form
    text = version.texts.get(text__contains="keeps")
    given = {"text": text.pk, "quote": "keeps the register", "relation": "supports"}
    assert client.post(link, given).status_code == 302
    assert Citation.objects.get().text == text


def test_a_provision_that_one_may_not_see_cannot_be_chosen():
    requirement, other = asking(), a_law("UZ")
    one = round_on(requirement)
    client = entered(one.first_coder)
    where = f"{at('cite', one.code, requirement.pk)}?text={row_of(other).pk}"
    assert client.get(where).status_code == 404


def test_not_relevant_is_one_button_and_stands_in_a_folded_list_until_taken_back():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    client, where = entered(one.first_coder), finding_page(one, requirement)
    dismiss = at("dismiss-suggestion", one.code, requirement.pk)
    answer = client.post(dismiss, {"text": row_of(version).pk, "why": "About pets <b>"})
    assert answer["Location"] == f"{where}#likely"
    shown = page(client, where)
    assert "1 provision was set aside as not relevant" in shown
    assert "About pets &lt;b&gt;" in shown
    assert "<mark>register</mark>" not in shown
    restore = at("restore-suggestion", one.code, requirement.pk, Dismissal.objects.get().pk)
    client.post(restore)
    shown = page(client, where)
    assert "set aside as not relevant" not in shown
    assert "<mark>register</mark>" in shown
    client.post(restore)
    assert "This was taken back already." in page(client, where)


def test_what_is_sent_without_a_provision_is_told_and_changes_nothing():
    requirement, _version = asking(), a_law()
    one = round_on(requirement)
    client = entered(one.first_coder)
    client.post(at("dismiss-suggestion", one.code, requirement.pk), {"text": "x", "why": "y" * 501})
    assert "Choose a provision" in page(client, finding_page(one, requirement))
    assert not Dismissal.objects.exists()


def test_the_other_coder_cannot_take_back_what_they_may_not_see():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    dismiss = at("dismiss-suggestion", one.code, requirement.pk)
    entered(one.first_coder).post(dismiss, {"text": row_of(version).pk})
    restore = at("restore-suggestion", one.code, requirement.pk, Dismissal.objects.get().pk)
    assert entered(one.second_coder).post(restore).status_code == 404
    for by in coders(one):
        code_it(one, requirement, by)
    assert entered(one.second_coder).post(restore).status_code == 302
    assert Dismissal.objects.get().undone_by == one.second_coder


def test_nothing_found_is_said_with_what_is_not_on_file():
    requirement = asking(**NOTHING_OF_IT)
    a_law()
    one = round_on(requirement)
    client, where = entered(one.first_coder), finding_page(one, requirement)
    shown = page(client, where)
    assert "Nothing was found in the acts that were looked at: not found, confirm." in shown
    assert "Nobody wrote down what was looked for" in shown
    a_search("KZ", area="licensing", by_laws_included=False)
    shown = page(client, where)
    assert "looked for, not found" in shown
    assert "The official journal" in shown
    assert "by-laws not included" in shown
    assert "Nobody wrote down" not in shown


def test_a_country_without_acts_is_told_so():
    requirement = asking()
    one = round_on(requirement)
    shown = page(entered(one.first_coder), finding_page(one, requirement))
    assert "0 acts of the country were looked at" in shown


# How well they do.


def test_the_page_says_from_how_many_links_on_they_are_measured():
    confirmed_links(4, a_law())
    shown = page(signed_in(), at("recall"))
    assert "4 provisions are confirmed as answers." in shown
    assert "Suggestions are measured from five confirmed links on." in shown
    assert "Measure again" not in shown


def test_figures_stand_with_the_number_of_links_and_the_engine(settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    one = confirmed_links(5, a_law())
    client = entered(one.first_coder)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("measure-suggestions", "KZ"))
    row = SuggestionRecall.objects.get()
    shown = page(client, at("recall"))
    assert f"<code>{row.engine}</code>" in shown
    assert "(1.00)" in shown
    assert row.by == one.first_coder


def test_too_few_links_are_told_and_nothing_is_measured():
    one = confirmed_links(1, a_law())
    client = entered(one.first_coder)
    client.post(at("measure-suggestions", "KZ"))
    assert not SuggestionRecall.objects.exists()
    assert "from five confirmed links on" in page(client, at("recall"))


def test_another_country_is_not_on_the_page_and_cannot_be_measured():
    confirmed_links(5, a_law())
    uzbek = entered(an_account(RoleKind.LEGAL_EXPERT, "UZ"))
    a_round("UZ", versions=[asking().version])
    assert "Kazakhstan" not in page(uzbek, at("recall"))
    assert uzbek.post(at("measure-suggestions", "KZ")).status_code == 404


def test_agreed_findings_of_one_round_count_for_the_country():
    requirement, version = asking(how_many=5), a_law()
    one = round_on(requirement)
    for each in requirement.version.requirements.all()[:3]:
        agreed(one, each, text=version.texts.get(text__contains="keeps"))
    assert "3 provisions are confirmed as answers." in page(signed_in(), at("recall"))


def test_the_first_three_are_shown_and_the_rest_are_folded():
    requirement = asking()
    for _each in range(5):
        a_law(in_force_from=date(2022, 5, 21))
    one = round_on(requirement)
    shown = page(entered(one.first_coder), finding_page(one, requirement))
    section = shown[shown.index('id="likely"') :].split("</section>")[0]
    before, _, folded = section.partition("<details>")
    assert before.count('class="law-hit-head"') == 3
    count = folded.split("</details>")[0].count('class="law-hit-head"')
    assert f"{count} more likely provision" in folded
    assert count > 0
    labels = re.findall(r'for="(why-\d+)"', section)
    assert len(labels) == len(set(labels)) == 3 + count
