from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    name = "tumar.supplies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.supplies.actions.merging import declare_rules

        declare_rules()
