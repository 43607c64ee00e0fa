"""Addresses of the room; anybody may open them."""

from django.urls import URLPattern, path

from tumar.portal import views, views_network

app_name = "portal"


def _pages(at: str, named: str) -> list[URLPattern]:
    return [
        path(f"{at}figures/<str:indicator>/lines.<str:kind>", views.lines, name=f"{named}lines"),
        path(f"{at}figures/<str:indicator>/", views.figure, name=f"{named}figure"),
        path(f"{at}factsheet.<str:kind>", views.file, name=f"{named}file"),
        path(at, views.factsheet, name=f"{named}factsheet"),
    ]


# Codes may hold a slash, so the longer addresses come first.
urlpatterns = [
    path("", views.home, name="home"),
    path("calendar/", views_network.calendar_month, name="calendar"),
    path("calendar.ics", views_network.calendar_file, name="calendar-file"),
    path("library/", views_network.resources, name="library"),
    path("library/<path:code>/file/", views_network.resource_file, name="resource-file"),
    path("library/<path:code>/", views_network.resource, name="resource"),
    path("news/", views_network.news, name="news"),
    path("news.atom", views_network.news_feed, name="news-feed"),
    path("news/<path:code>/", views_network.announcement, name="announcement"),
    path("people/", views_network.people, name="directory"),
    path("people/<path:code>/", views_network.entry, name="entry"),
    *_pages("programmes/<path:code>/editions/<path:wanted>/", "edition-"),
    *_pages("programmes/<path:code>/", ""),
]
