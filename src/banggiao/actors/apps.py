from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "banggiao.actors"
    label = "actors"

    def ready(self) -> None:
        """Make the nouns of this room known."""
        from banggiao.actors import nouns  # noqa: F401, PLC0415 - models must be ready first
