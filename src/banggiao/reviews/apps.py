from importlib import import_module

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "banggiao.reviews"
    label = "reviews"

    def ready(self) -> None:
        for jobs in ("jobs", "model_reading", "duties"):  # registers the handlers of its jobs, its duties
            import_module(f"banggiao.reviews.{jobs}")
