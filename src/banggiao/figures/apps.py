from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "banggiao.figures"
    label = "figures"

    def ready(self) -> None:
        """Make the nouns of this room known."""
        from banggiao.figures import nouns  # noqa: F401, PLC0415 - models must be ready first
