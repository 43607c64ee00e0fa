from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "tumar.training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.training.actions.merging import declare_rules

        declare_rules()
