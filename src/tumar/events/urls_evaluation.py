"""Addresses at which people say what they thought of an event; anybody who has one may open it."""

from django.urls import path

from tumar.events.views import answering

app_name = "evaluation"
urlpatterns = [
    path("own/<str:token>/", answering.link, name="link"),
    path("thanks/", answering.thanks, name="thanks"),
    # Tokens are longer than the words above.
    path("<str:token>/", answering.hall, name="hall"),
]
