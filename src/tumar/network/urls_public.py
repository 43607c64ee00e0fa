"""Addresses of the room that strangers may open: writing to somebody who agreed to be found."""

from django.urls import path

from tumar.network.views import contact

app_name = "contact"
urlpatterns = [
    path("written/", contact.written, name="written"),
    path("<path:code>/", contact.write, name="write"),
]
