"""The resource library: resources added, amended, their files replaced."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import files
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network import rules
from tumar.network.actions import numbered
from tumar.network.models import Resource

EDIT = Permission.NETWORK_RESOURCE_EDIT


def _words(resource: Resource) -> Iterable[str]:
    organisation = str(resource.organisation) if resource.organisation_id else ""
    told = [*resource.title.values(), resource.code, resource.authors, organisation]
    return [*told, *(text[:200] for text in resource.description.values())]


def _check(resource: Resource) -> None:
    """Refuse to hand to everybody a file whose licence does not allow it."""
    if resource.is_public and resource.file_id and not rules.may_be_handed_on(resource.licence):
        sentence = _(
            "This licence does not let us give the file to everybody. Say where it is, without a file."
        )
        raise Invalid([Fault("licence", sentence)])


def _with_file(facts: Mapping[str, Any], content: bytes | None, name: str) -> dict[str, Any]:
    return dict(facts) if content is None else {**facts, "file": files.keep(content, name=name)}


@retrying
def add_resource(
    facts: Mapping[str, Any], *, by: Scope, content: bytes | None = None, name: str = ""
) -> Resource:
    """Add a resource with its file, or with the place where it is."""
    country = facts.get("country")
    by.require(EDIT, country.pk if country else None)
    with transaction.atomic():
        resource = Resource(**_with_file(facts, content, name))
        _check(resource)
        added = numbered.add(resource, _words, prefix="LIB", by=by, verb="network.resource.added")
        if added.file:
            files.attach(added.file, about=added.label, by=by)
    return added


@retrying
def amend_resource(
    resource: Resource,
    changes: Mapping[str, Any],
    *,
    version: int,
    by: Scope,
    reason: str = "",
    content: bytes | None = None,
    name: str = "",
) -> Resource:
    """Change a resource that nobody changed since `version`; an earlier file stays with its evidence."""
    country = changes.get("country", resource.country)
    by.require(EDIT, resource.country_id, country.pk if country else None)
    with transaction.atomic():
        given = _with_file(changes, content, name)
        verb = "network.resource.amended"
        amended = numbered.amend(resource, given, _words, version=version, by=by, verb=verb, reason=reason)
        _check(amended)
        if content is not None and amended.file:
            files.attach(amended.file, about=amended.label, by=by)
    return amended
