"""The nouns of this room: rules for deadlines, authorities and norms, and holidays."""

from __future__ import annotations

from banggiao.core.nouns import Fault, Field, Kind, Noun, register
from banggiao.core.shapes import choice, day, interval, note, record, text
from banggiao.rules.models import AuthorityRule, DeadlineRule, Holiday, Norm

OCCASIONS = (
    ("event_start", "ngày bắt đầu sự kiện", "start of the event"),
    ("event_end", "ngày kết thúc sự kiện", "end of the event"),
    ("return", "ngày về nước", "return"),
    ("signing", "ngày ký", "signing"),
    ("request", "ngày nhận đề nghị", "receipt of the request"),
    ("notice", "ngày nhận thông báo", "receipt of the notice"),
    ("dissent", "ngày có ý kiến khác nhau", "disagreement"),
)
UNITS = (
    ("day", "ngày", "calendar days"),
    ("working", "ngày làm việc", "working days"),
    ("month", "tháng", "months"),
)
STRICT = (("by", "chậm nhất là", "by"), ("before", "trước ngày", "before"), ("on", "đúng ngày", "on"))
_INTERVAL = Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.")

DEADLINE = register(
    Noun(
        code="deadline", model=DeadlineRule, vi="quy định thời hạn", en="deadline rule", en_many="deadline rules",
        title=("name",), order="name",
        fields=(
            text("code", "mã", "code", required=True, max_length=64, listed=True, filtered=True),
            text("name", "việc phải làm", "what must be done", required=True, search="A", listed=True, sorted=True),
            text("applies_to", "áp dụng cho", "applies to", listed=True, search="B"),
            choice("occasion", "tính từ", "counted from", OCCASIONS, listed=True, filtered=True),
            Field("offset", Kind.INTEGER, "số ngày (âm: trước mốc)", "days (negative: before)", listed=True),
            choice("unit", "đơn vị", "unit", UNITS, listed=True),
            Field("month", Kind.INTEGER, "tháng hằng năm", "month of every year", minimum=1),
            Field("day", Kind.INTEGER, "ngày hằng năm", "day of every year", minimum=1,
                  help_vi="Bỏ trống: cả tháng.", help_en="Empty: the whole month."),
            Field("year", Kind.INTEGER, "chỉ trong năm", "in one year only", minimum=1900),
            choice("strict", "cách hiểu hạn", "meaning", STRICT),
            record("owner", "quy định riêng của", "own rule of", "actor", filtered=True),
            text("legal_ref", "căn cứ", "legal reference", required=True, search="B", listed=True),
            *interval(("áp dụng từ", "applies from"), ("áp dụng đến", "applies until")),
            note(),
        ),
        refusals={"rules_deadlinerule_interval": _INTERVAL},
    )
)  # fmt: skip

AUTHORITY = register(
    Noun(
        code="authority", model=AuthorityRule, vi="quy định thẩm quyền", en="authority rule", en_many="authority rules",
        title=("subject", "authority"), order="subject",
        fields=(
            text("code", "mã", "code", required=True, max_length=64, listed=True, filtered=True),
            text("subject", "việc", "subject", required=True, search="A", listed=True, sorted=True),
            text("condition", "điều kiện", "condition", max_length=500, listed=True, search="B"),
            text("authority", "thẩm quyền", "authority", required=True, listed=True, search="B"),
            record("actor", "chủ thể quyết định", "deciding actor", "actor", filtered=True),
            text("legal_ref", "căn cứ", "legal reference", required=True, search="B", listed=True),
            *interval(("áp dụng từ", "applies from"), ("áp dụng đến", "applies until")),
            note(),
        ),
        refusals={"rules_authorityrule_interval": _INTERVAL},
    )
)  # fmt: skip

NORM = register(
    Noun(
        code="norm", model=Norm, vi="định mức", en="norm", en_many="norms", title=("item", "guest_class", "person"),
        order="item",
        fields=(
            text("code", "mã", "code", required=True, max_length=64, listed=True, filtered=True),
            text("item", "nội dung chi", "item", required=True, search="A", listed=True, sorted=True),
            text("guest_class", "hạng khách", "class of guest", max_length=64, listed=True, filtered=True),
            text("person", "đối tượng", "person", max_length=64, listed=True),
            Field("amount", Kind.DECIMAL, "mức (tối đa)", "amount (at most)", minimum=0, listed=True, sorted=True),
            text("unit", "đơn vị", "unit", max_length=100, listed=True),
            text("text", "mức bằng lời", "in words", max_length=500, listed=True),
            text("legal_ref", "căn cứ", "legal reference", required=True, search="B", listed=True),
            *interval(("áp dụng từ", "applies from"), ("áp dụng đến", "applies until")),
            note(),
        ),
        refusals={"rules_norm_interval": _INTERVAL},
    )
)  # fmt: skip

HOLIDAY = register(
    Noun(
        code="holiday", model=Holiday, vi="ngày nghỉ", en="holiday", en_many="holidays", title=("name", "on"), order="on",
        fields=(
            day("on", "ngày", "day", required=True, listed=True, sorted=True, filtered=True),
            text("name", "tên", "name", required=True, max_length=200, search="A", listed=True),
            Field("works", Kind.YES_NO, "là ngày làm bù", "is worked instead", listed=True),
            text("legal_ref", "căn cứ", "legal reference", listed=True),
        ),
        refusals={"rules_holiday_once": Fault("on", "taken", "Ngày này đã có trong bảng.", "This day is in the table already.")},
    )
)  # fmt: skip
