"""What the API remembers: the first answer to a write that bore an idempotency key."""

from __future__ import annotations

from django.db import models

from banggiao.access.models import Token


class Answer(models.Model):
    """The answer to a write that was done. ``digest`` is of the request; kept for a day from ``made_at``."""

    id = models.BigAutoField(primary_key=True)
    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "idempotency_key"], name="api_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.token_id} {self.idempotency_key}"
