"""Generated values: the same for the same seed. Every text says that it is generated ("dữ liệu sinh")."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

SAID = "dữ liệu sinh"
FIRST_DAY = date(2005, 1, 1)
DAYS = 365 * 21
KINDS = (
    "visit",
    "meeting",
    "conference",
    "negotiation",
    "signing",
    "initiative",
    "campaign",
    "culture",
    "course",
)
KIND_WEIGHTS = (22, 30, 18, 6, 5, 3, 5, 7, 4)
STATUSES = ("held", "planned", "approved", "postponed", "cancelled")
STATUS_WEIGHTS = (78, 10, 6, 3, 3)
WHAT = {
    "visit": "Đoàn công tác", "meeting": "Hội đàm", "conference": "Hội nghị", "negotiation": "Vòng đàm phán",
    "signing": "Lễ ký", "initiative": "Sáng kiến", "campaign": "Đợt vận động", "culture": "Ngày văn hóa",
    "course": "Lớp bồi dưỡng",
}  # fmt: skip
TOPICS = (
    "hợp tác kinh tế", "đối ngoại nhân dân", "thương mại biên giới", "hợp tác phát triển",
    "an ninh lương thực",
    "chuyển đổi số", "giáo dục đào tạo", "khoa học công nghệ", "y tế dự phòng", "bảo hộ công dân",
    "văn hóa nghệ thuật", "du lịch", "nông nghiệp công nghệ cao", "biến đổi khí hậu", "năng lượng tái tạo",
    "vận tải hàng không", "hàng hải", "thủy sản", "lao động", "thanh niên", "phụ nữ", "báo chí truyền thông",
    "hội nhập quốc tế", "kết nghĩa địa phương", "xúc tiến đầu tư", "phòng chống tội phạm",
    "đô thị thông minh", "bảo tồn di sản", "thể thao", "tài chính xanh",
)  # fmt: skip
PLACES = ("Hà Nội", "Thành phố Hồ Chí Minh", "Đà Nẵng", "Huế", "Cần Thơ", "Hải Phòng", "trực tuyến")


@dataclass(frozen=True)
class Setting:
    """What is in the register already, by key: who hosts, with whom, and the codes of vocabularies."""

    hosts: Sequence[str]
    counterparts: Sequence[str]
    channels: Sequence[str]
    fields: Sequence[str]


class World:
    """A stream of rows. Hosts and counterparts are spread unevenly, as in life: few have most of them."""

    def __init__(self, setting: Setting, seed: int) -> None:
        self._random = random.Random(seed)
        self._setting = setting
        self._hosts = _uneven(len(setting.hosts))
        self._counterparts = _uneven(len(setting.counterparts))
        self._topics = _uneven(len(TOPICS))
        self._numbers = itertools.count(1)

    def labels(self, count: int, weights: Sequence[float]) -> list[int]:
        """Return for each of ``count`` rows which label it has."""
        return self._random.choices(
            range(len(weights)), cum_weights=list(itertools.accumulate(weights)), k=count
        )

    def engagements(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield rows of engagements."""
        draw, setting = self._random, self._setting
        for _ in range(count):
            kind = draw.choices(KINDS, KIND_WEIGHTS)[0]
            topic, second = (
                TOPICS[i] for i in draw.choices(range(len(TOPICS)), cum_weights=self._topics, k=2)
            )
            start = FIRST_DAY + timedelta(days=int(DAYS * draw.random() ** 0.6))
            end = start + timedelta(days=draw.randrange(0, 5))
            number = next(self._numbers)
            status = draw.choices(STATUSES, STATUS_WEIGHTS)[0]
            row = {
                "title": f"{WHAT[kind]} về {topic} số {number} ({SAID})",
                "kind": kind,
                "direction": draw.choice(("in", "out", "")) if kind == "visit" else "",
                "host": setting.hosts[_index(draw, self._hosts)],
                "counterpart": setting.counterparts[_index(draw, self._counterparts)],
                "place": draw.choice(PLACES),
                "valid_from": start.isoformat(),
                "valid_to": end.isoformat(),
                "status": status,
                "purpose": f"Trao đổi về {topic} và {second}; mã {_rare(number)} ({SAID}).",
                "outcome": f"Hai bên thống nhất tiếp tục {second} ({SAID})." if status == "held" else "",
            }
            if setting.channels:
                row["channel"] = draw.choice(setting.channels)
            if setting.fields:
                row["field"] = draw.choice(setting.fields)
            yield row

    def commitments(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield rows of commitments; two in three are done."""
        draw, setting = self._random, self._setting
        for _ in range(count):
            topic = TOPICS[draw.choices(range(len(TOPICS)), cum_weights=self._topics)[0]]
            given = FIRST_DAY + timedelta(days=int(DAYS * draw.random() ** 0.6))
            due = given + timedelta(days=draw.randrange(30, 720))
            number = next(self._numbers)
            row: dict[str, Any] = {
                "text": f"Triển khai {topic} theo việc số {number} ({SAID})",
                "kind": draw.choice(("task", "commitment", "conclusion")),
                "lead": setting.hosts[_index(draw, self._hosts)],
                "counterpart": setting.counterparts[_index(draw, self._counterparts)],
                "given_on": given.isoformat(),
                "due": due.isoformat(),
            }
            if draw.random() < 0.66:
                row["done_on"] = (given + timedelta(days=draw.randrange(10, 800))).isoformat()
                row["evidence"] = f"Báo cáo số {number} ({SAID})"
            yield row

    def other_words(self, title: str) -> dict[str, Any]:
        """Return what another source says of an engagement: another place, or another way to call it."""
        if self._random.random() < 0.5:
            return {"place": self._random.choice(PLACES)}
        return {"title": f"{title} – theo nguồn khác"}


def _uneven(count: int) -> list[float]:
    """Return cumulative weights in which the n-th of ``count`` has 1/n of the first's share."""
    return list(itertools.accumulate(1 / (n + 1) for n in range(count)))


def _index(draw: random.Random, cumulative: list[float]) -> int:
    return draw.choices(range(len(cumulative)), cum_weights=cumulative)[0]


def _rare(number: int) -> str:
    """Return a word that very few rows share."""
    return f"{'bcdghklmnpqrstvx'[number % 16]}{number // 16:x}z"
