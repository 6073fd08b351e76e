from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "banggiao.instruments"
    label = "instruments"
