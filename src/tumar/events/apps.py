from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "tumar.events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.events.actions.merging import declare_rules

        declare_rules()
