"""The secrecy guard on text that is typed or pasted into a form (B9.7)."""

from __future__ import annotations

from banggiao.core.errors import DeedRefused
from banggiao.reading.secrecy import mark_in

SECRET = (
    "Có dấu chỉ độ mật; hệ thống này không nhận nội dung bí mật nhà nước. Không có gì được lưu.",
    "It bears a mark of State secrecy, which may not enter this system. Nothing was stored.",
)
"""What is said of it, in Vietnamese and in English."""


def text_guarded(text: str, field: str = "") -> str:
    """Return the text of an input.

    Raises:
        DeedRefused: a line of it bears a mark of secrecy; ``field`` is the input.
    """
    if mark_in(text) is not None:
        raise DeedRefused("secret", vietnamese=SECRET[0], english=SECRET[1], field=field)
    return text
