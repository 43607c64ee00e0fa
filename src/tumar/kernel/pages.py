"""The three shapes of a desk page: a list, a record, a form; every room uses them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from tumar.kernel import files, journal, lists, sheets
from tumar.kernel.incoming.rows import origins
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid, Stale
from tumar.kernel.scope import Scope
from tumar.kernel.standing import merged_labels

JOURNAL_SHOWN = 20


class Request(HttpRequest):
    """A request after the middleware gave it its scope."""

    scope: Scope
    htmx: Any


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """The shape of one record's input; carries the version that was seen, and a reason for the journal."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(required=False, max_length=500)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].label = _("Reason for the change")
        self.fields["reason"].help_text = _("Kept in the journal.")
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
        else:
            del self.fields["reason"]

    def _post_clean(self) -> None:
        """Leave the instance alone: the action builds or amends the record and checks it."""

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned values that belong to the record itself."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"seen_version", "reason"} and name in self.base_fields
        }

    @property
    def version_and_reason(self) -> dict[str, Any]:
        """Which version was seen, and why it is changed."""
        return {"version": self.cleaned_data["seen_version"] or 0, "reason": self.cleaned_data["reason"]}


class CodedForm(RecordForm):
    """A record's form; the code is typed once, since journal and evidence point to the record by it."""

    IS_CODE_PROPOSED = True

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.instance.pk:
            del self.fields["code"]
        elif self.IS_CODE_PROPOSED:
            self.fields["code"].required = False
            self.fields["code"].help_text = _("Leave it empty and the next one is given.")


class ReasonForm(forms.Form):
    """Why something is done, for the journal."""

    reason = forms.CharField(required=False, max_length=500)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].label = _("Reason for the change")
        self.fields["reason"].help_text = _("Kept in the journal.")


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, though it be nothing; None where a page is only asked for."""
    return request.POST if request.method == "POST" else None


def number_asked(text: str) -> int:
    """Return the number that an address asks for, 0 for anything that is no number of a page."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def list_page(
    request: Request,
    page: lists.ListPage,
    rows: QuerySet[Any],
    *,
    template: str = "kernel/list.html",
    **context: Any,
) -> HttpResponse | StreamingHttpResponse:
    """Answer with one page of a list, or with all of its rows as XLSX or CSV."""
    kind = request.GET.get("format")
    if kind in {"xlsx", "csv"}:
        page = page.open_to(request.scope, download=True)
        return export(
            page,
            lists.ordered(page, lists.narrowed(page, rows, request.GET, request.scope), request.GET),
            kind,
        )
    shown = lists.shown(page, rows, request.GET, request.scope)
    if request.headers.get("HX-Target") == "list":
        template = "kernel/_list.html"
    response = render(request, template, {"list": shown, "title": page.title, **context})
    # One address, two answers: without this the browser's way back shows the bare list.
    patch_vary_headers(response, ["HX-Target"])
    return response


def export(page: lists.ListPage, rows: QuerySet[Any], kind: str) -> StreamingHttpResponse:
    """Return all rows of the list as a download."""
    headers = [str(column.label) for column in page.columns]
    values = ([column.value(row) for column in page.columns] for row in rows.iterator(chunk_size=2000))
    if kind == "csv":
        response = StreamingHttpResponse(
            sheets.csv_lines(headers, values), content_type="text/csv; charset=utf-8"
        )
    else:
        response = StreamingHttpResponse(
            sheets.write_xlsx(str(page.title), headers, values), content_type=sheets.XLSX_TYPE
        )
    response.headers["Content-Disposition"] = f'attachment; filename="{page.name}.{kind}"'
    return response


def record_page(request: Request, record: Record, template: str, **context: Any) -> HttpResponse:
    """Answer with one record's page: its facts, its evidence files and, for those who may, its journal."""
    may_see_journal = request.scope.allows_somewhere(Permission.KERNEL_JOURNAL_VIEW)
    labels = [record.label, *merged_labels(record)]
    entries = journal.about(*labels)[:JOURNAL_SHOWN] if may_see_journal else None
    return render(
        request,
        template,
        {
            "record": record,
            "title": str(record),
            "journal": entries,
            "evidence": files.of(record.label),
            "origins": origins(record.label, request.scope),
            **context,
        },
    )


def form_page(
    request: Request,
    form: forms.BaseForm,
    save: Callable[[], Any],
    *,
    title: Any,
    done: Callable[[Any], str],
    template: str = "kernel/form.html",
    said: str = "",
    **context: Any,
) -> HttpResponse:
    """Show a form, or carry out its action and go on; a refusal comes back beside the field it is about."""
    if request.method == "POST" and form.is_valid():
        try:
            record = save()
        except Invalid as refusal:
            for fault in refusal.faults:
                form.add_error(fault.field if fault.field in form.fields else None, fault.message)
        except Stale as refusal:
            context["stale"] = refusal
            context["latest"] = journal.about(refusal.label).first()
        else:
            messages.success(request, said or _("Saved."))
            return HttpResponseRedirect(done(record))
    status = 409 if "stale" in context else 422 if form.is_bound else 200
    return render(request, template, {"form": form, "title": title, **context}, status=status)


def reason_page(
    request: Request,
    act: Callable[..., Any],
    *,
    title: Any,
    done: Callable[[Any], str],
    asked: type[forms.Form] = ReasonForm,
    **context: Any,
) -> HttpResponse:
    """Ask why something is done, or do it: `act` is given the acting scope as `by`, and the `reason`."""
    form = asked(posted(request))
    return form_page(
        request,
        form,
        lambda: act(by=request.scope, reason=form.cleaned_data["reason"]),
        title=title,
        done=done,
        **context,
    )


def remove_page(
    request: Request, act: Callable[..., Any], *, title: Any, done: Callable[[Any], str], cancel: str
) -> HttpResponse:
    """Ask why something is removed, or remove it, as `reason_page` does."""
    told = _("Removed. The journal keeps what it said.")
    return reason_page(request, act, title=title, done=done, said=told, cancel=cancel, save_label=_("Remove"))
