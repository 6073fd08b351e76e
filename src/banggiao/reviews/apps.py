from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "banggiao.reviews"
    label = "reviews"
