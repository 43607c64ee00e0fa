"""What is typed about sets, rounds and findings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tumar.kernel import clock
from tumar.kernel.inputs import DayInput
from tumar.kernel.pages import CodedForm, ReasonForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import Citation, CitationReview, Finding, RequirementLink, Round
from tumar.law.queries import requirements as sets
from tumar.law.queries import rounds as queries
from tumar.places import names
from tumar.places import queries as places
from tumar.places.offering import offer_countries

LARGEST_SET = 8_000_000
MATRIX_COUNTRIES = 20


class SetFileForm(forms.Form):
    """A file of requirements or of relations between them: YAML, a workbook, or OSCAL."""

    file = forms.FileField(
        label=_("file"),
        help_text=_(
            "A set or relations between sets: YAML, a workbook, or OSCAL (JSON: a catalogue or a mapping "
            "collection); 8 MB at the most."
        ),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_SET:
            raise forms.ValidationError(_("The file is larger than 8 MB."))
        return given


class NoteForm(forms.Form):
    """What changed and why."""

    note = forms.CharField(label=_("what changed and why"), required=False, max_length=500)


class LinkForm(forms.ModelForm):
    """How a requirement stands to one of another set."""

    class Meta:
        model = RequirementLink
        fields = ("relation", "target_set", "target_code", "why")

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["target_set"].queryset = sets.sets(scope).order_by("code")
        self.fields["target_set"].label = _("other set")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks it."""


class RoundForm(CodedForm):
    """One round; its sets are chosen once, in the versions of that day."""

    versions = forms.MultipleChoiceField(
        label=_("requirement sets"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Round
        fields = (
            *("title", "country", "as_of", "versions", "first_coder", "second_coder", "previous"),
            *("scope", "code"),
        )
        widgets = {"as_of": DayInput(), "scope": forms.Textarea({"rows": 3})}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer_countries(self.fields["country"], scope, Permission.LAW_ROUND_EDIT, _("choose"))
        coders = queries.possible_coders(scope)
        for name in ("first_coder", "second_coder"):
            self.fields[name].choices = [("", _("nobody")), *coders]
        self.fields["previous"].queryset = queries.rounds(scope)
        self.newest = {str(one.pk): one for one in sets.newest_versions(scope)}
        self.fields["versions"].choices = [(key, str(one)) for key, one in self.newest.items()]
        if self.instance.pk:
            for name in ("versions", "country", "previous"):
                del self.fields[name]
        self.order_fields([*self.Meta.fields, "reason"])

    @property
    def chosen(self) -> list[Any]:
        """The versions that were ticked."""
        return [self.newest[key] for key in self.cleaned_data["versions"]]

    @property
    def columns(self) -> dict[str, Any]:
        """The facts that are columns of the round."""
        return {name: value for name, value in self.facts.items() if name != "versions"}


class MarksForm(forms.ModelForm):
    """The three marks of a finding, with the note and how sure somebody is."""

    class Meta:
        model = Finding
        fields = ("on_paper", "in_force", "applied", "level", "confidence", "note")

    def __init__(self, *arguments: Any, has_levels: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not has_levels:
            del self.fields["level"]

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks it."""


class DecisionForm(MarksForm):
    """A decision between two coders, which says why and on which of their citations it rests."""

    citations = forms.TypedMultipleChoiceField(
        label=_("citations on which the decision rests"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *arguments: Any, codings: Sequence[Finding], **named: Any) -> None:
        super().__init__(*arguments, **named)
        # The same words are offered once, whoever cited them.
        offered: dict[tuple[int, int, int], Citation] = {}
        for each in queries.cited_by(codings):
            offered.setdefault(each.place, each)
        held = (
            {each.place for each in queries.cited_by([self.instance])} if self.instance.pk else set(offered)
        )
        self.fields["citations"].choices = [(each.pk, self._told(each)) for each in offered.values()]
        self.initial["citations"] = [each.pk for place, each in offered.items() if place in held]
        if not offered:
            del self.fields["citations"]

    @staticmethod
    def _told(citation: Citation) -> str:
        where = f"{citation.text.provision.instrument}, {citation.text}"
        return f"«{citation.quote}» {citation.get_relation_display()}: {where}"

    @property
    def marks(self) -> dict[str, Any]:
        """The facts of the finding itself."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"reason", "citations"}
        }


class FindProvisionForm(forms.Form):
    """Words by which a provision is looked for."""

    q = forms.CharField(label=_("words of the provision"), required=False, max_length=200)


class CiteForm(forms.Form):
    """Words of a provision, and what they do."""

    text = forms.IntegerField(widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("quoted words"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Copy them from the provision; every sign counts, blanks do not."),
    )
    relation = forms.ChoiceField(label=_("what they do"), choices=Citation.Relation.choices)


class DismissForm(forms.Form):
    """A suggested provision that is not relevant, and why."""

    text = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("why"), required=False, max_length=500)


class ReviewForm(forms.Form):
    """What somebody found on looking at a changed provision."""

    outcome = forms.ChoiceField(
        label=_("outcome"), choices=CitationReview.Outcome.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("note"), required=False, widget=forms.Textarea({"rows": 3}))


class CloseForm(ReasonForm):
    """Why a round is closed now."""


class MatrixForm(forms.Form):
    """Which countries, sets and day a matrix shows."""

    country = forms.MultipleChoiceField(label=_("countries"), required=False)
    set = forms.MultipleChoiceField(label=_("requirement sets"), required=False)
    on = forms.DateField(label=_("on the day"), required=False, widget=DayInput())
    compared = forms.BooleanField(label=_("changes since the round before"), required=False)

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        within = queries.countries_with_rounds(scope)
        self.fields["country"].choices = places.country_choices(within) if within else []
        self._offered = sorted(within, key=names.name)
        self.fields["set"].choices = [(one.code, str(one)) for one in sets.sets(scope).order_by("code")]
        for name in ("country", "set"):
            self.fields[name].widget.attrs["size"] = 5

    @property
    def asked(self) -> dict[str, Any]:
        """What the matrix is of; what is missing or cannot be read falls back to a default."""
        self.full_clean()
        told = self.cleaned_data if self.is_bound else {}
        return {
            "countries": (told.get("country") or self._offered)[:MATRIX_COUNTRIES],
            "set_codes": told.get("set") or [code for code, _name in self.fields["set"].choices[:1]],
            "as_of": told.get("on") or clock.today(),
            "compared": bool(told.get("compared")),
        }
