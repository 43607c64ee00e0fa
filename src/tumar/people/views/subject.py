"""The archive of all that is held about a person, for that person."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.people import queries
from tumar.people.actions import subject as actions


@signed_in(Permission.PEOPLE_PERSON_VIEW)
@require_POST
@never_cache
def export(request: Request, code: str) -> HttpResponse:
    """Give the archive; that it was made stands in the journal."""
    person = get_object_or_404(queries.persons(request.scope), code=code)
    request.scope.require(Permission.PEOPLE_PERSON_EXPORT, person.country_id)
    asked = request.POST.get("language", "")
    known = dict(settings.LANGUAGES)
    language = asked if asked in known else actions.language_of(person, get_language() or "en")
    archive = actions.export_person(person, by=request.scope, language=language)
    response = HttpResponse(archive, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{person.code}.zip"'
    return response
