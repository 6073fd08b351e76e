"""What the tests of search share: a small corpus on both databases, and who looks."""

from __future__ import annotations

import pytest

from banggiao.core.access import system
from banggiao.core.nouns import noun_of
from banggiao.sources.records import records_create

BY = system("kiểm thử")
TITLES = {
    "toan-quoc": "Hội nghị đối ngoại toàn quốc Zeta",
    "doi-ngoai": "Chuyện đôi ngoài lề Zeta",
    "hoa-binh": "Lễ ký Thỏa thuận hòa bình Zeta",
    "van-hoa": "Tọa đàm về ngoại giao văn hoá Zeta",
    "chi-thi": "Rà soát Chỉ thị 25-CT/TW Zeta",
    "bao-cao": "Báo cáo 1234/BC-UBND Zeta về đào tạo",
    "nhan-dan": "Đối ngoại nhân dân: gặp mặt Zeta",
    "dan-nhan": "Nhân đối thoại, dân ngoại thành Zeta",
}


@pytest.fixture
def corpus(db):
    """Engagements by a short name; "Zeta" stands in all of them and nowhere else."""
    rows = [
        {"title": title, "kind": "meeting", "purpose": f"Bàn về cá tra và {title.split()[0]}", "place": "Huế"}
        for title in TITLES.values()
    ]
    return dict(zip(TITLES, records_create(noun_of("engagement"), rows, by=BY), strict=True))
