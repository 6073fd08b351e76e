from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "banggiao.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Make the nouns of this room known."""
        from banggiao.instruments import nouns  # noqa: F401, PLC0415 - models must be ready first
