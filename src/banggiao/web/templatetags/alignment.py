"""Where a state's votes beside ours are told."""

from __future__ import annotations

from django import template
from django.urls import reverse

from banggiao.actors.models import Actor
from banggiao.core.models import NounRecord
from banggiao.multilateral.asking import OURS, state_of

register = template.Library()


@register.simple_tag
def alignment_address(record: NounRecord) -> str:
    """Return where a state's alignment with us is told, for ourselves all partners'; "" for anything else."""
    if not isinstance(record, Actor) or record.kind != "country" or not (code := state_of(record)):
        return ""
    return reverse("web:alignment") if code == OURS else reverse("web:alignment_of", args=[code])
