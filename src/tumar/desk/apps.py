from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tumar.desk"
    default_auto_field = "django.db.models.BigAutoField"
