"""The letters of a review: the request with its outline (đề cương báo cáo), and the reminder (đôn đốc).

Both are công văn in the layout of Nghị định 30/2020/NĐ-CP, ready for an official to number, date and sign.
The clauses' own titles are the only words about the matter; the rest is the form of such a letter.
"""

# ruff: noqa: E501 - a letter's sentences are easier to read whole

from __future__ import annotations

from collections.abc import Sequence

from banggiao.appraisal.records import Clause
from banggiao.publishing import layout, word
from banggiao.publishing.layout import DOTS, Letterhead
from banggiao.publishing.naming import instrument_phrase, period_phrase
from banggiao.publishing.package import docx_bytes

Date = tuple[int, int, int]
"""Day, month, year."""

TYPE_OF_LETTER = "Công văn"
REQUEST_SUBJECT = "Đề nghị báo cáo tình hình thực hiện {}"
REMINDER_SUBJECT = "Đôn đốc gửi báo cáo tình hình thực hiện {}"
_OUTLINE_ANCHOR = "de_cuong_bao_cao"
_FIGURES_ANCHOR = "bieu_so_lieu"
_EMPTY_LINES = 8  # rows of the figures table that a body fills in with indicators of its own


def request_letter(
    *,
    agency: str = "",
    parent: str = "",
    place: str = "",
    instrument_title: str,
    instrument_number: str = "",
    body_name: str,
    clauses: Sequence[Clause],
    due: Date | None = None,
    period: tuple[int, int] | None = None,
    number: str = "",
    notation: str = "",
    date: Date | None = None,
    signer: str = "",
    contact: str = "",
) -> bytes:
    """Return the letter that asks ``body_name`` to report, with the outline and the figures table as annexes.

    ``due`` is the last day for the report; ``contact`` names the focal point ("Vụ …, thư điện tử …"). What is
    not given stays dots.
    """
    letterhead = Letterhead(agency, parent, place, number, notation, date, signer)
    instrument = instrument_phrase(instrument_title, instrument_number)
    during = _during(period)
    sender = agency or DOTS
    kind = "Công văn"
    bookmarks = layout.bookmark_numbers()
    parts = [
        layout.head(
            letterhead,
            notation_default="…",
            subject=f"đề nghị báo cáo tình hình thực hiện {instrument}{during}",
        ),
        layout.addressed_to((body_name,)),
        layout.body_text(
            f"Để phục vụ việc rà soát, tổng hợp tình hình thực hiện {instrument}{during}, {sender} đề nghị "
            "Quý cơ quan báo cáo theo các nội dung sau:"
        ),
        layout.body_text(
            "1. Nội dung báo cáo theo Đề cương tại Phụ lục I và Biểu số liệu tại Phụ lục II kèm theo Công văn "
            "này. Mỗi kết quả đề nghị nêu rõ thời gian, số liệu kèm đơn vị tính và văn bản, tài liệu minh chứng; "
            "số liệu trong lời văn thống nhất với Biểu số liệu."
        ),
        layout.body_text(
            "2. Trường hợp cơ quan, địa phương được sắp xếp, hợp nhất trong kỳ báo cáo, đề nghị tổng hợp cả "
            "kết quả của các cơ quan, địa phương trước khi sắp xếp và nêu riêng số liệu của từng nơi."
        ),
        layout.body_text(
            "3. Báo cáo không chứa nội dung thuộc bí mật nhà nước; nội dung thuộc bí mật nhà nước (nếu có) đề "
            "nghị gửi riêng theo quy định của pháp luật về bảo vệ bí mật nhà nước."
        ),
        layout.body_text(
            "4. Báo cáo bằng văn bản, kèm tệp Word (.docx) hoặc PDF có lớp chữ, đề nghị gửi về "
            f"{sender}{f' ({contact})' if contact else ''} trước {_day(due)}."
        ),
        layout.body_text(f"{sender} trân trọng cảm ơn sự phối hợp của Quý cơ quan./."),
        layout.signature(letterhead, recipients=("Như trên",)),
        word.section_break(word.section()),
        layout.annex_title(
            "I",
            f"Đề cương báo cáo tình hình thực hiện {instrument}{during}",
            kind,
            (_OUTLINE_ANCHOR, next(bookmarks)),
        ),
        _outline(clauses),
        word.section_break(word.section()),
        layout.annex_title("II", "Biểu số liệu", kind, (_FIGURES_ANCHOR, next(bookmarks)), landscape=True),
        _figures_table(clauses, period),
        word.section(landscape=True),
    ]
    return docx_bytes("".join(parts), title=f"Đề nghị báo cáo tình hình thực hiện {instrument}{during}")


