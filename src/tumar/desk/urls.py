"""Addresses of the room."""

from django.urls import path

from tumar.desk import urls_import, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("journal/", views.journal, name="journal"),
    path("files/<str:sha256>/", views.file, name="file"),
    path("language/", views.set_language, name="set-language"),
    path("theme/", views.set_theme, name="set-theme"),
    *urls_import.urlpatterns,
]
