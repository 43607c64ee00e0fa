"""Addresses of the room."""

from django.urls import path

from tumar.results.views import editions, live

app_name = "results"
urlpatterns = [
    path("", live.overview, name="overview"),
    path("freezing/<uuid:key>/", editions.freezing, name="freezing"),
    path("editions/<path:code>/lines/<str:indicator>/", editions.lines, name="edition-lines"),
    path("editions/<path:code>/publish/", editions.publish, name="publish"),
    path("editions/<path:code>/verify/", editions.verify, name="verify"),
    path("editions/<path:code>/compare/", editions.compare, name="compare"),
    path("editions/<path:code>/sealed/", editions.sealed, name="sealed"),
    path("editions/<path:code>/", editions.edition, name="edition"),
    path("programmes/<path:code>/figures/<str:indicator>/lines/", live.lines, name="lines"),
    path("programmes/<path:code>/figures/<str:indicator>/", live.figure, name="figure"),
    path("programmes/<path:code>/editions/", editions.editions, name="editions"),
    path("programmes/<path:code>/freeze/", editions.freeze, name="freeze"),
    path("programmes/<path:code>/", live.programme, name="programme"),
]
