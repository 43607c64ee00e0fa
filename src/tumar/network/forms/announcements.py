"""Announcements, and how often somebody is written to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel.inputs import DayInput
from tumar.kernel.pages import CodedForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.network.models import Announcement, Subscription
from tumar.places.offering import offer_countries


class AnnouncementForm(CodedForm):
    """One announcement in every language of content."""

    class Meta:
        model = Announcement
        fields = ("title", "body", "country", "roles", "languages", "is_public", "until", "code")
        widgets = {"until": DayInput()}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        edit = Permission.NETWORK_ANNOUNCEMENT_EDIT
        offer_countries(self.fields["country"], scope, edit, _("every country"))


class VersionForm(forms.Form):
    """Which version of a record was seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def version(self) -> int:
        """The version that was seen."""
        return int(self.cleaned_data["seen_version"])


class FrequencyForm(forms.ModelForm):
    """How often somebody gets announcements by e-mail."""

    class Meta:
        model = Subscription
        fields = ("frequency",)
        widgets = {"frequency": forms.RadioSelect}

    def _post_clean(self) -> None:
        """Leave the instance alone: the action keeps it."""
