"""How fast records are written: validation, claims, audit and search entries included."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

TOPICS = (
    "hợp tác kinh tế", "hợp tác quốc phòng", "hợp tác giáo dục và đào tạo", "đối ngoại nhân dân",
    "ngoại giao văn hóa", "bảo hộ công dân", "kết nghĩa địa phương", "xúc tiến thương mại", "hàng hải",
    "chuyển đổi số", "biến đổi khí hậu", "lao động và việc làm", "y tế dự phòng", "khoa học công nghệ",
    "biên giới lãnh thổ", "người Việt Nam ở nước ngoài", "thông tin đối ngoại", "du lịch", "nông nghiệp",
)  # fmt: skip
FORMS = ("Hội đàm về", "Hội nghị", "Chuyến thăm và làm việc về", "Tọa đàm", "Đoàn công tác về", "Lễ ký kết")
PLACES = ("Hà Nội", "Tokyo", "Viêng Chăn", "Thành phố Hồ Chí Minh", "Genève", "Bắc Kinh", "Đà Nẵng", "Huế")
KINDS = ("visit", "meeting", "conference", "negotiation", "signing", "culture", "course")


def engagement_rows(count: int, hosts: list[str], seed: int = 25) -> Iterator[dict[str, Any]]:
    """Made-up engagements as a table would give them; names are of actors that are there."""
    dice = random.Random(seed)
    for n in range(count):
        topic, other = dice.sample(TOPICS, 2)
        year, month, day = dice.randint(2005, 2026), dice.randint(1, 12), dice.randint(1, 28)
        yield {
            "title": f"{dice.choice(FORMS)} {topic} lần thứ {n}",
            "kind": dice.choice(KINDS),
            "direction": dice.choice(("out", "in")),
            "host": dice.choice(hosts),
            "counterpart": dice.choice(hosts),
            "place": dice.choice(PLACES),
            "valid_from": f"{year}-{month:02}-{day:02}",
            "valid_to": f"{year}-{month:02}-{day:02}",
            "status": dice.choice(("planned", "approved", "held")),
            "purpose": f"Trao đổi về {topic}, {other}; chuẩn bị kế hoạch năm {year + 1}.",
        }


def rows_per_second(count: int = 10_000) -> float:
    """Write engagements into the register that Django is set up for; return rows a second, by the clock.

    The models are imported here because Django is set up by the caller.
    """
    from banggiao.actors.models import Actor  # noqa: PLC0415
    from banggiao.core.access import system  # noqa: PLC0415
    from banggiao.core.nouns import noun_of  # noqa: PLC0415
    from banggiao.sources.records import records_create  # noqa: PLC0415

    hosts = [str(key) for key in Actor.objects.values_list("key", flat=True).order_by("id")[:300]]
    rows = list(engagement_rows(count, hosts))
    start = time.perf_counter()
    records_create(noun_of("engagement"), rows, by=system("đo tốc độ"))
    return count / (time.perf_counter() - start)
