"""Focal points and leaders in charge, and the fields and bodies that have none."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from banggiao.core.access import Question
from banggiao.instruments.focal import focal_points
from banggiao.web.views.records import viewer_of


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Every field of work with its focal points today."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("tie", "view")
    found = focal_points(viewer, today)
    new = reverse("web:new", args=["tie"]) if viewer.may(Question("tie", "create")) else ""

    def asked(**filled: Any) -> str:
        return f"{new}?{urlencode({'kind': 'focal', **filled})}" if new else ""

    context = {
        "today": today,
        "found": found,
        "fields": [(one, asked(field=one.term.code)) for one in found.fields],
        "bodies": [(one, asked(counterpart=one.key)) for one in found.bodies_without],
    }
    return render(request, "web/register/focal.html", context)
