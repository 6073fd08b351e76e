"""News items: their head, and the lines of a web page that are not the item (A13.06, A13.07)."""

from __future__ import annotations

from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.headings import Style, numbering_of
from banggiao.language.names import UPPER
from banggiao.reading.outline import is_row
from banggiao.reading.paper import Block, BlockKind, Paper
from banggiao.reading.records import Field, Header

_FIRST_BLOCKS = 8
_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{1,4}}"
_BYLINE = re.compile(
    r"(?:(?:Tác giả|Bài|Bài và ảnh|Tin, ảnh|Người viết) ?: ?)?"
    rf"(?P<author>(?!Việt Nam){_NAME}(?: ?[-–,] ?{_NAME}){{0,2}}"
    rf"|(?:Nhóm|Nhóm phóng viên|PV|Ban)(?: [{UPPER}]\w*){{0,3}})(?: ?\([^()\n]{{2,40}}\))?"
)
_AGENCY = re.compile(
    rf"(?:{_SYLLABLE}(?: {_SYLLABLE}){{0,3}} )?\((?P<bracket>[A-Z][\w.]{{2,24}}(?: [{UPPER}]\w*){{0,3}})\)"
    r"\s*[-–—]|(?P<bare>TTXVN|VOV\d?|VTV\d?|VGP)\s*[-–—]"
)
_CREDIT = re.compile(
    rf"Theo (?P<author>{_NAME})\s*/\s*(?P<publisher>[{UPPER}][\w.]*(?: [\w.]+){{0,3}})"
    rf"|Theo (?P<paper>[{UPPER}][\w.]*(?: [\w.]+){{0,3}})"
)
_ORIGIN = re.compile(r"Nguồn:?\s+(?P<publisher>\S[^\n]{1,40})")
_FULL_DATE = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|20)\d\d)(?!\d)")
_SHORT_DATE = re.compile(r"(?:ngày|sáng|chiều|tối)(?: nay)? \(?(?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?!\d)")
_URL = re.compile(r"https?://\S+")
_ADDRESS = re.compile(r"\W*(?:(?:Nguồn|Link|Theo|URL|Địa chỉ)[^:\n]{0,20}:\s*)?(?P<url>https?://\S+)\s*")
_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>20[0-4]\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])"
)

_CHROME = re.compile(
    r"(?:tin|bài)(?: bài)? liên quan|phản hồi|bình luận|chia sẻ|xem thêm|các tin/bài khác"
    r"|các tin khác|tin khác"
    r"|tin mới|đọc thêm|in bài|in trang|gửi email|quay lại|về trang chủ|trang chủ|từ khóa|tags?"
    r"|theo dõi|mời đọc thêm"
    r"|đăng nhập|đăng ký|tin cùng chuyên mục|bài viết liên quan|video liên quan|gửi bình luận"
)
_CHROME_OPENING = re.compile(
    r"\*?\s?vui lòng nhập|bạn đang đọc bài viết|đọc các tin bài|nguồn:? \S+$|https?://|nguồn tin:"
    r"|theo dõi .{0,30} trên"
    r"|chia sẻ (?:bài viết|qua|lên)|bản quyền|© |\(?ảnh: "
)
_CAPTION = re.compile(
    r"(?<!hình )(?<!\w)ảnh(?: minh họa)?\s?:|- ảnh \d"
    r"|^(?:ảnh|hình|bảng|biểu|biểu đồ|sơ đồ)(?: số)? \d{1,2}[.:]"
)
_CAPTION_WORDS = ("hình", "bảng", "biểu", "sơ đồ")
_LONGEST_CAPTION = 320


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the words of a paragraph begin behind the agency that opens it ("(Chinhphu.vn) – …")."""
    match = _AGENCY.match(text, start, end)
    return match.end() if match else start


def is_chrome(shadow: str) -> bool:
    """Say whether a line belongs to the web page around the item ("Tin liên quan", a bare URL)."""
    line = shadow.strip(" .:»>|*")
    return len(line) < 200 and bool(_CHROME.fullmatch(line) or _CHROME_OPENING.match(shadow.strip()))


def is_caption(block: Block, shadow: str) -> bool:
    """Say whether a block is the caption of a picture or table: marked so, numbered, or with a credit."""
    if block.kind is BlockKind.CAPTION:
        return True
    if len(shadow) > _LONGEST_CAPTION or not ("ảnh" in shadow or shadow.startswith(_CAPTION_WORDS)):
        return False
    return _CAPTION.search(shadow) is not None


def is_byline(words: str) -> bool:
    """Say whether a line is nothing but an author's name."""
    return len(words) <= 80 and _BYLINE.fullmatch(words.strip(" .")) is not None


