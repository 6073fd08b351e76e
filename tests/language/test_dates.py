from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.dates import find_dates, month_interval, nearest_year
from banggiao.language.folding import shadow

PAPER_DATE = date(2024, 1, 25)


def dates(text: str, anchor: date | None = PAPER_DATE) -> list[tuple[str, str]]:
    celled = "\t".join(shadow(cell) for cell in text.split("\t"))
    return [(text[span.start : span.end], span.iso) for span in find_dates(celled, anchor)]


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("Trả lời báo chí, chiều 27/1, ông cho biết", "chiều 27/1", "2024-01-27"),
        ("Sáng nay (13/12), Hội nghị khai mạc", "Sáng nay (13/12)", "2023-12-13"),
        ("trong quý II/2024 đã có", "quý II/2024", "2024-04-01/2024-06-30"),
        ("trong quý II - III/2024 đã có", "quý II - III/2024", "2024-04-01/2024-09-30"),
        ("trong quý III và IV năm 2024 đã có", "quý III và IV năm 2024", "2024-07-01/2024-12-31"),
        ("quý 3 năm 2024", "quý 3 năm 2024", "2024-07-01/2024-09-30"),
        ("6 tháng đầu năm 2023, tỉnh", "6 tháng đầu năm 2023", "2023-01-01/2023-06-30"),
        ("giai đoạn 2020-2025 của tỉnh", "giai đoạn 2020-2025", "2020-01-01/2025-12-31"),
        ("tầm nhìn đến năm 2030-2045.", "năm 2030-2045", "2030-01-01/2045-12-31"),
        ("từ năm 2020 đến năm 2025 có", "năm 2020 đến năm 2025", "2020-01-01/2025-12-31"),
        ("ngày 05 tháng 01 năm 2022", "ngày 05 tháng 01 năm 2022", "2022-01-05"),
        ("họp ngày 12 và 13-12 tại", "ngày 12 và 13-12", "2023-12-12/2023-12-13"),
        ("từ ngày 5/3 đến ngày 7/3/2024", "ngày 5/3 đến ngày 7/3/2024", "2024-03-05/2024-03-07"),
        ("lễ hội 31/8 - 1/9 hằng năm", "31/8 - 1/9", "--08-31/--09-01"),
        ("bế mạc cuối tuần qua với", "cuối tuần qua", "2024-01-20/2024-01-21"),
        ("trước ngày 30/6/2026.", "ngày 30/6/2026", "2026-06-30"),
        ("tháng 3/2024", "tháng 3/2024", "2024-03-01/2024-03-31"),
        ("Chủ tịch ASEAN 2020, thành viên", "2020", "2020-01-01/2020-12-31"),
        ("đạt trong Quý 1/2025 và", "Quý 1/2025", "2025-01-01/2025-03-31"),
        ("xuất khẩu 3 quý đầu năm 2025 đạt", "3 quý đầu năm 2025", "2025-01-01/2025-09-30"),
        ("Chiều tối 22/1, đoàn rời", "Chiều tối 22/1", "2024-01-22"),
        (
            "dự kiến từngày 9 đến ngày 17 tháng 6 năm2023 tại",
            "ngày 9 đến ngày 17 tháng 6 năm2023",
            "2023-06-09/2023-06-17",
        ),
        ("giai đoạn 7/2024 - 7/2027.", "giai đoạn 7/2024 - 7/2027", "2024-07-01/2027-07-31"),
        ("trong quý I và quý II năm 2023", "quý I và quý II năm 2023", "2023-01-01/2023-06-30"),
        ("kỷ niệm (22/12/1994-22/12/2024)", "22/12/1994-22/12/2024", "1994-12-22/2024-12-22"),
        ("tính từ ngày 15 tháng 12 năm trước kỳ báo cáo", "ngày 15 tháng 12", "--12-15"),
        ("chậm nhất ngày 15 tháng 11 của năm trước;", "ngày 15 tháng 11", "--11-15"),
    ],
)
def test_a_date_is_read_to_its_interval(text: str, span: str, iso: str) -> None:
    assert dates(text) == [(span, iso)]


def test_a_day_without_a_year_stays_open_where_the_paper_has_no_date() -> None:
    assert dates("diễn ra ngày 27/1 tại Hà Nội", None) == [("ngày 27/1", "--01-27")]


def test_a_year_of_two_digits_that_may_be_of_the_last_century_is_not_guessed() -> None:
    assert dates("sinh ngày 12/05/68 8:30", None) == []


def test_the_edition_of_a_fair_is_no_date() -> None:
    assert dates("dự Triển lãm Đồ gỗ quốc tế (VIFEX) 2026 và Expo 2025") == []
    assert dates("sự kiện “Ngày Việt Nam ở nước ngoài 2026” và") == []


