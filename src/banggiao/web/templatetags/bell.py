"""The bell at the head of every page: how much one was told and has not read."""

from __future__ import annotations

from typing import Any

from django import template

from banggiao.reminders import inbox

register = template.Library()
MOST = 99


@register.simple_tag(takes_context=True)
def unread(context: dict[str, Any]) -> dict[str, Any]:
    """Return the count and how it is shown, for the person who looks."""
    count = inbox.unread_count(context["request"].user.pk)
    return {"count": count, "told": f"{MOST}+" if count > MOST else str(count)}
