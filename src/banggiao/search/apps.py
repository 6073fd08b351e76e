from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "banggiao.search"
    label = "search"
