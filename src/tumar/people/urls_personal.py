"""Addresses of what is kept about persons besides their names: documents, consent, retention, erasure."""

from django.urls import path

from tumar.people.views import consents, documents, erasure, retention, subject

urlpatterns = [
    path("consent-texts/", consents.texts, name="consent-texts"),
    path("consent-texts/add/", consents.add_text, name="add-consent-text"),
    path("consent-texts/<int:pk>/", consents.text, name="consent-text"),
    path("persons/<path:code>/consents/add/", consents.record_consent, name="record-consent"),
    path("persons/<path:code>/documents/add/", documents.add_document, name="add-document"),
    path("persons/<path:code>/documents/<int:pk>/number/", documents.see_number, name="see-number"),
    path("persons/<path:code>/documents/<int:pk>/remove/", documents.remove_document, name="remove-document"),
    path("retention/", retention.retention, name="retention"),
    path("retention/add/", retention.add_rule, name="add-retention-rule"),
    path("retention/<str:code>/", retention.edit_rule, name="retention-rule"),
    path("persons/<path:code>/export/", subject.export, name="export-person"),
    path("persons/<path:code>/erase/", erasure.erase, name="erase-person"),
]
