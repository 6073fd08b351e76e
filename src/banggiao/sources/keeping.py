"""How long personal values are kept where nobody says until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings


def retention_default(today: date) -> date:
    """Return the day until which personal values written today are kept, as the settings have it."""
    years: int = settings.PERSONAL_RETENTION_YEARS
    try:
        return today.replace(year=today.year + years)
    except ValueError:  # 29 February
        return today.replace(year=today.year + years, day=28)
