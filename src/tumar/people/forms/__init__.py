"""The shape of what is typed about persons, organisations and accounts."""

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.choosing import RecordField
from tumar.kernel.inputs import DayInput
from tumar.kernel.pages import CodedForm
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people import queries
from tumar.people.models import Account, Organisation, Person, Role
from tumar.places.queries import country_choices

BY_CODE_OR_NAME = _("Its code, or words of its name.")


class ScopedForm(CodedForm):
    """A record's form that offers the countries in which the person may edit."""

    EDIT: Permission

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.scope = scope
        self.fields["country"].choices = [("", "—"), *country_choices(scope.countries(self.EDIT))]


class PersonForm(ScopedForm):
    """One person: names in both scripts, what the person does and where."""

    EDIT = Permission.PEOPLE_PERSON_EDIT

    employer = RecordField(label=_("employer"), required=False, help_text=BY_CODE_OR_NAME)

    class Meta:
        model = Person
        fields = (
            *("family", "given", "patronymic", "single"),
            *("family_latin", "given_latin", "patronymic_latin", "single_latin"),
            *("sex", "birth_year", "birth_date", "group", "country"),
            *("employer", "position", "email", "telephone", "code"),
        )
        help_texts = {
            "single": _("For somebody who has one name only."),
            "family_latin": _("As the passport has it."),
            "birth_year": _("Where only the year is known."),
        }
        widgets = {"birth_date": DayInput()}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["employer"].find = partial(queries.find_organisations, self.scope)
        for name in queries.hidden_of(self.instance, self.scope):
            del self.fields[name]
        if self.instance.pk:
            self.initial["employer"] = self.instance.employer
            self._propose_latin()

    def _propose_latin(self) -> None:
        """Say beside the Latin fields how a table would spell the name; the person types what is right."""
        proposal = self.instance.proposed_latin
        if proposal is None:
            return
        for part in ("family", "given", "patronymic", "single"):
            if spelt := getattr(proposal.name, part):
                told = _("As the passport has it; a table would give %(spelling)s.") % {"spelling": spelt}
                self.fields[f"{part}_latin"].help_text = told


class OrganisationForm(ScopedForm):
    """One organisation: its names, its kind and what it is part of."""

    EDIT = Permission.PEOPLE_ORGANISATION_EDIT

    parent = RecordField(label=_("part of"), required=False, help_text=BY_CODE_OR_NAME)

    class Meta:
        model = Organisation
        fields = ("name", "name_latin", "kind", "country", "parent", "code")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["parent"].find = partial(queries.find_organisations, self.scope)
        if self.instance.pk:
            self.initial["parent"] = self.instance.parent


class AccountForm(forms.Form):
    """A new account, with its first role."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class RoleForm(forms.ModelForm):
    """One role to be given to an account."""

    organisation = RecordField(
        label=_("organisation"),
        required=False,
        help_text=_("For a recipient laboratory: the organisation whose consignments it sees."),
    )

    class Meta:
        model = Role
        fields = ("kind", "country", "organisation", "since", "until")
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        within = scope.countries(Permission.PEOPLE_ACCOUNT_EDIT)
        everywhere = [("", _("everywhere"))] if within is None else []
        self.fields["country"].choices = [*everywhere, *country_choices(within)]
        self.fields["organisation"].find = partial(queries.find_organisations, scope)

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds it and checks it."""


class EndForm(forms.Form):
    """The last day of a role, and why it ends."""

    until = forms.DateField(label=_("Last day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)


class ProfileForm(forms.ModelForm):
    """How the owner of an account is called and addressed."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Account
        fields = ("name", "language")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action changes and checks it."""
