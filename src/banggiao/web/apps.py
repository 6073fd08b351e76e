from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "banggiao.web"
    label = "web"
