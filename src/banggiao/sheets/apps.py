from importlib import import_module

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "banggiao.sheets"
    label = "sheets"

    def ready(self) -> None:
        import_module("banggiao.sheets.jobs")  # registers the handlers of its jobs
