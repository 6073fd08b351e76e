from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "banggiao.sources"
    label = "sources"
