"""Addresses at which people register for an event; anybody may open them."""

from django.urls import path

from tumar.events.views import registration

app_name = "registration"
# The fixed words first: a code is written in capitals, so none of them is one.
urlpatterns = [
    path("own/<str:token>/withdraw/", registration.give_back, name="withdraw"),
    path("own/<str:token>/event.ics", registration.calendar, name="calendar"),
    path("own/<str:token>/", registration.own, name="own"),
    path("invited/<str:token>/", registration.invited, name="invited"),
    path("received/", registration.received, name="received"),
    path("<path:code>/", registration.event, name="event"),
]
