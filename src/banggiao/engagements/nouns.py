"""The nouns of this room: engagements and participations."""

from __future__ import annotations

from banggiao.core.nouns import Fault, Field, Kind, Noun, register
from banggiao.core.shapes import choice, interval, note, record, term, text, words
from banggiao.engagements.models import Engagement, Participation

KINDS = (
    ("visit", "chuyến thăm, đoàn", "visit, delegation"),
    ("meeting", "hội đàm, tiếp xúc", "meeting"),
    ("conference", "hội nghị, hội thảo", "conference"),
    ("negotiation", "đàm phán", "negotiation"),
    ("signing", "ký kết", "signing"),
    ("initiative", "sáng kiến", "initiative"),
    ("campaign", "chiến dịch, vận động", "campaign"),
    ("culture", "sự kiện văn hóa, thông tin", "culture or information event"),
    ("course", "lớp đào tạo, bồi dưỡng", "course"),
    ("other", "hoạt động khác", "other"),
)
DIRECTIONS = (("out", "đoàn ra", "outbound"), ("in", "đoàn vào", "inbound"))
FORMATS = (
    ("onsite", "trực tiếp", "in person"),
    ("online", "trực tuyến", "online"),
    ("hybrid", "trực tiếp và trực tuyến", "hybrid"),
)
STATUSES = (
    ("planned", "dự kiến", "planned"),
    ("approved", "đã duyệt", "approved"),
    ("held", "đã thực hiện", "held"),
    ("postponed", "hoãn", "postponed"),
    ("cancelled", "hủy", "cancelled"),
)
ROLES = (
    ("head", "trưởng đoàn", "head of delegation"),
    ("chair", "chủ trì", "chair"),
    ("direct", "dự và chỉ đạo", "attends and directs"),
    ("open", "phát biểu khai mạc", "opening speech"),
    ("speech", "phát biểu chỉ đạo", "directing speech"),
    ("paper", "tham luận", "paper"),
    ("sign", "ký kết", "signs"),
    ("host", "đón tiếp, đăng cai", "host"),
    ("member", "thành viên, đại biểu", "member, delegate"),
    ("observer", "khách mời", "guest"),
)

ENGAGEMENT = register(
    Noun(
        code="engagement", model=Engagement, vi="hoạt động", en="engagement", en_many="engagements",
        title=("title",), english="title_en", order="-valid_from", state="status",
        fields=(
            text("title", "tên hoạt động", "title", required=True, search="A", listed=True, sorted=True),
            text("title_en", "tên tiếng Anh", "English title", search="A"),
            choice("kind", "loại", "kind", KINDS, required=True, listed=True, filtered=True),
            choice("direction", "đoàn ra, đoàn vào", "direction", DIRECTIONS, filtered=True),
            term("level", "cấp", "level", "visit_level"),
            term("channel", "kênh", "channel", "channel", listed=True, filtered=True),
            term("field", "lĩnh vực", "field", "field_central field_local", filtered=True),
            record("host", "cơ quan chủ trì", "host", "actor", listed=True, filtered=True),
            record("counterpart", "đối tác", "counterpart", "actor", listed=True, filtered=True),
            text("place", "địa điểm", "place", search="B", listed=True),
            choice("format", "hình thức", "format", FORMATS),
            *interval(("từ ngày", "from"), ("đến ngày", "to"), listed=True),
            choice("status", "trạng thái", "status", STATUSES, required=True, listed=True, filtered=True, default="planned"),
            record("plan", "theo chương trình (để trống: ngoài chương trình)", "programme (none: outside)", "instrument", filtered=True),
            text("beneficiary", "đối tượng thụ hưởng (địa phương, doanh nghiệp, người dân)", "beneficiary", search="B"),
            words("purpose", "mục đích, nội dung", "purpose", search="B"),
            words("outcome", "kết quả", "outcome", search="B"),
        ),
        refusals={
            "engagements_engagement_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
        },
        follows=frozenset({"engagements.Participation.engagement"}),
    )
)  # fmt: skip

PARTICIPATION = register(
    Noun(
        code="participation", model=Participation, vi="tham gia", en="participation", en_many="participations",
        title=("person", "actor", "role"), part_of="engagement",
        fields=(
            record("engagement", "hoạt động", "engagement", "engagement", required=True, listed=True, filtered=True),
            record("person", "người", "person", "person", listed=True, filtered=True),
            record("actor", "chủ thể", "actor", "actor", listed=True, filtered=True),
            choice("role", "vai trò", "role", ROLES, required=True, listed=True, filtered=True),
            Field("headcount", Kind.INTEGER, "số người", "headcount", minimum=0, listed=True),
            note(),
        ),
        refusals={
            "engagements_participation_of_someone": Fault("actor", "required", "Hãy chọn người hoặc chủ thể.", "Choose a person or an actor."),
        },
    )
)  # fmt: skip