def outline_docx(
    *,
    agency: str = "",
    parent: str = "",
    place: str = "",
    instrument_title: str,
    instrument_number: str = "",
    clauses: Sequence[Clause],
    period: tuple[int, int] | None = None,
) -> bytes:
    """Return the outline alone, as the paper that a body fills in: head, outline, figures table."""
    letterhead = Letterhead(agency, parent, place)
    instrument = instrument_phrase(instrument_title, instrument_number)
    subject = f"Tình hình thực hiện {instrument}{_during(period)}"
    parts = [
        layout.head(letterhead, notation_default="BC-…"),
        layout.title("Đề cương báo cáo", subject),
        _outline(clauses),
        layout.signature(letterhead, recipients=()),
        word.section_break(word.section()),
        layout.annex_title("", "Biểu số liệu", "Báo cáo", (_FIGURES_ANCHOR, 1), landscape=True),
        _figures_table(clauses, period),
        word.section(landscape=True),
    ]
    return docx_bytes("".join(parts), title=f"Đề cương báo cáo: {subject}")


def reminder_letter(
    *,
    agency: str = "",
    parent: str = "",
    place: str = "",
    instrument_title: str,
    instrument_number: str = "",
    body_name: str = "",
    bodies: Sequence[str] = (),
    due: Date | None = None,
    period: tuple[int, int] | None = None,
    request_number: str = "",
    request_date: Date | None = None,
    number: str = "",
    notation: str = "",
    date: Date | None = None,
    signer: str = "",
    contact: str = "",
) -> bytes:
    """Return the letter that reminds one body, or several named ``bodies``, that their report is awaited.

    Raises:
        ValueError: neither ``body_name`` nor ``bodies`` names anyone.
    """
    names = tuple(bodies) or ((body_name,) if body_name else ())
    if not names:
        raise ValueError("thư đôn đốc không có nơi nhận / a reminder needs someone to remind")
    letterhead = Letterhead(agency, parent, place, number, notation, date, signer)
    instrument = instrument_phrase(instrument_title, instrument_number)
    during = _during(period)
    sender = agency or DOTS
    subject = f"đôn đốc gửi báo cáo tình hình thực hiện {instrument}{during}"
    asked = f"Công văn số {request_number or DOTS} {_day(request_date)}"
    parts = [
        layout.head(letterhead, notation_default="…", subject=subject),
        layout.addressed_to(names),
        layout.body_text(
            f"{sender} đã có {asked} đề nghị Quý cơ quan báo cáo tình hình thực hiện {instrument}{during}. "
            f"Đến nay, {sender} chưa nhận được báo cáo của Quý cơ quan."
        ),
        layout.body_text(
            f"Để bảo đảm tiến độ tổng hợp, {sender} đề nghị Quý cơ quan khẩn trương hoàn thành và gửi báo cáo "
            f"theo Đề cương kèm theo Công văn nêu trên{f' về {contact}' if contact else ''} trước {_day(due)}. "
            "Trường hợp đã gửi, đề nghị thông báo số, ngày của báo cáo để đối chiếu; trường hợp có khó khăn, "
            "vướng mắc, đề nghị nêu rõ để phối hợp xử lý. Nội dung chưa có báo cáo sẽ được ghi rõ trong bản tổng hợp."
        ),
        layout.body_text(f"{sender} trân trọng cảm ơn sự phối hợp của Quý cơ quan./."),
        layout.signature(letterhead, recipients=("Như trên",)),
        word.section(),
    ]
    return docx_bytes("".join(parts), title=f"Công văn {subject}")


