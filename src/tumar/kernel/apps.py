from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "tumar.kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.kernel.merging.labelled import declare_rules

        declare_rules()
