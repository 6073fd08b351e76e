from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "banggiao.core"
    label = "core"
