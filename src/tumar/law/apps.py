from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "tumar.law"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.law.actions.merging import declare_rules

        declare_rules()
