"""Addresses of the room."""

from django.urls import path

from tumar.law.urls_reforms import patterns as reforms
from tumar.law.urls_rounds import patterns as rounds
from tumar.law.views import amending, comparing, facts, library, parts, search, structure, versions

app_name = "law"
TEXT = "instruments/<path:code>/languages/<int:language>/"
VERSION = f"{TEXT}versions/<int:number>/"

urlpatterns = [
    *rounds,
    *reforms,
    path("", library.instruments, name="instruments"),
    path("records.xlsx", library.records, name="records"),
    path("search/", search.search, name="search"),
    path("treaties/", facts.treaties, name="treaties"),
    path("treaties/acts/", facts.treaty_acts, name="treaty-acts"),
    path("treaties/add/", facts.record_treaty_act, name="record-treaty-act"),
    path("treaties/<int:pk>/edit/", facts.edit_treaty_act, name="edit-treaty-act"),
    path("treaties/<int:pk>/remove/", facts.remove_treaty_act, name="remove-treaty-act"),
    path("coverage/", facts.coverage, name="coverage"),
    path("coverage/add/", facts.record_coverage, name="record-coverage"),
    path("coverage/<int:pk>/edit/", facts.edit_coverage, name="edit-coverage"),
    path("coverage/<int:pk>/remove/", facts.remove_coverage, name="remove-coverage"),
    path("instruments/add/", library.add, name="add-instrument"),
    path(f"{TEXT}receive/", versions.receive, name="receive"),
    path(f"{VERSION}read/", versions.read_again, name="read-again"),
    path(f"{VERSION}structure/", structure.structure, name="structure"),
    path(f"{VERSION}correct/", structure.correct, name="correct"),
    path(f"{VERSION}corrections/<int:correction>/undo/", structure.undo, name="undo-correction"),
    path(f"{VERSION}confirm/", versions.confirm, name="confirm-version"),
    path(f"{VERSION}withdraw/", versions.withdraw, name="withdraw-version"),
    path(f"{VERSION}akn.xml", versions.akn_file, name="akn"),
    path(f"{VERSION}amend/", amending.amend, name="amend-text"),
    path(f"{VERSION}proposals/", amending.proposals, name="proposals"),
    path(f"{VERSION}proposals/<int:proposal>/", amending.decide, name="decide-proposal"),
    path(VERSION, versions.version, name="version"),
    path("instruments/<path:code>/<str:kind>/add/", parts.add, name="add-part"),
    path("instruments/<path:code>/<str:kind>/<int:number>/edit/", parts.edit, name="edit-part"),
    path("instruments/<path:code>/<str:kind>/<int:number>/remove/", parts.remove, name="remove-part"),
    # After the addresses of parts: a code may hold a slash, so these would take them.
    path("instruments/<path:code>/text/", versions.text, name="text"),
    path("instruments/<path:code>/compare/", comparing.compare, name="compare"),
    path("instruments/<path:code>/side-by-side/", comparing.aligned, name="aligned"),
    path("instruments/<path:code>/edit/", library.edit, name="edit-instrument"),
    path("instruments/<path:code>/withdraw/", library.withdraw, name="withdraw-instrument"),
    path("instruments/<path:code>/", library.instrument, name="instrument"),
]
