"""The noun of this room: sources. Papers are taken in by services of their own, so no form writes them."""

from __future__ import annotations

from banggiao.core.nouns import Noun, register
from banggiao.core.shapes import choice, day, link, text, words
from banggiao.sources.models import Source

KINDS = (
    ("paper", "văn bản", "paper"),
    ("pack", "bộ dữ liệu nền", "country pack"),
    ("table", "bảng dữ liệu", "table"),
    ("person", "người nhập", "entered by hand"),
)

SOURCE = register(
    Noun(
        code="source", model=Source, vi="nguồn", en="source", en_many="sources", title=("number", "title", "name"),
        order="-date", writable=False, amendable=frozenset({"publisher", "url"}),
        fields=(
            text("title", "trích yếu, tên", "title", max_length=2000, search="A", listed=True, sorted=True),
            text("name", "tên tệp", "file name", max_length=500, search="A", listed=True),
            text("number", "số, ký hiệu", "number", max_length=100, search="A", listed=True),
            text("issuer", "cơ quan ban hành (mã)", "issuer (code)", max_length=64),
            day("date", "ngày", "date", listed=True, sorted=True, filtered=True),
            text("publisher", "nơi công bố", "publisher", max_length=200, search="A"),
            link("url", "địa chỉ đã công bố", "published at", max_length=1000,
                 help_vi="Chỉ để dẫn nguồn; hệ thống không mở địa chỉ này.",
                 help_en="For citation only; the system never opens it."),
            choice("kind", "loại", "kind", KINDS, listed=True, filtered=True),
            text("format", "định dạng", "format", max_length=16),
            words("text", "toàn văn", "text", search="B"),
        ),
    )
)  # fmt: skip
