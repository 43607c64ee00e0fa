"""The three pages on which the parts of a record are added, edited and removed; every room uses them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tumar.kernel import pages
from tumar.kernel.pages import ReasonForm, Request
from tumar.kernel.parts import Parts, version_of
from tumar.kernel.scope import Scope


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """One part of a record: says in which words it is added; of one that is there, what was seen and why."""

    ADD: Any = ""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(required=False, max_length=500)

    def __init__(self, *arguments: Any, record: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.record, self.scope = record, scope
        self.fields["reason"].label = _("Reason for the change")
        self.fields["reason"].help_text = _("Kept in the journal.")
        if self.instance.pk:
            self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])
            self.initial["seen_version"] = version_of(self.instance)
        else:
            del self.fields["reason"], self.fields["seen_version"]
        self.offer()

    def offer(self) -> None:
        """Fill the choices that depend on the record and the scope."""

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds or amends the part and checks it."""

    @property
    def facts(self) -> dict[str, Any]:
        """The part's own columns."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"seen_version", "reason"}
        }

    @property
    def version_and_reason(self) -> dict[str, Any]:
        """What the part looked like, and why it is changed."""
        return {"version": self.cleaned_data["seen_version"] or 0, "reason": self.cleaned_data["reason"]}


class RemoveForm(ReasonForm):
    """Why something is removed or withdrawn, and which version of it was seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def version_and_reason(self) -> dict[str, Any]:
        """Which version was seen, and why."""
        return {"version": self.cleaned_data["seen_version"], "reason": self.cleaned_data["reason"]}


def remove_part_page(
    request: Request, parts: Parts, part: Any, *, done: Callable[[Any], str], cancel: str
) -> HttpResponse:
    """Ask why a part is removed, or remove it unless somebody changed it since it was looked at."""
    form = RemoveForm(pages.posted(request), initial={"seen_version": version_of(part)})
    return pages.form_page(
        request,
        form,
        lambda: parts.remove(part, by=request.scope, **form.version_and_reason),
        title=_("Remove %(name)s") % {"name": part},
        done=done,
        said=_("Removed. The journal keeps what it said."),
        cancel=cancel,
        save_label=_("Remove"),
    )


@dataclass(frozen=True)
class PartPages:
    """The pages of one kind of record's parts.

    `forms` has one form for each kind of part, by the word that stands in the address; `record` finds the
    record by its code and refuses whoever may not change it; `rows` gives its parts of one kind; `done` is
    the page that shows them. The last word of the address, a number or a key, is a column of the part.
    """

    parts: Parts
    forms: Mapping[str, type[PartForm]]
    record: Callable[[Request, str], Any]
    rows: Callable[[Any, str], Any]
    done: Callable[[Any], str]

    def add(self, request: Request, code: str, kind: str) -> HttpResponse:
        """Show the form of a new part, or add it."""
        record = self._record(request, code, kind)
        form = self.forms[kind](
            request.POST or None, request.FILES or None, record=record, scope=request.scope
        )

        def save() -> Any:
            self.save_new(kind, record, form, by=request.scope)
            return record

        return pages.form_page(request, form, save, title=form.ADD, done=self.done, cancel=self.done(record))

    def save_new(self, kind: str, record: Any, form: Any, *, by: Scope) -> None:
        """Add what the form gave."""
        table: type[Model] = form._meta.model
        self.parts.add(table, record, form.facts, by=by)

    def edit(self, request: Request, code: str, kind: str, **key: int) -> HttpResponse:
        """Show the form of a part, or amend it."""
        record = self._record(request, code, kind)
        part: Any = get_object_or_404(self.rows(record, kind), **key)
        form = self.forms[kind](request.POST or None, instance=part, record=record, scope=request.scope)

        def save() -> Any:
            self.parts.amend(part, form.facts, by=request.scope, **form.version_and_reason)
            return record

        title = _("Edit %(name)s") % {"name": part}
        return pages.form_page(request, form, save, title=title, done=self.done, cancel=self.done(record))

    def remove(self, request: Request, code: str, kind: str, **key: int) -> HttpResponse:
        """Ask why a part is removed, or remove it."""
        record = self._record(request, code, kind)
        part: Any = get_object_or_404(self.rows(record, kind), **key)
        return remove_part_page(request, self.parts, part, done=self.done, cancel=self.done(record))

    def _record(self, request: Request, code: str, kind: str) -> Any:
        if kind not in self.forms:
            raise Http404(kind)
        return self.record(request, code)
