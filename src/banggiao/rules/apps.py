from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "banggiao.rules"
    label = "rules"

    def ready(self) -> None:
        """Make the nouns of this room known."""
        from banggiao.rules import nouns  # noqa: F401, PLC0415 - models must be ready first
