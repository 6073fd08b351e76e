"""The letter that tells a partner who now stands in an agreement in place of a body that has ended.

A công văn in the layout of Nghị định 30/2020/NĐ-CP. It says what the register knows; all else stays dots.
"""

# ruff: noqa: E501 - a letter's sentences are easier to read whole

from __future__ import annotations

from collections.abc import Sequence

from banggiao.publishing import layout, word
from banggiao.publishing.layout import DOTS, Letterhead
from banggiao.publishing.package import docx_bytes

Date = tuple[int, int, int]
"""Day, month, year."""

_WISHES = {
    "keep": (
        "{new} tiếp tục thực hiện đầy đủ các quyền và nghĩa vụ của {old} theo Thỏa thuận; nội dung Thỏa thuận không thay đổi.",
    ),
    "rename": (
        "{new} tiếp tục thực hiện đầy đủ các quyền và nghĩa vụ của {old} theo Thỏa thuận.",
        "{new} đề nghị Quý cơ quan cùng ký văn bản sửa đổi tên bên ký kết từ “{old}” thành “{new}”; các nội dung khác của Thỏa thuận không thay đổi. Dự thảo văn bản sửa đổi gửi kèm: "
        + DOTS,
    ),
    "renegotiate": (
        "Trong thời gian hai bên trao đổi, {new} tiếp tục thực hiện Thỏa thuận thay cho {old}.",
        "{new} đề nghị Quý cơ quan cùng rà soát, đàm phán lại Thỏa thuận cho phù hợp. Nội dung đề nghị trao đổi: "
        + DOTS,
    ),
    "end": (
        "Sau khi rà soát, {new} thông báo chấm dứt Thỏa thuận theo quy định tại "
        + DOTS
        + " của Thỏa thuận, kể từ "
        + "{end}.",
        "Việc xử lý các hoạt động, nghĩa vụ đang thực hiện theo Thỏa thuận: " + DOTS,
    ),
}


def partner_letter(
    *,
    decision: str,
    old_name: str,
    new_name: str,
    since: Date | None,
    basis: str = "",
    agreement_title: str,
    agreement_number: str = "",
    agreement_date: Date | None = None,
    partners: Sequence[str] = (),
    ended_on: Date | None = None,
    agency: str = "",
    parent: str = "",
    place: str = "",
    contact: str = "",
) -> bytes:
    """Return the letter to the partners of one agreement; ``decision`` is keep, rename, renegotiate or end.

    ``since`` is the day from which ``new_name`` stands in the place of ``old_name``, ``basis`` the paper that
    says so. The partner's text in its own language is for people to add.

    Raises:
        KeyError: the decision is none of these.
    """
    wishes = _WISHES[decision]
    letterhead = Letterhead(agency, parent, place)
    subject = f"thông báo kế tục Thỏa thuận đã ký với {old_name}"
    number = f" (số {agreement_number})" if agreement_number else ""
    signed = f", ký {_day(agreement_date)}" if agreement_date else f", ký ngày {DOTS}"
    names = {"old": old_name, "new": new_name, "end": _day(ended_on)}
    parts = [
        layout.head(letterhead, notation_default="…", subject=subject),
        layout.addressed_to(tuple(partners) or (DOTS,)),
        layout.body_text(
            f"{agency or new_name} trân trọng gửi lời chào tới Quý cơ quan và xin thông báo: căn cứ {basis or DOTS}, "
            f"kể từ {_day(since)}, {new_name} kế tục {old_name}, là một bên của “{agreement_title}”{number}{signed} "
            "(sau đây gọi là Thỏa thuận)."
        ),
        *(layout.body_text(f"{n}. {wish.format(**names)}") for n, wish in enumerate(wishes, start=1)),
        layout.body_text(
            f"{len(wishes) + 1}. Đầu mối liên hệ của {new_name}: {contact or DOTS}. Đề nghị Quý cơ quan xác nhận đã nhận "
            f"được thông báo này và cho ý kiến bằng văn bản trước ngày {DOTS}."
        ),
        layout.body_text(
            f"{agency or new_name} cảm ơn sự hợp tác của Quý cơ quan và mong quan hệ hợp tác hữu nghị giữa hai bên tiếp tục phát triển./."
        ),
        layout.signature(letterhead, recipients=("Như trên", f"{DOTS} (để báo cáo)")),
        word.section(),
    ]
    return docx_bytes("".join(parts), title=f"Công văn {subject}")


def _day(date: Date | None) -> str:
    if date is None:
        return "ngày … tháng … năm …"
    day, month, year = date
    return f"ngày {day:02d}/{month:02d}/{year}"
