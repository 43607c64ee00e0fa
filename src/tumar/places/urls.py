"""Addresses of the room."""

from django.urls import path

from tumar.places import views

app_name = "places"
urlpatterns = [
    path("", views.countries, name="countries"),
    path("countries/<str:code>/", views.country, name="country"),
    path("groupings/", views.groupings, name="groupings"),
    path("groupings/<str:code>/", views.grouping, name="grouping"),
    path("groupings/<str:code>/add/", views.add_membership, name="add-membership"),
    path("groupings/<str:code>/members/<int:pk>/end/", views.end_membership, name="end-membership"),
    path("rates/", views.exchange_rates, name="rates"),
    path("rates/add/", views.add_rate, name="add-rate"),
]
