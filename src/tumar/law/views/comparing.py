"""Two versions of an instrument held against each other, and two languages side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request, number_asked
from tumar.law.queries import aligning, versions
from tumar.law.queries import comparing as queries
from tumar.law.views.library import found


@signed_in()
@require_safe
def compare(request: Request, code: str) -> HttpResponse:
    """Show what changed between two confirmed versions of one text, provision by provision."""
    one = found(request, code)
    rows = versions.confirmed(one, request.scope)
    old = queries.chosen(rows, request.GET.get("old", ""))
    new = queries.chosen(rows, request.GET.get("new", ""))
    context: dict[str, Any] = {"title": str(one), "instrument": one, "versions": list(rows)}
    if old is None or new is None:
        pair = queries.usual_pair(context["versions"])
        if pair is None:
            context["message"] = _("There are no two confirmed versions of one text to compare yet.")
            return render(request, "law/compare.html", context)
        old, new = pair
    if old.expression.language != new.expression.language:
        context["message"] = _("These are two languages: look at them side by side instead.")
    elif old.pk == new.pk:
        context["message"] = _("Choose two different versions.")
    else:
        context["compared"] = found_changes = queries.compared(old, new)
        shown = queries.page_of(found_changes, number_asked(request.GET.get("page", "")))
        context["sheet"] = shown
        context["changes"] = [each for each in shown.rows if not each.is_editorial]
        context["editorial"] = [each for each in shown.rows if each.is_editorial]
    return render(request, "law/compare.html", context)


@signed_in()
@require_safe
def aligned(request: Request, code: str) -> HttpResponse:
    """Show two texts of an instrument side by side, provision by provision."""
    one = found(request, code)
    rows = versions.confirmed(one, request.scope)
    left = queries.chosen(rows, request.GET.get("left", ""))
    right = queries.chosen(rows, request.GET.get("right", ""))
    context: dict[str, Any] = {"title": str(one), "instrument": one, "versions": list(rows)}
    if left is None or right is None:
        pair = aligning.usual_pair(context["versions"])
        if pair is None:
            context["message"] = _("There are no confirmed texts in two languages yet.")
            return render(request, "law/aligned.html", context)
        left, right = pair
    if left.pk == right.pk:
        context["message"] = _("Choose two different versions.")
    else:
        context["beside"] = beside = aligning.side_by_side(left, right)
        near, page = request.GET.get("near", ""), number_asked(request.GET.get("page", ""))
        context["sheet"] = aligning.page_of(beside, page, near="" if page else near)
    return render(request, "law/aligned.html", context)
