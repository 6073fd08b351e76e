"""Short names of bodies that a paper defines in brackets: "(KCCI)", "(sau đây gọi tắt là Ban)"."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.language.folding import fold
from banggiao.reading.records import Label, Mention

_SHORT_NAME = re.compile(
    r" \((?:sau đây (?:gọi|viết) (?:tắt )?là:? |gọi tắt là:? |viết tắt là:? )?[\"“']?"
    r"([A-ZĐ][\w&-]*[A-ZĐ]\w*(?: [A-ZĐ]{2,}){0,2}|[A-Z][a-z]+(?: [A-Z][\w]+)+|[A-Z][a-z]{4,})[\"”']?\)"
)


def _is_of_initials(short: str, text: str, body: Mention) -> bool:
    """Whether the letters are first letters of the name's words, in their order."""
    initials = iter(word[:1] for word in fold(text[body.start : body.end]).split(" "))
    return len(short) > 3 and all(letter in initials for letter in fold(short))


def short_names(text: str, bodies: Sequence[Mention], taken: set[int]) -> list[Mention]:
    """Return every mention of the short names that stand in brackets behind a body: "(KCCI)"."""
    found: dict[str, Mention] = {}
    for body in bodies:
        short = _SHORT_NAME.match(text, body.end)
        if (
            short
            and (" về " not in text[body.start : body.end] or _is_of_initials(short[1], text, body))
            and (body.rule != "gazetteer" or short[1].isupper())
        ):
            found.setdefault(short[1], body)
    mentions: list[Mention] = []
    for words, body in found.items():
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            glued = (at and text[at - 1].isalnum()) or text[end : end + 1].isalnum()
            if at not in taken and not glued and text[at - 1 : at] not in ("/", "-"):
                mentions.append(Mention(at, end, Label.ORGANISATION, body.key, body.value, "short name", 0.8))
                taken.add(at)
            at = text.find(words, end)
    return mentions
