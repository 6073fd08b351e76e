from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "banggiao.access"
    label = "access"
