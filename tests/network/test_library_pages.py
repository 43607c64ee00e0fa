"""Pages of the library and of campaigns, by what a person sees on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.events.builders import an_event, on_the_list
from tests.network.builders import a_campaign, a_resource
from tests.network.pages import at, coordinator, page
from tests.people import signed_in
from tumar.kernel import files
from tumar.kernel.parts import version_of
from tumar.network.models import (
    Campaign,
    ReachEstimate,
    Resource,
)
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
TRAINER = RoleKind.TRAINER


def typed_resource(**other):
    return {
        "title_en": "Manual of transport",
        "country": "KZ",
        "topics": ["biosafety", "transport-of-samples"],
        "languages": ["en", "ru"],
        "licence": "CC-BY-4.0",
        "reference": "shelf 4",
        **other,
    }


def test_a_resource_is_added_with_a_file_and_changed_without_losing_it():
    client = coordinator()
    sent = typed_resource(upload=SimpleUploadedFile("manual.pdf", b"%PDF manual"), is_public="on")
    assert client.post(at("add-resource"), sent).status_code == 302
    held = Resource.objects.get()
    assert files.content_of(held.file) == b"%PDF manual"
    shown = page(client, at("resource", held.code))
    for text in ("Manual of transport", "CC BY 4.0", "English, Russian", held.file.sha256):
        assert text in shown
    changed = typed_resource(edition="2", seen_version="1", reason="")
    assert client.post(at("edit-resource", held.code), changed).status_code == 302
    again = Resource.objects.get()
    assert (again.edition, again.file, again.is_public) == ("2", held.file, False)


def test_what_a_resource_lacks_is_said_at_once():
    answer = coordinator().post(at("add-resource"), {"title_en": "Manual", "country": "KZ"})
    assert answer.status_code == 422
    for name in ("topics", "languages", "licence"):
        assert f'id="id_{name}_error"' in answer.content.decode()


def test_a_closed_licence_keeps_a_file_from_the_public_with_a_sentence():
    sent = typed_resource(
        upload=SimpleUploadedFile("manual.pdf", b"%PDF"),
        licence="LicenseRef-all-rights-reserved",
        is_public="on",
    )
    answer = coordinator().post(at("add-resource"), sent)
    assert "does not let us give the file to everybody" in answer.content.decode()
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"topic": "biosecurity"},
        {"language": "kk"},
        {"audience": "media"},
        {"q": "poster"},
        {"licence": "CC0-1.0"},
    ],
)
def test_the_library_is_narrowed(asked):
    a_resource(audience=["customs"])
    a_resource(
        title={"en": "Poster on locks"},
        topics=["biosecurity"],
        languages=["kk"],
        audience=["media"],
        licence="CC0-1.0",
    )
    shown = page(signed_in(TRAINER, "KZ"), at("library"), **asked)
    assert "Poster on locks" in shown
    assert "Manual of transport" not in shown


def test_the_library_is_exported_as_csv():
    a_resource()
    answer = signed_in().get(at("library"), {"format": "csv"})
    assert "Manual of transport" in b"".join(answer.streaming_content).decode()


def test_a_campaign_s_page_tells_counted_reported_and_estimated_apart():
    event = an_event()
    for _ in range(3):
        on_the_list(event, attended=True)
    campaign = a_campaign(events=[event, an_event(head_count=50, head_count_source="Report")])
    client = coordinator()
    typed = {
        "channel": "radio",
        "estimate": "40000",
        "method": "share of listeners",
        "source": "Broadcaster",
        "as_of": "2026-02-10",
    }
    assert client.post(at("add-estimate", campaign.code), typed).status_code == 302
    shown = page(client, at("campaign", campaign.code))
    for text in (
        "<strong>3</strong>",
        "<strong>50</strong>",
        "≈ 40,000",
        "share of listeners",
        "never added",
    ):
        assert text in shown
    assert "40,003" not in shown
    answer = client.post(at("add-estimate", campaign.code), {**typed, "method": ""})
    assert answer.status_code == 422
    where = at("remove-estimate", campaign.code, 1)
    assert client.post(where, {"seen_version": version_of(ReachEstimate.objects.get())}).status_code == 302
    assert "≈" not in page(client, at("campaign", campaign.code))


def test_a_campaign_is_added_with_events_and_materials_by_their_codes():
    event, text = an_event(), a_resource()
    typed = {
        "title_en": "Wash your hands",
        "country": "KZ",
        "starts": "2026-02-10",
        "events": event.code,
        "resources": text.code,
        "audience": ["media"],
    }
    client = coordinator()
    assert client.post(at("add-campaign"), typed).status_code == 302
    campaign = Campaign.objects.get()
    assert (list(campaign.events.all()), list(campaign.resources.all())) == ([event], [text])
    changed = {**typed, "resources": "", "seen_version": "1", "reason": "Not ours"}
    assert client.post(at("edit-campaign", campaign.code), changed).status_code == 302
    assert not campaign.resources.exists()
