"""The noun of this room: envelopes."""

from __future__ import annotations

from banggiao.core.nouns import Fault, Field, Kind, Noun, register
from banggiao.core.shapes import choice, day, note, record, records, text, words
from banggiao.exchange.models import Envelope

WAYS = (("in", "đến", "in"), ("out", "đi", "out"))
BUSINESS = (
    ("new", "văn bản mới", "new paper"),
    ("recall", "thu hồi", "taken back"),
    ("update", "cập nhật", "changed"),
    ("replace", "thay thế", "replaced"),
    ("other", "nghiệp vụ khác", "other"),
)
"""What an envelope does with its paper, in the order of the numbers 0, 1, 2, 3 that envelopes write."""

ENVELOPE = register(
    Noun(
        code="envelope", model=Envelope, vi="gói tin edXML", en="edXML envelope", en_many="edXML envelopes",
        title=("number", "subject"), order="-date",
        fields=(
            text("subject", "trích yếu", "subject", required=True, max_length=2000, search="A", listed=True, sorted=True),
            choice("way", "đến hay đi", "in or out", WAYS, required=True, listed=True, filtered=True),
            text("number", "số, ký hiệu", "number", max_length=200, search="A", listed=True),
            day("date", "ngày ban hành", "date", listed=True, sorted=True, filtered=True),
            record("sender", "nơi gửi", "sender", "actor", listed=True, filtered=True,
                   help_vi="Để trống khi mã nơi gửi chưa có trong sổ mã định danh.",
                   help_en="Empty while nobody is known by the sender's code."),
            text("sender_code", "mã nơi gửi", "sender's code", max_length=64, search="B", listed=True),
            text("sender_name", "tên nơi gửi như ghi", "sender's name as written"),
            records("receivers", "nơi nhận", "receivers", "actor"),
            words("receiver_codes", "mã và tên nơi nhận như ghi", "receivers' codes and names as written"),
            text("type", "tên loại", "type", max_length=200, listed=True),
            text("place", "địa danh", "place", max_length=200),
            text("signer", "người ký", "signer", max_length=200, search="B", listed=True),
            text("signer_post", "chức vụ người ký", "signer's post"),
            day("due", "hạn xử lý", "due", listed=True, sorted=True, filtered=True, latest=True),
            Field("priority", Kind.INTEGER, "độ khẩn (số như ghi)", "priority (number as written)", minimum=0),
            Field("steering", Kind.INTEGER, "loại chỉ đạo (số như ghi)", "steering type (number as written)", minimum=0),
            choice("business", "nghiệp vụ", "what it does", BUSINESS, required=True, filtered=True, default="new"),
            words("reason", "lý do của nghiệp vụ", "reason given"),
            text("about", "mã văn bản được thu hồi, cập nhật, thay thế", "id of the paper meant", max_length=500),
            text("document_id", "mã văn bản", "paper's id", required=True, max_length=500, search="B"),
            words("trace", "vết gửi nhận", "way it took"),
            words("content", "nội dung tóm tắt", "content in brief", search="B"),
            record("source", "văn bản", "paper", "source"),
            record("instrument", "văn kiện", "instrument", "instrument", listed=True, filtered=True),
            note(),
        ),
        refusals={
            "exchange_envelope_once": Fault(
                "document_id", "taken", "Gói tin có mã văn bản này đã có.", "An envelope with this paper's id is there already."),
            "exchange_envelope.way": Fault(
                "document_id", "taken", "Gói tin có mã văn bản này đã có.", "An envelope with this paper's id is there already."),
        },
    )
)  # fmt: skip
