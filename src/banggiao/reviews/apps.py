from importlib import import_module

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "banggiao.reviews"
    label = "reviews"

    def ready(self) -> None:
        import_module("banggiao.reviews.jobs")  # registers the handlers of its jobs
