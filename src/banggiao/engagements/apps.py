from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "banggiao.engagements"
    label = "engagements"

    def ready(self) -> None:
        """Make the nouns of this room known."""
        from banggiao.engagements import nouns  # noqa: F401, PLC0415 - models must be ready first
