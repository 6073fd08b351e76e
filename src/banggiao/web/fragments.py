"""Parts of pages that look alike for many requests: drawn once, kept by what they are drawn from."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_KEPT = 4096


def fragment(template: str, **context: Hashable) -> SafeString:
    """Return a template drawn with these values alone, in the language of now.

    Values must be hashable, and equal ones look alike; there must be no person's data among them, and no
    form with a token.
    """
    return _drawn(template, get_language() or "", tuple(context.items()))


@lru_cache(maxsize=_KEPT)
def _drawn(template: str, language: str, context: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template, dict(context))
