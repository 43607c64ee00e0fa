"""Writing to somebody in the directory, whose address stays hidden; open to strangers for public entries."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import limits
from tumar.kernel.doors import require_form
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid
from tumar.network.actions import contact as actions
from tumar.network.forms.directory import ContactForm
from tumar.network.queries import directory as queries


@require_form
def write(request: Request, code: str) -> HttpResponse:
    """Show the form, or keep and forward the message; a program that fills in everything is thanked, too."""
    entry = get_object_or_404(queries.open_to(request.scope).select_related("owner"), code=code)
    form = ContactForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return HttpResponseRedirect(reverse("contact:written"))
        try:
            actions.write_to(entry, sender=limits.address_of(request), **form.message)
        except actions.TooManyMessages as refusal:
            form.add_error(None, str(refusal))
            status = 429
        except Invalid as refusal:
            for fault in refusal.faults:
                form.add_error(fault.field if fault.field in form.fields else None, fault.message)
        else:
            return HttpResponseRedirect(reverse("contact:written"))
    context = {"form": form, "entry": entry, "title": _("Write to %(name)s") % {"name": entry}}
    return render(request, "network/write.html", context, status=status)


@require_safe
def written(request: Request) -> HttpResponse:
    """Thank for a message."""
    return render(request, "network/written.html", {"title": _("Thank you")})
