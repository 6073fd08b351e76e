"""What a resolution is about: the six issues of Voeten's coding, by rule where a session was never coded."""

from __future__ import annotations

import re
from functools import lru_cache

from banggiao.foresight.resolutions import Resolutions

WORDS = {
    "Palestinian conflict": r"palestin|israel|golan|middle east|unrwa",
    "Nuclear weapons and nuclear material": r"nuclear|fissile|atomic|radioactive",
    "Arms control and disarmament": r"disarmament|weapon|\barms\b|armament|missile|nuclear|fissile|munition"
    r"|\bmines\b",
    "Human rights": r"human rights|racism|racial discrimination|torture|mercenar|death penalty|executions"
    r"|right to|rights of|freedoms",
    "Colonialism": r"coloni[as]|non-self-governing|self-determination|trust territor|decolonization|occupied"
    r"|israeli practices",
    "Economic development": r"development|economic|trade|debt|financ(?:e|ing) for|poverty|globali[sz]ation"
    r"|commodit",
}
"""Issue: words of a title or descriptor. Voeten's own coding began as searches in descriptions too.

Against his coding of sessions 55 to 73, precision and recall are, in this order: .88 and .93, .97 and 1.0,
.80 and .99, .98 and .93, .81 and .92, .88 and .98.
"""

VIETNAMESE = {
    "Palestinian conflict": "Vấn đề Palestine",
    "Nuclear weapons and nuclear material": "Vũ khí và vật liệu hạt nhân",
    "Arms control and disarmament": "Kiểm soát vũ khí, giải trừ quân bị",
    "Human rights": "Quyền con người",
    "Colonialism": "Chủ nghĩa thực dân",
    "Economic development": "Phát triển kinh tế",
}
"""Issue: its name on a Vietnamese page."""


@lru_cache(maxsize=2)
def subjects_of(resolutions: Resolutions) -> tuple[tuple[str, ...], ...]:
    """Return the issues of each resolution: as coded, or by `WORDS` where the session was never coded.

    Within a coded session a resolution without an issue has none; the coding here ends with session 73.
    """
    by_session = zip(resolutions.sessions, resolutions.issues, strict=True)
    coded = {session for session, issues in by_session if issues}
    return tuple(
        issues if session in coded else _by_words(title, subjects)
        for session, issues, title, subjects in zip(
            resolutions.sessions, resolutions.issues, resolutions.titles, resolutions.subjects, strict=True
        )
    )


def _by_words(title: str, subjects: tuple[str, ...]) -> tuple[str, ...]:
    text = " | ".join((title, *subjects))
    return tuple(issue for issue, words in WORDS.items() if re.search(words, text, re.IGNORECASE))
