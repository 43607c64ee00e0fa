"""What somebody types to register for an event: what is asked depends on the event."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tumar.events import queries
from tumar.events.forms.traps import TrappedForm
from tumar.events.models import Question, Registering
from tumar.events.rules.received import LARGEST, is_acceptable
from tumar.kernel import clock, mail
from tumar.kernel.inputs import DayInput
from tumar.kernel.languages import said
from tumar.people.models import ConsentText, Person
from tumar.places.models import Country

REQUIRED = "required"
# Columns of a person's record that an event may ask for, in the order in which the form does.
ASKABLE = (
    *("patronymic", "latin", "sex", "birth_year", "group"),
    *("employer", "position", "telephone"),
)
EARLIEST_BIRTH, YOUNGEST = 1920, 14
LONGEST = {"line": 300, "text": 3000}


def asked_name(name: str) -> str:
    """Return what a column that can be asked for is called."""
    return {
        "patronymic": _("patronymic or father's name"),
        "latin": _("names in Latin letters, as in the passport"),
        "sex": _("sex"),
        "birth_year": _("year of birth"),
        "group": _("occupation group"),
        "employer": _("employer"),
        "position": _("position"),
        "telephone": _("telephone"),
    }[name]


def _line(label: str, *, required: bool, most: int, auto: str = "") -> forms.CharField:
    widget = forms.TextInput({"autocomplete": auto} if auto else {})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


class RegistrationForm(TrappedForm):
    """One registration, with the event's own questions, a trap for machines and the time that it took."""

    def __init__(
        self,
        registering: Registering,
        questions: list[Question],
        consent: ConsentText | None,
        *arguments: Any,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        self.registering, self.questions = registering, questions
        self.fields.update(self._names())
        asked = dict(registering.asked)
        if registering.places_by_group:
            asked["group"] = REQUIRED
        for name in ASKABLE:
            if name in asked:
                self.fields.update(self._asked(name, required=asked[name] == REQUIRED))
        self.fields["country"] = self._country()
        self.fields["email"] = forms.EmailField(
            label=_("e-mail"),
            max_length=254,
            help_text=_("We write to this address; the registration counts once you follow the link in it."),
            widget=forms.EmailInput({"autocomplete": "email"}),
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("language of letters"), choices=settings.LANGUAGES, initial=get_language()
        )
        for question in questions:
            self.fields[question.key] = _answer_field(question)
        if consent is not None:
            self.fields["agrees"] = forms.BooleanField(label=_("I agree"))
        self.set_trap()

    def _names(self) -> dict[str, forms.Field]:
        family = _line(_("family name"), required=False, most=100, auto="family-name")
        family.help_text = _("Leave it empty if you have one name only.")
        return {"given": _line(_("given name"), required=True, most=100, auto="given-name"), "family": family}

    def _asked(self, name: str, *, required: bool) -> Iterator[tuple[str, forms.Field]]:
        if name == "latin":
            for part, label in (
                ("given_latin", _("given name, passport Latin")),
                ("family_latin", _("family name, passport Latin")),
            ):
                yield part, _line(label, required=required and part == "given_latin", most=100)
        elif name in ("sex", "group"):
            kind = Person.Sex if name == "sex" else Person.Group
            choices = [("", "—"), *(pair for pair in kind.choices if pair[0] != kind.UNKNOWN)]
            yield name, forms.ChoiceField(label=asked_name(name), required=required, choices=choices)
        elif name == "birth_year":
            latest = clock.today().year - YOUNGEST
            yield (
                name,
                forms.IntegerField(
                    label=asked_name(name), required=required, min_value=EARLIEST_BIRTH, max_value=latest
                ),
            )
        else:
            auto = {"employer": "organization", "position": "organization-title", "telephone": "tel"}
            most = {"patronymic": 100, "telephone": 40}.get(name, 200)
            yield name, _line(asked_name(name), required=required, most=most, auto=auto.get(name, ""))

    def _country(self) -> forms.ChoiceField:
        offered = queries.countries_offered()
        own = self.registering.event.country_id
        return forms.ChoiceField(
            label=_("country of work"), choices=[("", "—"), *offered], initial=own if own else ""
        )

    @property
    def asks_consent(self) -> bool:
        """Tell whether the person agrees here; somebody who is nominated does so later."""
        return "agrees" in self.fields

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people fill in, in order, without the trap and the consent."""
        return [one for one in self.visible_fields() if one.name not in ("website", "agrees")]

    def clean_email(self) -> str:
        """Refuse what is no single address."""
        email = str(self.cleaned_data["email"])
        if not mail.is_address(email):
            raise ValidationError(_("Give one e-mail address."))
        return email.lower()

    def clean_country(self) -> Country:
        """Return the country itself."""
        return queries.countries_named([self.cleaned_data["country"]])[0]

    @property
    def facts(self) -> dict[str, Any]:
        """The columns of the registration, with the answers."""
        cleaned = self.cleaned_data
        own = {question.key for question in self.questions}
        skipped = own | {"agrees", "website", "opened"}
        facts = {
            name: value for name, value in cleaned.items() if name not in skipped and value not in ("", None)
        }
        answers = {
            question.key: _plain(cleaned[question.key])
            for question in self.questions
            if question.kind != Question.Kind.FILE and cleaned.get(question.key) not in (None, "", [])
        }
        return {**facts, "answers": answers}

    @property
    def received(self) -> dict[str, tuple[str, bytes]]:
        """The files that were sent, by the key of their question."""
        found = {}
        for question in self.questions:
            file = self.cleaned_data.get(question.key) if question.kind == Question.Kind.FILE else None
            if file:
                file.seek(0)
                found[question.key] = (mail.one_line(str(file.name)), bytes(file.read()))
        return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class ReceivedFileField(forms.FileField):
    """A file from a stranger: kept only where its bytes are what its name says."""

    def clean(self, value: Any, initial: Any = None) -> Any:
        """Refuse what is too large, or no document or picture by its content."""
        file = super().clean(value, initial)
        if file:
            content = file.read(LARGEST + 1)
            if not is_acceptable(content, file.name):
                raise ValidationError(_("Send a PDF, JPEG, PNG or DOCX of 5 MB at the most, without macros."))
        return file


def _answer_field(question: Question) -> forms.Field:
    kind = Question.Kind(question.kind)
    common: dict[str, Any] = {"label": str(question), "required": question.is_required}
    choices = [(value, said(texts)) for value, texts in question.choices]
    made: Mapping[Question.Kind, Callable[[], forms.Field]] = {
        kind.LINE: lambda: forms.CharField(max_length=LONGEST["line"], **common),
        kind.TEXT: lambda: forms.CharField(
            max_length=LONGEST["text"], widget=forms.Textarea({"rows": 4}), **common
        ),
        kind.NUMBER: lambda: forms.IntegerField(min_value=-(10**9), max_value=10**9, **common),
        kind.DAY: lambda: forms.DateField(widget=DayInput(), **common),
        kind.YES_NO: lambda: forms.BooleanField(**common),
        kind.ONE: lambda: forms.ChoiceField(choices=[("", "—"), *choices], **common),
        kind.SOME: lambda: forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **common
        ),
        kind.FILE: lambda: ReceivedFileField(
            help_text=_("PDF, JPEG, PNG or DOCX, 5 MB at the most."), max_length=200, **common
        ),
    }
    return made[kind]()