def _outline(clauses: Sequence[Clause]) -> str:
    """Return the outline's sections, with one point for each task that the instrument sets."""
    groups = {clause.group for clause in clauses if clause.group}
    text, heading = layout.body_text, layout.heading
    parts = [
        heading("I. Tình hình chung", 1),
        text("1. Bối cảnh, cơ hội, thách thức; thuận lợi, khó khăn trong kỳ báo cáo."),
        text(
            "2. Việc quán triệt, ban hành văn bản và tổ chức thực hiện (nêu số, ký hiệu, ngày của văn bản)."
        ),
        heading("II. Kết quả thực hiện", 1),
        text(
            "Với mỗi nội dung dưới đây, đề nghị nêu: (i) kết quả, thời gian; (ii) số liệu, đơn vị tính, theo từng "
            "năm; (iii) văn bản, tài liệu minh chứng. Nội dung không phát sinh đề nghị ghi rõ “không phát sinh”."
        ),
    ]
    for clause in clauses:
        title = f"{clause.id}. {clause.title}"
        if clause.id in groups:
            parts.append(heading(title, 2))
        elif clause.kind in ("task", "measure"):
            parts.append(heading(title, 3 if clause.group else 2))
            for label in ("a) Kết quả", "b) Số liệu", "c) Minh chứng"):
                parts.append(text(f"{label}: {DOTS}"))
    parts += [
        heading("III. Đánh giá", 1),
        text("1. Tồn tại, hạn chế (theo từng nội dung nêu trên)."),
        text("2. Nguyên nhân khách quan, chủ quan; bài học kinh nghiệm."),
        heading("IV. Phương hướng, nhiệm vụ thời gian tới", 1),
        text("Nêu rõ việc sẽ làm, cơ quan chủ trì, thời hạn hoàn thành."),
        heading("V. Kiến nghị, đề xuất", 1),
        text("Nêu rõ nội dung kiến nghị và cơ quan có thẩm quyền giải quyết."),
    ]
    return "".join(parts)


def _figures_table(clauses: Sequence[Clause], period: tuple[int, int] | None) -> str:
    """Return the empty figures table: a row for each task, a column for each year of the period."""
    groups = {clause.group for clause in clauses if clause.group}
    tasks = [clause for clause in clauses if clause.id not in groups and clause.kind in ("task", "measure")]
    years = [str(year) for year in range(period[0], period[1] + 1)] if period else ["Năm …", "Năm …"]
    years_width = min(18.0, 110.0 / len(years))
    widths = [14.0, 0.0, 22.0, *(years_width for _ in years), 40.0]
    widths[1] = word.TEXT_WIDTH_LANDSCAPE - sum(widths)
    heads = ("Mục", "Nội dung, chỉ tiêu", "Đơn vị tính", *years, "Tài liệu minh chứng")
    blank = word.run("")
    rest = (blank,) * (len(years) + 2)
    rows = [(word.run(clause.id), word.run(clause.title), *rest) for clause in tasks]
    rows += [(word.run(DOTS[:1]), word.run(DOTS), *rest) for _ in range(_EMPTY_LINES)]
    return word.table(heads, rows, widths)


def _during(period: tuple[int, int] | None) -> str:
    words = period_phrase(period)
    return f" {words}" if words else ""


def _day(date: Date | None) -> str:
    if date is None:
        return "ngày … tháng … năm …"
    day, month, year = date
    return f"ngày {day:02d}/{month:02d}/{year}"
