from importlib import import_module

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "banggiao.reminders"
    label = "reminders"

    def ready(self) -> None:
        import_module("banggiao.reminders.jobs")  # registers the handlers of its jobs
