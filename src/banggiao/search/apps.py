from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "banggiao.search"
    label = "search"

    def ready(self) -> None:
        """Make the repeated job of this floor known."""
        import_module("banggiao.search.filling")
