from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "tumar.network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tumar.events.reporting import add_chapter
        from tumar.network.actions.merging import declare_rules
        from tumar.network.exports.report import decisions_chapter

        declare_rules()
        add_chapter("decisions", decisions_chapter)
