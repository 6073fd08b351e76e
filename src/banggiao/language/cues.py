"""Words that give away what a Vietnamese official sentence does: report, regret, explain, plan, ask, quote.

Found in one scan of a paper's :func:`~banggiao.language.folding.shadow`.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum

from ahocorasick_rs import AhoCorasick, MatchKind


class Cue(IntEnum):
    """The kinds of cue. NONE shields a longer phrase that only looks like a cue ("chưa từng có")."""

    NONE = 0
    DONE = 1
    LACK = 2
    TROUBLE = 3
    TURN = 4
    CAUSE = 5
    AHEAD = 6
    SPEECH = 7
    SPEAKER = 8
    PRAISE = 9


_PHRASES: dict[Cue, str] = {
    Cue.NONE: """chưa từng có, chưa từng thấy, chưa bao giờ, hạn chế tối đa, hạn chế thấp nhất, hạn chế rủi
        ro, hạn chế tác động, nhằm hạn chế, để hạn chế, góp phần hạn chế, khắc phục hạn chế, khắc
        phục khó khăn, khắc phục tồn tại, vượt qua khó khăn, tháo gỡ khó khăn, tháo gỡ vướng mắc,
        giải quyết vướng mắc, đã và đang, đã nêu, đã đề ra, phiếu đánh giá, tự đánh giá, công tác
        đánh giá, cần thơ, hoàn cảnh khó khăn, đặc biệt khó khăn, địa bàn khó khăn, vùng khó khăn,
        gia đình khó khăn, không thiếu, song phương, song song, song hành, không chậm""",
    Cue.DONE: """đã, hoàn thành, đạt được, được triển khai, được tổ chức, được thực hiện, được ban hành,
        đạt kết quả""",
    Cue.LACK: """chưa, còn hạn chế, nhiều hạn chế, bộc lộ hạn chế, bất cập, yếu kém, không đạt, gặp khó
        khăn, gặp nhiều khó khăn, gặp không ít khó khăn, gặp một số khó khăn, còn khó khăn, còn
        nhiều khó khăn, lúng túng, còn thiếu, còn chậm, còn yếu, còn ít, còn mỏng, còn thấp, còn
        mang tính, còn dàn trải, còn hình thức, còn bị động, còn phân tán, còn khiêm tốn, còn rời
        rạc, còn chồng chéo, còn lỏng, còn để, còn bất cập, còn tồn tại, chậm được, chậm so với,
        chậm tiến độ, chậm trễ, thiếu hụt, thiếu đồng bộ, thiếu chủ động, thiếu tính, còn tình
        trạng, thiếu cán bộ, thiếu kinh phí, chưa đồng đều, còn vướng mắc""",
    Cue.TROUBLE: """hạn chế, khó khăn, vướng mắc, tồn tại""",
    Cue.CAUSE: """nguyên nhân, xuất phát từ, bắt nguồn từ""",
    Cue.AHEAD: """sẽ, cần, phải, phấn đấu, dự kiến, thời gian tới, giai đoạn tới, giai đoạn tiếp theo, những
        năm tới, các năm tới, năm tới, nhiệm kỳ tới, tiếp tục, hoàn thành trước ngày,
        hoàn thành chậm nhất, báo cáo trước ngày, gửi trước ngày, xong trước ngày""",
    Cue.SPEECH: """khẳng định, nhấn mạnh, cho rằng, cho biết, cho hay, đánh giá, nhận định, phát biểu, bày
        tỏ, chia sẻ, ghi nhận, ca ngợi, nhận xét, biểu dương, nêu rõ, lưu ý, chỉ đạo cần, trả lời""",
    Cue.SPEAKER: """đồng chí, ông, bà, bộ trưởng, thứ trưởng, thủ tướng, chủ tịch, tổng bí thư, trưởng ban,
        đại sứ, phó thủ tướng, bí thư, giám đốc, tổng giám đốc, đại biểu, người đứng đầu, lãnh
        đạo, chuyên gia, bạn bè quốc tế, dư luận, đối tác, đoàn kiểm tra, tổng thư ký, ngài, phó
        chủ tịch, nhà đầu tư, đại diện, trưởng đoàn, tổng lãnh sự""",
    Cue.TURN: """nhưng, song, tuy nhiên, tuy vậy, mặc dù""",
    Cue.PRAISE: """đánh giá cao, đánh giá rất cao, được đánh giá là, ghi nhận và đánh giá""",
}


def _lexicon() -> dict[str, Cue]:
    return {
        " ".join(phrase.split()): cue for cue, phrases in _PHRASES.items() for phrase in phrases.split(",")
    }


class Cues:
    """The cues of one paper, asked span by span."""

    _lexicon = _lexicon()
    _patterns = list(_lexicon)
    _kinds = list(_lexicon.values())
    _scan = AhoCorasick(_patterns, matchkind=MatchKind.LeftmostLongest)

    def __init__(self, shadow: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._found: list[Cue] = []
        last = len(shadow)
        for index, start, end in self._scan.find_matches_as_indexes(shadow):
            glued = (start and shadow[start - 1].isalnum()) or (end < last and shadow[end].isalnum())
            if not glued and self._kinds[index]:
                self._starts.append(start)
                self._ends.append(end)
                self._found.append(self._kinds[index])

    def within(self, start: int, end: int) -> list[tuple[Cue, int]]:
        """Return the cues that begin in ``start:end``, each with the offset at which it begins."""
        first = bisect_left(self._starts, start)
        stop = bisect_left(self._starts, end, first)
        if first == stop:
            return []
        return list(zip(self._found[first:stop], self._starts[first:stop], strict=True))
