from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tumar.programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.programmes.actions.merging import declare_rules

        declare_rules()
