"""Addresses of the field page; a worker rules what lies under its own folder, so all of it lies here."""

from django.urls import path

from tumar.field import views

app_name = "field"
urlpatterns = [
    path("", views.halls, name="halls"),
    path("worker.js", views.worker, name="worker"),
    path("field.webmanifest", views.manifest, name="manifest"),
    path("token/", views.token, name="token"),
    path("<path:code>/roster.json", views.roster, name="roster"),
    path("<path:code>/batch/", views.batch, name="batch"),
    path("<path:code>/", views.hall, name="hall"),
]
