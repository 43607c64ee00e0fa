from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tumar.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.people.actions.relations import declare_rules

        declare_rules()
