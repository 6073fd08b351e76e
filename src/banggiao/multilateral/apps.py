from importlib import import_module

from django.apps import AppConfig


class MultilateralConfig(AppConfig):
    name = "banggiao.multilateral"
    label = "multilateral"

    def ready(self) -> None:
        """Make the nouns of this room known, and the handlers of its jobs."""
        import_module("banggiao.multilateral.nouns")  # models must be ready first
        import_module("banggiao.multilateral.jobs")
