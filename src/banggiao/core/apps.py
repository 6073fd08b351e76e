from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _make_the_public_label(using: str, **_: Any) -> None:
    import_module("banggiao.core.access").public_label_make(using)


class CoreConfig(AppConfig):
    name = "banggiao.core"
    label = "core"

    def ready(self) -> None:
        """Make the repeated jobs of this floor known, and the public label wherever tables are emptied."""
        import_module("banggiao.core.sealing")
        import_module("banggiao.core.statistics")
        post_migrate.connect(_make_the_public_label, sender=self)
