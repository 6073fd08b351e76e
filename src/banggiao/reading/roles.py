"""What each statement does in its paper: by the heading it stands under, then by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banggiao.language.headings import kind_of_heading
from banggiao.reading.records import Role, Section

_ROLE_OF_KIND = {
    "context": Role.CONTEXT,
    "result": Role.RESULT,
    "assessment": Role.RESULT,
    "shortcoming": Role.SHORTCOMING,
    "cause": Role.CAUSE,
    "direction": Role.DIRECTION,
    "proposal": Role.PROPOSAL,
    "lesson": Role.OTHER,
    "closing": Role.OTHER,
}

_FORMULA = re.compile(
    r"trên đây là|xin (?:trân trọng )?(?:cảm ơn|báo cáo|gửi)|trân trọng(?: báo cáo| cảm ơn|\W|$)|kính (?:gửi|đề nghị .{0,60} xem xét"
    r"|trình|mong|báo cáo)|căn cứ |(?:thực hiện|triển khai|phúc đáp|theo|tiếp theo|trả lời) (?:công văn|văn bản|yêu cầu|đề nghị|kế hoạch|chỉ thị|kết luận|nghị quyết|quyết định)"
    r".{0,420}(?:báo cáo|như sau|cụ thể như)|.{0,200}(?:xin báo cáo|báo cáo (?:kết quả )?.{0,120}như sau|cụ thể như sau)|nơi nhận"
)
_PROPOSAL = re.compile(
    r"(?:đề nghị|kiến nghị|đề xuất|kính đề nghị|trân trọng đề nghị)(?!\w)|.{0,80}(?<!được )(?<!các )(?<!những )(?:kiến nghị|đề nghị) (?:bộ|chính phủ|thủ tướng|trung ương|quốc hội|các bộ|ban bí thư|bộ chính trị)"
)
_CAUSE = re.compile(
    r"(?:một phần |chủ yếu )?(?:là )?do(?!anh|\w)|(?:một trong những |các )?nguyên nhân(?!\w)|.{0,160}(?:nguyên nhân (?:là|chủ yếu|chính|của)|xuất phát từ|bắt nguồn từ)"
    r"|(?:sở dĩ|bởi)(?!\w)"
)
_SHORTCOMING_WORDS = (
    "còn hạn chế|hạn chế(?! (?:tối đa|thấp nhất|rủi ro|tác động|đến))|chưa (?:được|có|thực sự|cao|đồng|thường|kịp|đáp|tương|đạt|sâu|chủ|nhiều|đều|đầy|rõ|thật|phát|tốt|tận|bền|hoàn|đủ|khai|gắn|bố|ban|tổ|hiệu|triển|theo|xây|quan|mạnh|chặt|tạo|hình|nắm|bảo|đa|sử|huy|kết|cụ|đề|phù|chuyên|vững|cập|thống|ký|tham|tiếp|hết|thể)"
    "|còn (?:thiếu|chậm|yếu|ít|mỏng|lúng túng|khó khăn|bất cập|mang tính|dàn trải|hình thức|nhiều khó khăn|tình trạng|bị động|phân tán|thấp|khiêm tốn|rời rạc|chồng chéo|lỏng|để)"
    "|gặp (?:nhiều |không ít |một số )?khó khăn|bất cập|vướng mắc|yếu kém|tồn tại|không đạt|chậm (?:được|so với|tiến độ|trễ)|thiếu (?:hụt|đồng bộ|chủ động|nguồn|kinh phí|cán bộ)"
)
_SHORTCOMING = re.compile(rf"(?<!\w)(?:{_SHORTCOMING_WORDS})(?!\w)")
_TURN = re.compile(
    r"(?:tuy nhiên|tuy vậy|song|bên cạnh (?:những |các )?kết quả|bên cạnh đó, (?:còn|vẫn)|mặc dù|hạn chế|tồn tại|khó khăn|dù|nhưng|một số (?:hạn chế|tồn tại|khó khăn))(?!\w)"
)
_DIRECTION = re.compile(
    r"(?:(?:trong )?(?:thời gian|giai đoạn|những năm|các năm|năm|nhiệm kỳ|kỳ) (?:tới|sau|tiếp theo)|phấn đấu|đến năm 20\d\d"
    r"|(?:từ nay|trước mắt)|để triển khai|để thực hiện thắng lợi|phương hướng|mục tiêu (?:là|đến|đề ra)|trọng tâm (?:là|thời gian))(?!\w)"
)
_WILL = re.compile(
    r"(?<!\w)(?:sẽ|cần(?! thơ| giờ)|phải|tiếp tục (?:đẩy|tăng|nâng|hoàn|phát|chú|thực|triển|củng|mở|rà|xây|duy|phối|đổi)|dự kiến|phấn đấu)(?!\w)"
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|đạt|hoàn thành|được (?:triển khai|tổ chức|thực hiện|ban hành)|trong (?:kỳ|năm 20\d\d|giai đoạn)|tổ chức \d|ký kết \d|đón \d|cử \d)(?!\w)"
)
_DID = re.compile(r"(?<!\w)đã (?!nêu|đề ra|được nêu|và đang)")
_IMPERATIVE = re.compile(
    r"(?:đẩy mạnh|tăng cường|nâng cao|tiếp tục|chủ động|đổi mới|không ngừng|hoàn thiện|củng cố|xây dựng|phát huy|mở rộng"
    r"|quán triệt|tập trung|chú trọng|bảo đảm|huy động|triển khai|phối hợp|rà soát|thực hiện|cùng với đó, không ngừng)(?!\w)"
)

_SPEECH = (
    "khẳng định|nhấn mạnh|cho rằng|cho biết|cho hay|đánh giá|nhận định|phát biểu|bày tỏ|chia sẻ|ghi nhận|ca ngợi"
    "|nhận xét|thông tin|biểu dương|cho nhấn mạnh|nêu rõ|lưu ý|chỉ đạo"
)
_SPEAKER = (
    "đồng chí|ông|bà|bộ trưởng|thứ trưởng|thủ tướng|chủ tịch|tổng bí thư|trưởng ban|đại sứ|phó thủ tướng|bí thư|giám đốc"
    "|tổng giám đốc|đại biểu|người đứng đầu|lãnh đạo|chuyên gia|các nước|bạn bè quốc tế|dư luận|đối tác|đại diện|hội nghị"
    "|quốc tế|đoàn kiểm tra|tổng thư ký|ngài|phó chủ tịch|ban bí thư|chính phủ|bộ chính trị|doanh nghiệp|nhà đầu tư"
)
_SAID = re.compile(
    rf"(?<!\w)(?:{_SPEAKER})(?!\w)[^\"]{{0,120}}?(?<!\w)(?:{_SPEECH})(?!\w)|^(?:trả lời|phát biểu|theo (?:ông|bà|đồng chí|bộ trưởng|thứ trưởng))"
)
_QUOTED = re.compile(r'"[^"]{8,}')
_PRAISE = re.compile(
    r"(?<!\w)(?:đánh giá (?:rất )?cao|đánh giá là|ghi nhận và đánh giá|được .{0,60} (?:đánh giá|ghi nhận|khen))(?!\w)"
)


def kinds_of(sections: Sequence[Section], shadows: Sequence[str]) -> list[str | None]:
    """Return the kind of each section: by its own heading, else the kind of the section around it."""
    kinds: list[str | None] = []
    for section, shadow in zip(sections, shadows, strict=True):
        around = kinds[section.parent] if section.parent is not None else None
        own = kind_of_heading(shadow, opening=around is not None)
        kinds.append(own if own is not None else around)
    return kinds


def role_of(
    shadow: str, kind: str | None, *, lead_in: bool, from_table: bool, is_news: bool
) -> tuple[Role, str]:
    """Return the role of a statement and the rule that gave it.

    ``shadow`` is the statement's shadow, ``kind`` the kind of the section it stands in.
    """
    if from_table:
        return _ROLE_OF_KIND.get(kind or "result", Role.RESULT), "table"
    if lead_in and len(shadow) < 200 or _FORMULA.match(shadow):
        return Role.OTHER, "formula"
    if _is_quote(shadow, is_news):
        return Role.QUOTE, "quote"
    return _by_words(shadow, kind)


def _is_quote(shadow: str, is_news: bool) -> bool:
    if is_news:
        return _SAID.search(shadow) is not None or (shadow.startswith('"') and len(shadow) > 60)
    if _PRAISE.search(shadow):
        return True
    return _QUOTED.search(shadow) is not None and _SAID.search(shadow) is not None


def _by_words(shadow: str, kind: str | None) -> tuple[Role, str]:
    heading = _ROLE_OF_KIND[kind] if kind else None
    if kind in ("direction", "proposal", "lesson", "closing", "cause", "context"):
        assert heading is not None
        if kind == "direction" and _PROPOSAL.match(shadow):
            return Role.PROPOSAL, "words"
        return heading, "heading"
    if kind == "shortcoming":
        if _CAUSE.match(shadow):
            return Role.CAUSE, "words"
        return Role.SHORTCOMING, "heading"
    return _in_results(shadow, heading)


def _in_results(shadow: str, heading: Role | None) -> tuple[Role, str]:
    if _PROPOSAL.match(shadow):
        return Role.PROPOSAL, "words"
    if _TURN.match(shadow) and _SHORTCOMING.search(shadow):
        return Role.SHORTCOMING, "words"
    if _CAUSE.match(shadow):
        return Role.CAUSE, "words"
    if _DIRECTION.match(shadow) and not _DID.search(shadow):
        return Role.DIRECTION, "words"
    did = _DID.search(shadow) is not None
    if not did and _SHORTCOMING.search(shadow):
        return Role.SHORTCOMING, "words"
    if heading is not None:
        return heading, "heading"
    if did or _DONE.search(shadow):
        return Role.RESULT, "words"
    if _WILL.search(shadow) or _IMPERATIVE.match(shadow):
        return Role.DIRECTION, "words"
    return Role.CONTEXT, "default"
