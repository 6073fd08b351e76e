"""The nouns of this room: drafts put to the vote, and soundings."""

from __future__ import annotations

from banggiao.core.nouns import Noun, register
from banggiao.core.shapes import choice, day, note, record, records, text, words
from banggiao.multilateral.jobs import drafts_asked, soundings_asked
from banggiao.multilateral.models import Sounding, VoteDraft
from banggiao.multilateral.rules import drafts_check, soundings_check

POSITIONS = (
    ("Y", "thuận", "for"),
    ("N", "chống", "against"),
    ("A", "trắng", "abstaining"),
    ("X", "vắng mặt", "not voting"),
)
CHANNELS = (
    ("mission", "phái đoàn tại Liên hợp quốc", "mission to the United Nations"),
    ("capital", "đối thoại tại thủ đô", "talks in a capital"),
    ("note", "công hàm", "note verbale"),
    ("committee", "phiếu ở ủy ban", "vote in committee"),
    ("public", "tuyên bố công khai", "public statement"),
    ("other", "khác", "other"),
)

VOTE_DRAFT = register(
    Noun(
        code="votedraft", model=VoteDraft, vi="dự thảo đưa ra bỏ phiếu", en="draft put to the vote", en_many="drafts put to the vote",
        title=("title",), order="-expected",
        fields=(
            text("title", "tên dự thảo", "title", required=True, max_length=500, search="A", listed=True, sorted=True,
                 help_vi="Như ghi trên dự thảo, tốt nhất bằng tiếng Anh: dữ liệu của Liên hợp quốc là tiếng Anh.",
                 help_en="As on the draft, best in English: the United Nations' data is in English."),
            words("text", "văn bản dự thảo", "text of the draft", search="B"),
            words("earlier_text", "văn bản lần trước (để so)", "text of the last time (to compare)"),
            text("agenda_item", "mục chương trình nghị sự", "agenda item", search="B", listed=True,
                 help_vi="Tên của mục, không phải số.", help_en="Its name, not its number."),
            text("committee", "ủy ban", "committee", max_length=100, listed=True, filtered=True),
            records("sponsors", "bên bảo trợ", "sponsors", "actor"),
            day("expected", "ngày dự kiến bỏ phiếu", "day of the vote expected", listed=True, sorted=True, filtered=True),
            choice("position", "lập trường đề xuất", "our proposed position", POSITIONS, listed=True, filtered=True),
            words("explanation", "giải thích phiếu", "explanation of vote", search="B"),
            text("symbol", "ký hiệu nghị quyết (kết quả)", "symbol of the resolution (outcome)", max_length=64, search="B", listed=True),
            day("adopted", "ngày thông qua", "day of adoption", listed=True, sorted=True),
            note(),
        ),
        check_many=drafts_check, after_write=drafts_asked,
        follows=frozenset({"multilateral.Sounding.draft"}),
        stays={"multilateral.VoteForecast.draft": "dự báo là của câu hỏi đã đặt ra lúc đó / a forecast answers what was asked then"},
    )
)  # fmt: skip

SOUNDING = register(
    Noun(
        code="sounding", model=Sounding, vi="thăm dò", en="sounding", en_many="soundings",
        title=("actor", "position", "draft"), part_of="draft", order="-on",
        fields=(
            record("draft", "dự thảo", "draft", "votedraft", required=True, listed=True, filtered=True),
            record("actor", "nước", "state", "actor", required=True, listed=True, filtered=True),
            choice("position", "lập trường", "position", POSITIONS, required=True, listed=True, filtered=True),
            day("on", "ngày", "on", listed=True, sorted=True),
            choice("channel", "qua", "by way of", CHANNELS, listed=True, filtered=True),
            note(),
        ),
        check_many=soundings_check, after_write=soundings_asked,
    )
)  # fmt: skip
