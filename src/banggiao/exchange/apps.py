from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "banggiao.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the nouns of this room known."""
        import_module("banggiao.exchange.nouns")  # models must be ready first