def test_a_year_list_gives_each_year() -> None:
    assert [iso[:4] for _, iso in dates("đến năm 2025, 2030")] == ["2025", "2030"]


@pytest.mark.parametrize(
    "text",
    [
        "45/50 nhiệm vụ",
        "58/63 tỉnh báo cáo",
        "Nghị định số 38/2024/NĐ-CP",
        "12.5 tỷ",
        "2.045 người",
        "điện thoại 0243.123.4567",
        "ngày 31/02/2024",
        "trong 5 năm qua",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert dates(text) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    assert dates(f"ngày {day.day:02d} tháng {day.month} năm {day.year}") == [
        (f"ngày {day.day:02d} tháng {day.month} năm {day.year}", day.isoformat())
    ]
    assert dates(f"vào {day.day}/{day.month}/{day.year}") == [
        (f"{day.day}/{day.month}/{day.year}", day.isoformat())
    ]


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_a_written_month_reads_back(year: int, month: int) -> None:
    assert [iso for _, iso in dates(f"tháng {month} năm {year}")] == [month_interval(year, month)]


@given(st.integers(1, 12), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_the_nearest_year_is_nearest(month: int, anchor: date) -> None:
    year = nearest_year(month, 1, anchor)
    assert year is not None
    assert abs((date(year, month, 1) - anchor).days) <= 366


@given(
    st.text(
        alphabet="0123456789/-–., ()ngàythángnămquýIViđếnvàtừsángchiềugiaiđoạnnaytuầnqua\n", max_size=120
    ),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_ordered_spans(text: str, anchor: date | None) -> None:
    end = 0
    for span in find_dates(shadow(text), anchor):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("Cập nhật ngày 12/05/24 8:30", "ngày 12/05/24", "2024-05-12"),
        ("ký ngày 2021-07-19 tại", "ngày 2021-07-19", "2021-07-19"),
        ("Sáng thứ Hai (20/5), Chủ tịch", "Sáng thứ Hai (20/5)", "2024-05-20"),
        ("Hôm qua (24/1), đoàn", "Hôm qua (24/1)", "2024-01-24"),
        ("lễ hội, 23 và 24/9.", "23 và 24/9", "2023-09-23/2023-09-24"),
        ("- 20 đến 23/8: đoàn", "20 đến 23/8", "2023-08-20/2023-08-23"),
        ("gửi trước 15/2;", "15/2", "2024-02-15"),
        ("cuối tháng 6/ 2023, hội thảo", "cuối tháng 6/ 2023", "2023-06-01/2023-06-30"),
        ("dự kiến cuối tháng Tư tới đây.", "cuối tháng Tư tới đây", "2024-04-01/2024-04-30"),
        ("vào Tháng Mười hai năm 2023, đoàn", "Tháng Mười hai năm 2023", "2023-12-01/2023-12-31"),
        ("thăm chính thức từ 3 - 4.12.", "3 - 4.12", "2023-12-03/2023-12-04"),
        ("sang thăm từ ngày 29.9-2.10.", "ngày 29.9-2.10", "2023-09-29/2023-10-02"),
        ("họp lần thứ 2 tháng 10/2023 tại", "tháng 10/2023", "2023-10-01/2023-10-31"),
        ("vào đầu giờ chiều 5/1, ông", "đầu giờ chiều 5/1", "2024-01-05"),
        ("thành lập năm 1797, là", "năm 1797", "1797-01-01/1797-12-31"),
        ("dự kiến đầu tháng 11.", "đầu tháng 11", "2024-11-01/2024-11-30"),
        ("Tháng 8 vừa qua, hội nghị", "Tháng 8 vừa qua", "2023-08-01/2023-08-31"),
        ("Chín tháng năm 2023, xuất khẩu", "Chín tháng năm 2023", "2023-01-01/2023-09-30"),
        ("9 tháng đầu năm nay, kim ngạch", "9 tháng đầu năm nay", "2024-01-01/2024-09-30"),
        ("so với đầu thập niên 1990.", "đầu thập niên 1990", "1990-01-01/1999-12-31"),
        ("trong thế kỷ XXI này", "thế kỷ XXI", "2001-01-01/2100-12-31"),
        ("kế hoạch 5 năm 2021 - 2025.", "2021 - 2025", "2021-01-01/2025-12-31"),
        ("từ năm 2016 đến hết tháng 6/2021", "năm 2016 đến hết tháng 6/2021", "2016-01-01/2021-06-30"),
        ("dự án 4/2020-9/2020 tại", "4/2020-9/2020", "2020-04-01/2020-09-30"),
        ("Mùa khô 2019 - 2020, mực nước", "Mùa khô 2019 - 2020", "2019-01-01/2020-12-31"),
        ("trước ngày 15 tháng 12 hằng năm", "ngày 15 tháng 12", "--12-15"),
        ("hàng sang năm có thể", "sang năm", "2025-01-01/2025-12-31"),
        ("họp giữa năm, rồi", "giữa năm", "2024-01-01/2024-12-31"),
        ("06\tTháng 9\t5", "Tháng 9", "2023-09-01/2023-09-30"),
        ("lớp học\t05/9 đến 24/11\t40", "05/9 đến 24/11", "2023-09-05/2023-11-24"),
        ("thăm Ca-ta ngày 28/2-3/3/2024", "ngày 28/2-3/3/2024", "2024-02-28/2024-03-03"),
        ("thăm Áo 6/2-8/2 theo lời mời", "6/2-8/2", "2024-02-06/2024-02-08"),
        ("xã mới hoạt động từ 1/3 và báo cáo ngay", "1/3", "2024-03-01"),
        ("nhân ngày thành lập Liên hợp quốc 24/10/2023", "24/10/2023", "2023-10-24"),
        ("đăng 16 Tháng Chín, 2023 trên trang", "16 Tháng Chín, 2023", "2023-09-16"),
        ("đăng Tháng Chín 16, 2023 trên trang", "Tháng Chín 16, 2023", "2023-09-16"),
        ("đăng 8 Tháng 10, 2023 trên trang", "8 Tháng 10, 2023", "2023-10-08"),
        ("ngày 22-1 năm 2013, đoàn đến", "ngày 22-1 năm 2013", "2013-01-22"),
        ("chúc mừng Quốc khánh 2/9 và trao quà", "2/9", "2023-09-02"),
        ("từ năm 2015 đến quý I năm 2018", "năm 2015 đến quý I năm 2018", "2015-01-01/2018-03-31"),
        ("tăng 5% so với cùng kỳ năm ngoái", "năm ngoái", "2023-01-01/2023-12-31"),
    ],
)
def test_dates_of_lists_cells_and_words_are_read_whole(text: str, span: str, iso: str) -> None:
    assert dates(text) == [(span, iso)]


def test_the_same_day_is_the_last_day_told_and_no_deadline() -> None:
    text = "Ngày 22/1, đoàn đến, nộp báo cáo trước ngày 15/10. Chiều cùng ngày, đoàn về; ngày 24, hội đàm."
    assert [iso for _, iso in dates(text)] == ["2024-01-22", "2024-10-15", "2024-01-22", "2024-10-24"]


@pytest.mark.parametrize(
    "text",
    [
        "mỗi tháng 2 kỳ",
        "báo cáo 6 tháng trước hạn",
        "12/15 điểm",
        "trong 3 tháng sau khi ký",
        "5 năm qua",
        "24/7",
        "giảm từ 1/3 số đơn vị",
        "mã 15/6-3/4-2",
        "trong ngày có tỷ lệ 5/7",
    ],
)
def test_lengths_and_shares_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_the_same_year_is_the_one_told_last() -> None:
    text = "Tháng 10/2021 ông đến, tháng 12 cùng năm ông về; ngày 3/11 cùng năm, hội đàm."
    assert [iso for _, iso in dates(text)] == ["2021-10-01/2021-10-31", "2021-12-01/2021-12-31", "2021-11-03"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("trong tháng 5-6 năm 2022", ["năm 2022"]),
        ("chỉ bằng 2/3 năm 2022", ["năm 2022"]),
        ("Bảng 2.1 năm 2022", ["năm 2022"]),
        ("Kết quả năm 2022 2.1. Về thương mại", ["năm 2022"]),
        ("Ngày 5/3 họp, mục 2.1 nói về vốn", ["Ngày 5/3"]),
        ("Thứ 6, 15 tháng 3 năm 2022", ["15 tháng 3 năm 2022"]),
        ("ngày 1/1/2022 họp, từ ngày 10 - 12/5 cùng năm", ["ngày 1/1/2022", "ngày 10 - 12/5"]),
        ("ngày 1/1/2022 họp, ngày 29/02 cùng năm nghỉ", ["ngày 1/1/2022", "ngày 29/02"]),
        ("ngày 1/1/2022, tháng Hai 30, 2022 cùng năm", ["ngày 1/1/2022", "tháng Hai 30, 2022"]),
        ("ngày hội thể thao đội nhà thắng 3-1", []),
        ("ngày hội số đại biểu nữ chiếm 1/3.", []),
        ("giảm từ 2/3 và còn một nửa, tăng từ 1/4, rồi thôi", []),
        ("quý I, 4/2022", ["quý I", "4/2022"]),
    ],
)
def test_numbers_beside_dates_are_none(text: str, read: list[str]) -> None:
    assert [words for words, _ in dates(text)] == read


def test_the_year_of_a_plan_holds_for_its_days() -> None:
    found = find_dates(shadow("hội chợ ngày 20/10; họp ngày 05/01"), PAPER_DATE, year=2024, planned=True)
    assert [span.iso for span in found] == ["2024-10-20", "2024-01-05"]
