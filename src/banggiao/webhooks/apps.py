from importlib import import_module

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "banggiao.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        import_module("banggiao.webhooks.jobs")  # registers the handlers of its jobs
