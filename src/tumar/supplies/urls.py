"""Addresses of the room."""

from django.urls import path

from tumar.supplies.views import consignments, lines

app_name = "supplies"
LINE = {"kind": "line"}
urlpatterns = [
    path("", consignments.consignments, name="consignments"),
    path("add/", consignments.add, name="add"),
    path("<path:code>/handover/", consignments.hand_over, name="hand-over"),
    path("<path:code>/evidence/add/", consignments.add_evidence, name="add-evidence"),
    path("<path:code>/lines/add/", lines.add, LINE, name="add-line"),
    path("<path:code>/lines/<int:number>/edit/", lines.edit, LINE, name="edit-line"),
    path("<path:code>/lines/<int:number>/remove/", lines.remove, LINE, name="remove-line"),
    # After the addresses of lines: a code may hold a slash, so this one would take them all.
    path("<path:code>/edit/", consignments.edit, name="edit"),
    path("<path:code>/", consignments.consignment, name="consignment"),
]
