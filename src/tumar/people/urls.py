"""Addresses of the room."""

from django.urls import path

from tumar.people import urls_personal
from tumar.people.views import accounts, duplicates, matching, merging, organisations, persons, profile

app_name = "people"
urlpatterns = [
    *urls_personal.urlpatterns,
    path("", persons.persons, name="persons"),
    path("matching/", matching.matching, name="matching"),
    path("matching/learn/", matching.learn, name="learn-weights"),
    path("persons/add/", persons.add_person, name="add-person"),
    path("persons/<path:code>/merge/", merging.merge_person, name="merge-person"),
    path("persons/<path:code>/edit/", persons.edit_person, name="edit-person"),
    path("persons/<path:code>/", persons.person, name="person"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add-organisation"),
    path("organisations/<path:code>/merge/", merging.merge_organisation, name="merge-organisation"),
    path("organisations/<path:code>/edit/", organisations.edit_organisation, name="edit-organisation"),
    path("organisations/<path:code>/", organisations.organisation, name="organisation"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:pk>/", merging.merge, name="merge"),
    path("merges/<int:pk>/undo/", merging.undo_merge, name="undo-merge"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/next/", duplicates.next_duplicate, name="next-duplicate"),
    path("duplicates/<int:pk>/", duplicates.duplicate, name="duplicate"),
    path("duplicates/apart/", duplicates.kept_apart, name="kept-apart"),
    path("duplicates/apart/<int:pk>/", duplicates.take_back, name="take-back"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/add/", accounts.add_account, name="add-account"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/roles/add/", accounts.grant_role, name="grant-role"),
    path("accounts/<int:pk>/roles/<int:role>/end/", accounts.end_role, name="end-role"),
    path("accounts/<int:pk>/deactivate/", accounts.deactivate, name="deactivate-account"),
    path("accounts/<int:pk>/reactivate/", accounts.reactivate, name="reactivate-account"),
    path("accounts/<int:pk>/link/", accounts.make_sign_in_link, name="make-sign-in-link"),
    path("me/", profile.profile, name="profile"),
]
