"""Resources of the library and campaigns."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.events.queries import find_events
from tumar.kernel import clock
from tumar.kernel.choosing import RecordField, RecordsField
from tumar.kernel.inputs import DayInput, EvidenceField
from tumar.kernel.pages import CodedForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.network.models import Campaign, ReachEstimate, Resource
from tumar.network.queries.library import find_resources
from tumar.people.queries import find_organisations
from tumar.places.offering import offer_countries


class ResourceForm(CodedForm):
    """One text, film or set of slides."""

    organisation = RecordField(
        label=_("organisation"), required=False, help_text=_("Its code, or words of its name.")
    )
    upload = EvidenceField(label=_("file"), required=False)

    class Meta:
        model = Resource
        fields = (
            *("title", "description", "authors", "organisation", "country", "topics", "languages"),
            *("audience", "licence", "licence_text", "edition", "year", "upload", "reference"),
            *("is_public", "code"),
        )

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer_countries(self.fields["country"], scope, Permission.NETWORK_RESOURCE_EDIT, _("the region"))
        self.fields["organisation"].find = partial(find_organisations, scope)
        if self.instance.pk:
            self.initial["organisation"] = self.instance.organisation
            self.fields["upload"].help_text = _(
                "Bring a file only where it is to take the place of the present one."
            )
        self.order_fields([*self.Meta.fields, "reason"])

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts.items() if name != "upload"}

    @property
    def file(self) -> dict[str, Any]:
        """The file as the action takes it; nothing where none was brought."""
        brought = self.cleaned_data["upload"]
        return {"content": bytes(brought.read()), "name": str(brought.name)} if brought else {}


class CampaignForm(CodedForm):
    """One campaign with its events and materials."""

    events = RecordsField(label=_("events of the campaign"))
    resources = RecordsField(label=_("materials of the campaign"))

    class Meta:
        model = Campaign
        fields = (
            *("title", "summary", "country", "programme", "starts", "ends", "audience"),
            *("events", "resources", "code"),
        )
        widgets = {"starts": DayInput(), "ends": DayInput()}

    SETS = ("events", "resources")

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer_countries(self.fields["country"], scope, Permission.NETWORK_CAMPAIGN_EDIT, _("the region"))
        finders = {"events": find_events, "resources": find_resources}
        for name, find in finders.items():
            kept = list(getattr(self.instance, name).all()) if self.instance.pk else []
            self.initial[name] = kept
            self.fields[name].one.find = partial(_or_kept, {one.code: one for one in kept}, find, scope)
        programmes = self.fields["programme"].queryset
        own = programmes.filter(pk=self.instance.programme_id or 0)
        self.fields["programme"].queryset = programmes.filter(is_ours=True) | own

    @property
    def columns(self) -> dict[str, Any]:
        """The facts that are the campaign's own columns."""
        return {name: value for name, value in self.facts.items() if name not in self.SETS}

    @property
    def sets(self) -> dict[str, Any]:
        """The events and materials."""
        return {name: self.cleaned_data[name] for name in self.SETS}


def _or_kept(kept: dict[str, Any], find: Any, scope: Scope, text: str) -> Any:
    return [kept[text]] if text in kept else find(scope, text)


class EstimateForm(forms.ModelForm):
    """How many one channel of a campaign may have reached."""

    class Meta:
        model = ReachEstimate
        fields = ("channel", "audience", "estimate", "method", "source", "as_of")
        widgets = {"as_of": DayInput()}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("as_of", clock.today())

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds it and checks it."""
