from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "tumar.portal"
    default_auto_field = "django.db.models.BigAutoField"
