"""What in the database points at a table, found by looking at the models and not by remembering them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key, or a link to several, of ``model`` that points at a record."""

    model: Any
    field: str
    many: bool

    @property
    def name(self) -> str:
        """The relation as descriptions name it: "app.Model.field"."""
        return f"{self.model._meta.label}.{self.field}"

    @property
    def noun(self) -> Noun | None:
        """The noun whose records point, None where they are of none."""
        if not issubclass(self.model, NounRecord):
            return None
        code = getattr(self.model, "noun_code", "")
        return noun_of(code) if code else None

    def title(self, language: str) -> str:
        """Return what the pointing record is called, in ``language`` ("vi" or "en")."""
        return self.noun.label(language) if self.noun else str(self.model._meta.verbose_name)


def relations_of(model: type[models.Model]) -> list[Relation]:
    """Return all relations of the database that point at ``model``, those without a name back included."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel | models.ManyToManyRel):
            continue
        if getattr(relation.related_model._meta, "auto_created", False):
            continue  # the table between two sides of a link: the link itself is found as well
        found.append(
            Relation(relation.related_model, relation.field.name, isinstance(relation, models.ManyToManyRel))
        )
    return sorted(found, key=lambda relation: relation.name)
