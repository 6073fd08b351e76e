from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "banggiao.api"
    verbose_name = "Giao diện lập trình"
