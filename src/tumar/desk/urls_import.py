"""Addresses of workbooks, lists and jobs, taken up by the room's own addresses."""

from django.urls import path

from tumar.desk import views_import as views
from tumar.desk import views_lists as lists

urlpatterns = [
    path("import/", views.send, name="import"),
    path("import/<uuid:key>/", views.report, name="import-report"),
    path("import/<uuid:key>/confirm/", views.confirm, name="import-confirm"),
    path("lists/", lists.received, name="lists"),
    path("lists/send/", lists.send, name="send-list"),
    path("lists/<uuid:key>/", lists.show, name="list"),
    path("lists/<uuid:key>/read/", lists.read_again, name="list-read"),
    path("lists/<uuid:key>/columns/", lists.columns, name="list-columns"),
    path("lists/<uuid:key>/preview/", lists.preview, name="list-preview"),
    path("lists/<uuid:key>/decide/", lists.decide, name="list-decide"),
    path("lists/<uuid:key>/import/", lists.commit, name="list-commit"),
    path("lists/<uuid:key>/undo/", lists.undo, name="list-undo"),
    path("jobs/<uuid:key>/", views.watch, name="job"),
]
