from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "banggiao.sources"
    label = "sources"

    def ready(self) -> None:
        """Make the nouns and the repeated jobs of this room known."""
        from banggiao.sources import nouns, retention  # noqa: F401, PLC0415 - models must be ready first
