"""The search index: one entry for each record that can be found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from banggiao.core.models import AccessLabel, NounQuerySet


class Entry(models.Model):
    """What the words of one record lead to.

    ``noun`` and ``record_id`` are what is found. Where that is the whole of which the record is a part (a
    former name leads to the actor), ``part_noun`` and ``part_id`` are the record whose words these are.
    The words themselves lie in the database's own index under the entry's id. An entry is never changed
    but for its label: what was written anew gets a new id, and no id is used twice, so that words left in
    the index by an old entry lead nowhere.
    """

    id = models.BigAutoField(primary_key=True)
    noun = models.CharField(max_length=32)
    record_id = models.BigIntegerField()
    part_noun = models.CharField(max_length=32, blank=True)
    part_id = models.BigIntegerField(null=True)
    label = models.ForeignKey(AccessLabel, on_delete=models.PROTECT, related_name="+", db_index=False)
    date = models.DateField(null=True)
    caption = models.CharField(max_length=300)

    objects = NounQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["noun", "record_id"], name="search_entry_of_record"),
            models.Index(
                fields=["part_noun", "part_id"],
                condition=Q(part_id__isnull=False),
                name="search_entry_of_part",
            ),
        ]

    def __str__(self) -> str:
        return self.caption


class Common(models.Model):
    """In which entries of a full block a token is that many entries have (search/common.py)."""

    id = models.BigAutoField(primary_key=True)
    token = models.CharField(max_length=100)
    block = models.IntegerField()
    bits = models.BinaryField()

    objects: models.Manager[Common] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "block"], name="search_common_of_token")]

    def __str__(self) -> str:
        return f"{self.token} {self.block}"


class Fresh(models.Model):
    """The tokens of an entry whose block is not written yet; PostgreSQL keeps them with the entry."""

    id = models.BigIntegerField(primary_key=True)
    tokens = models.TextField()

    objects: models.Manager[Fresh] = models.Manager()

    def __str__(self) -> str:
        return self.tokens
