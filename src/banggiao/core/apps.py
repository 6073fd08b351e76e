from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "banggiao.core"
    label = "core"

    def ready(self) -> None:
        """Make the repeated jobs of this floor known."""
        import_module("banggiao.core.sealing")
