"""Addresses of the room."""

from django.urls import path

from tumar.programmes.views import parts, programmes, responses

app_name = "programmes"
urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("add/", programmes.add_programme, name="add-programme"),
    path("responses/", responses.responses, name="responses"),
    path("responses/add/", responses.add_response, name="add-response"),
    path("responses/<path:code>/edit/", responses.edit_response, name="edit-response"),
    path("responses/<path:code>/", responses.response, name="response"),
    path("of/<path:code>/<str:kind>/add/", parts.add_part, name="add-part"),
    path("of/<path:code>/<str:kind>/<int:pk>/edit/", parts.edit_part, name="edit-part"),
    path("of/<path:code>/<str:kind>/<int:pk>/remove/", parts.remove_part, name="remove-part"),
    # After the addresses of parts: a code may hold a slash, so this one would take them all.
    path("of/<path:code>/edit/", programmes.edit_programme, name="edit-programme"),
    path("of/<path:code>/", programmes.programme, name="programme"),
]
