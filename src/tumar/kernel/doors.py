"""Who may come in: a signed-in person with a permission; strangers are led to the entrance."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_http_methods

from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied

View = Callable[..., HttpResponseBase]

VIEWING = ".view"
# A page with a form is looked at, and sent back.
require_form = require_http_methods(["GET", "HEAD", "POST"])


def signed_in(*permissions: Permission) -> Callable[[View], View]:
    """Send strangers to the sign-in page, and refuse whoever holds none of the permissions anywhere.

    Whoever may view nothing of a kind is not told whether one record of it exists: that is 404, not 403.
    """
    are_for_viewing = all(one.endswith(VIEWING) for one in permissions)

    def guard(view: View) -> View:
        @wraps(view)
        def entered(request: Any, *arguments: Any, **named: Any) -> HttpResponseBase:
            if permissions and not any(request.scope.allows_somewhere(one) for one in permissions):
                if named and are_for_viewing:
                    raise Http404
                raise Denied(permissions[0])
            return view(request, *arguments, **named)

        return login_required(entered)

    return guard
