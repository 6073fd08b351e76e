from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "banggiao.actors"
    label = "actors"
