"""What happens to every request: its scope, its refusals, its security headers, its designation notes."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from tumar.kernel.refusals import Denied
from tumar.people import queries as people
from tumar.places import designations

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    ]
)
NOTES_HERE = b"<!-- designation notes -->"


def content_security(get_response: GetResponse) -> GetResponse:
    """Send the same strict policy with every answer: nothing inline, nothing foreign."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return answer


def heads_without_bodies(get_response: GetResponse) -> GetResponse:
    """Answer HEAD with the headers of the page and nothing more, as servers expect of us."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            length = len(response.content)
            response.content = b""
            response.headers["Content-Length"] = str(length)
        return response

    return answer


def scope_of_the_request(get_response: GetResponse) -> GetResponse:
    """Give the request its scope, built by one query when it is first asked for."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.scope = SimpleLazyObject(lambda: people.scope_of(request.user))  # type: ignore[attr-defined]
        return get_response(request)

    return answer


class refusals_as_pages:
    """Turn a refusal by an action into 403 with a page that says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Denied):
            if not request.user.is_authenticated:
                raise Http404 from exception
            return render(request, "403.html", status=403)
        return None


def designation_notes(get_response: GetResponse) -> GetResponse:
    """Print the note of every designated territory that the finished page names, whoever wrote the name."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not response.streaming and is_page and NOTES_HERE in response.content:
            text = response.content.decode(response.charset)
            language = get_language() or "en"
            notes = designations.note_lines(designations.named_in(text), language)
            printed = "".join(f"<p>{note}</p>" for note in notes)
            response.content = text.replace(NOTES_HERE.decode(), printed)
        return response

    return answer
