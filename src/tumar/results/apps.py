from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "tumar.results"
    default_auto_field = "django.db.models.BigAutoField"
