"""Who may read a new record: what a person may choose while entering it, on the screen and by a program."""

from __future__ import annotations

from collections.abc import Iterable

from banggiao.access.release import keys_named
from banggiao.core.access import Question, Viewer, label_get
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Circulation
from banggiao.core.nouns import Noun


def reaches_offered(noun: Noun, by: Viewer) -> list[Circulation]:
    """Return what the person may choose for a new record, the usual first; nothing for a part, which has its
    whole's. The whole system is not among them: a second person opens a record to it (B9.22)."""
    if noun.part_of or by.home is None:
        return []
    own = label_get(circulation=Circulation.AGENCY, owner=by.home)
    approves = by.may(Question(noun.code, "approve", state="draft", label=own.pk))
    return [Circulation.AGENCY, Circulation.NAMED] if approves else [Circulation.AGENCY]


def label_entered(noun: Noun, reach: str, readers: Iterable[str], *, by: Viewer) -> AccessLabel | None:
    """Return the label of a new record, None for the usual one. Who enters it is always among its readers.

    ``readers`` are keys, codes or official names of bodies, keys or user names of people.

    Raises:
        DeedRefused: the person may not give it (``field`` "circulation"), or readers are unknown, missing or
            given where none are meant ("named").
    """
    listed = "\n".join(" ".join(reader.split()) for reader in readers)
    if reach in ("", Circulation.AGENCY):
        if listed.strip():
            raise DeedRefused(
                "readers-unmeant", "Chỉ phạm vi theo danh sách mới có người nhận.",
                "Only a circulation by list has readers.", field="named",
            )  # fmt: skip
        return None
    if reach not in reaches_offered(noun, by):
        raise DeedRefused(
            "release-first", "Bản ghi mới chỉ lưu hành trong cơ quan; hãy trình người khác duyệt để đổi.",
            "A new record is for one's own body; ask somebody else to release it otherwise.",
            field="circulation",
        )  # fmt: skip
    named = keys_named(listed, by)
    if not named:
        raise DeedRefused("named-empty", "Hãy chọn người nhận.", "Choose the readers.", field="named")
    author = {by.user} if by.user else set()
    return label_get(circulation=reach, owner=by.home, named=named | author)