def read_news_head(paper: Paper, shadow: str) -> tuple[Header, int]:
    """Return the header of a news item, and the index of the first block of its body."""
    title = _title(paper)
    author = _byline(paper, shadow)
    publisher, credited = _publisher(paper)
    field, iso = _date(paper, shadow)
    header = Header(
        subject=_block_field(paper, paper.blocks[title]) if title is not None else None,
        publisher=publisher,
        author=credited or author,
        date_field=field,
        date=iso,
        url=_address(paper),
    )
    return header, _body_begins(paper, shadow, title)


def _block_field(paper: Paper, block: Block) -> Field:
    return _field(paper, block.start, block.end)


def _field(paper: Paper, start: int, end: int) -> Field:
    words = paper.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Field(" ".join(words.split()), start, end)


def _title(paper: Paper) -> int | None:
    """The first line long enough for a title and no sentence; a rubric above it ("Hội nhập") is not."""
    for index, block in enumerate(paper.blocks[:3]):
        words = paper.text[block.start : block.end].strip()
        if words.endswith((".", ":")) or _AGENCY.match(words) or _is_part(words) or is_row(paper.text, block):
            return None
        if 25 <= len(words) <= 250 and not _FULL_DATE.match(words):
            return index
    return None


def _is_part(words: str) -> bool:
    """Whether the line opens a numbered part: an excerpt may begin with one."""
    numbering = numbering_of(words, shadow_of(words))
    return numbering is not None and numbering.style is not Style.BULLET


def _byline(paper: Paper, shadow: str) -> Field | None:
    blocks = [*paper.blocks[1:_FIRST_BLOCKS], *paper.blocks[-_FIRST_BLOCKS:]]
    for block in blocks:
        words = paper.text[block.start : block.end]
        if is_byline(words) and not is_chrome(shadow[block.start : block.end]):
            named = _BYLINE.fullmatch(words.strip(" ."))
            start = block.start + len(words) - len(words.lstrip(" ."))
            return named and _field(paper, start + named.start("author"), start + named.end("author"))
    return None


def _publisher(paper: Paper) -> tuple[Field | None, Field | None]:
    for block in paper.blocks[-_FIRST_BLOCKS:]:
        if match := _CREDIT.fullmatch(paper.text, block.start, block.end):
            if match["paper"]:
                return _field(paper, *match.span("paper")), None
            return _field(paper, *match.span("publisher")), _field(paper, *match.span("author"))
    for block in paper.blocks[:_FIRST_BLOCKS]:
        if match := _AGENCY.match(paper.text, block.start, block.end):
            return _field(paper, *match.span("bracket" if match["bracket"] else "bare")), None
    for block in paper.blocks[-_FIRST_BLOCKS:]:
        if match := _ORIGIN.fullmatch(paper.text, block.start, block.end):
            return _field(paper, *match.span("publisher")), None
    return None, None


def _date(paper: Paper, shadow: str) -> tuple[Field | None, str | None]:
    """The item's date: a dated line of its head, else the day in its address, else a day without a year."""
    head = paper.blocks[:_FIRST_BLOCKS]
    for block in head:
        match = _FULL_DATE.search(paper.text, block.start, min(block.end, block.start + 60))
        if match and block.end - block.start < 60:
            return _field(paper, *match.span()), _iso(match)
    for block in reversed(paper.blocks):
        url = _URL.match(paper.text, block.start, block.end)
        day = _URL_DAY.search(paper.text, url.start(), url.end()) if url else None
        if day:
            return _field(paper, *day.span()), _iso(day)
    for block in head:
        if _AGENCY.match(paper.text, block.start, block.end):
            match = _SHORT_DATE.search(shadow, block.start, min(block.end, block.start + 60))
            if match:
                return _field(paper, *match.span()), None
    return None, None


def _address(paper: Paper) -> Field | None:
    """The item's own address: alone on a line, behind "Nguồn:" or "Link:"."""
    for block in (*paper.blocks[:_FIRST_BLOCKS], *reversed(paper.blocks[-_FIRST_BLOCKS:])):
        if match := _ADDRESS.fullmatch(paper.text, block.start, block.end):
            return _field(paper, *match.span("url"))
    return None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _body_begins(paper: Paper, shadow: str, title: int | None) -> int:
    index = 0 if title is None else title + 1
    while index < min(len(paper.blocks), _FIRST_BLOCKS):
        block = paper.blocks[index]
        words = paper.text[block.start : block.end]
        dated = len(words) < 60 and _FULL_DATE.search(words)
        if not (dated or is_byline(words) or is_chrome(shadow[block.start : block.end])):
            break
        index += 1
    return index
