"""Every address, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("tumar.portal.urls")),
    path("write/", include("tumar.network.urls_public")),
    path("register/", include("tumar.events.urls_public")),
    path("evaluation/", include("tumar.events.urls_evaluation")),
    path("account/", include("tumar.people.sign_in_urls")),
    path("field/", include("tumar.field.urls")),
    path("desk/", include("tumar.desk.urls")),
    path("desk/places/", include("tumar.places.urls")),
    path("desk/people/", include("tumar.people.urls")),
    path("desk/programmes/", include("tumar.programmes.urls")),
    path("desk/events/", include("tumar.events.urls")),
    path("desk/network/", include("tumar.network.urls")),
    path("desk/law/", include("tumar.law.urls")),
    path("desk/training/", include("tumar.training.urls")),
    path("desk/supplies/", include("tumar.supplies.urls")),
    path("desk/results/", include("tumar.results.urls")),
]

handler404 = "tumar.desk.views.not_found"
handler500 = "tumar.desk.views.failed"
