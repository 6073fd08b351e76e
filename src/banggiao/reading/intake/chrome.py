"""What a web page wraps around an article: recognised line by line, left out, and named in the notes."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.reading.intake.builder import Piece, clean
from banggiao.reading.paper import BlockKind

NOTE_CHROME = "Đã bỏ phần khung của trang mạng (liên kết, bình luận, chia sẻ)."
NOTE_DOUBLED = "Đoạn mở đầu lặp lại hai lần; chỉ giữ một."

# Lines of a news site that are never part of the article, compared in lower case without punctuation.
_LINES = {
    "phản hồi",
    "bình luận",
    "gửi bình luận",
    "gửi phản hồi",
    "ý kiến bạn đọc",
    "ý kiến của bạn",
    "chia sẻ",
    "chia sẻ facebook",
    "thích",
    "lưu bài",
    "in bài",
    "in trang",
    "in bài viết",
    "sao chép liên kết",
    "trở về trang chủ",
    "quay lại",
    "về đầu trang",
    "nghe bài viết",
    "đăng nhập",
    "đăng ký",
    "đọc thêm",
    "xem thêm",
    "vui lòng nhập bình luận tiếng việt có dấu",
    "nhập mã xác nhận",
    "theo dõi chúng tôi",
    "quảng cáo",
}
# Headings after which only links to other pages follow.
_LINK_LISTS = {
    "tin liên quan",
    "bài liên quan",
    "tin bài liên quan",
    "các tin liên quan",
    "các tin khác",
    "các bài khác",
    "các tinbài khác",
    "tin khác",
    "tin cùng chuyên mục",
    "cùng chuyên mục",
    "tin mới nhất",
    "tin mới",
    "tin nổi bật",
    "đọc nhiều",
    "tin đọc nhiều",
    "có thể bạn quan tâm",
}
_ASKS_COMMENT = re.compile(r"\W*vui lòng nhập bình luận|\W*theo dõi .{1,40} trên google news", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^\w\s]+")
_SENTENCE_END = (".", "!", "?", ";", "”", '"')
_CREDIT = re.compile(r"(?:^|[(.\s–-])Ảnh(?: minh họa)?\s*:\s*[^.]{2,60}\)?\.?$")
_NUMBERED_PHOTO = re.compile(r"(.+? - ảnh \d{1,2})(?=[^\W\d]|\s|$)\s*(.*)")
_LONGEST_CAPTION = 300
_HEAD = 15  # a lead is doubled near the top of a page or not at all
_SHORTEST_LEAD = 60


def strip_chrome(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """Return the article's own pieces, with captions told apart, and notes on what was left out."""
    kept: list[Piece] = []
    notes: list[str] = []
    head: set[str] = set()
    in_links = False
    for piece in pieces:
        text = clean(piece.text)
        in_head = len(kept) < _HEAD
        # Prose below the head is neither a label of the site nor a lead: most of a paper passes here.
        key = _key(text) if in_head or len(text) < _SHORTEST_LEAD else ""
        if key in _LINK_LISTS:
            in_links = True
        elif in_links and text.endswith(_SENTENCE_END):
            in_links = False
        if in_links or key in _LINES or _ASKS_COMMENT.match(text):
            if NOTE_CHROME not in notes:
                notes.append(NOTE_CHROME)
            continue
        if in_head and len(text) >= _SHORTEST_LEAD:
            if key in head:
                if NOTE_DOUBLED not in notes:
                    notes.append(NOTE_DOUBLED)
                continue
            head.add(key)
        kept.extend(_captioned(piece._replace(text=text)))
    return kept, notes


def _key(text: str) -> str:
    return " ".join(_PUNCTUATION.sub("", text).lower().split())


def _captioned(piece: Piece) -> list[Piece]:
    """Tell a photograph's caption from the article's sentences; split one glued to its picture's name."""
    if piece.kind is not BlockKind.PARAGRAPH or len(piece.text) > _LONGEST_CAPTION:
        return [piece]
    glued = _NUMBERED_PHOTO.fullmatch(piece.text)
    if glued:
        parts = [part for part in glued.groups() if part]
        return [piece._replace(text=part, kind=BlockKind.CAPTION) for part in parts]
    if _CREDIT.search(piece.text):
        return [piece._replace(kind=BlockKind.CAPTION)]
    return [piece]
