"""Addresses of the room."""

from django.urls import path

from tumar.training import views

app_name = "training"
urlpatterns = [
    path("", views.trainers, name="trainers"),
    path("trainers/<path:code>/", views.trainer, name="trainer"),
    path("qualifications/", views.qualifications, name="qualifications"),
    path("qualifications/add/", views.add_qualification, name="add-qualification"),
    path("qualifications/<path:code>/edit/", views.edit_qualification, name="edit-qualification"),
    path("qualifications/<path:code>/", views.qualification, name="qualification"),
]
