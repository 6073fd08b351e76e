"""A passage of the synthesis as text that a person can edit without losing its citations.

Each sentence is a line; after its words stand its citations. ``⟦abc-12⟧`` cites a statement: the words before
it are free, sentences may be joined or moved, but each token that was there must still be there, once, and
none may be new. ``⟦#count-1⟧`` marks a sentence that the program counts (numbers, gaps): it may be moved, not
reworded, so that numbers in the prose stay equal to the rows they count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from banggiao.appraisal.records import Decision, Finding, Passage, Sentence
from banggiao.core.errors import DeedRefused
from banggiao.core.secrecy import text_guarded

_TOKEN = re.compile(r"⟦([^⟦⟧]*)⟧")


def passage_text(passage: Passage) -> str:
    """Return a passage as editable text."""
    return "\n".join(
        f"{_words(sentence.text)} {''.join(f'⟦{token}⟧' for token in tokens)}".rstrip()
        for sentence, tokens in _tokened(passage)
    )


def check_edit(drafted: Passage, text: str) -> None:
    """Check an edited text against the passage it was made from.

    Raises:
        DeedRefused: a citation was lost, invented or repeated, a counted sentence was reworded, there is a
            sentence more without citation, or the text bears a mark of secrecy.
    """
    text_guarded(text, "text")
    wanted, given = Counter(_TOKEN.findall(passage_text(drafted))), Counter(_TOKEN.findall(text))
    lost, invented = wanted - given, given - wanted
    if lost:
        raise DeedRefused(
            "citation-lost",
            f"Mất {sum(lost.values())} trích dẫn: {_listed(lost)}. Hãy giữ nguyên các dấu trích dẫn.",
            f"{sum(lost.values())} citations were lost: {_listed(lost)}. Keep every citation mark.",
            field="text",
        )
    if invented:
        raise DeedRefused(
            "citation-invented",
            f"Có trích dẫn thừa hoặc không thuộc đoạn này: {_listed(invented)}.",
            f"There are citations that are repeated or not of this passage: {_listed(invented)}.",
            field="text",
        )
    counted = {tokens[0]: _words(s.text) for s, tokens in _tokened(drafted) if tokens and _is_counted(s)}
    free = 0
    for line in _lines(text):
        tokens = _TOKEN.findall(line)
        free += not tokens
        for token in tokens:
            if token in counted and _without_tokens(line) != counted[token]:
                raise DeedRefused(
                    "sentence-counted",
                    "Câu có dấu ⟦#…⟧ do hệ thống đếm từ các ô, không sửa lời được: " + counted[token],
                    "A sentence marked ⟦#…⟧ is counted from the cells and cannot be reworded: "
                    + counted[token],
                    field="text",
                )
    if free > sum(not tokens for _, tokens in _tokened(drafted)):
        raise DeedRefused(
            "sentence-uncited",
            "Có câu mới không kèm trích dẫn. Chỉ được viết câu có nguồn.",
            "There is a new sentence without a citation. Only sourced sentences may be written.",
            field="text",
        )


def apply_edit(drafted: Passage, text: str, findings: Mapping[str, Finding]) -> Passage:
    """Return the passage in the edited words, brought up to date with what was decided since.

    A counted sentence has today's numbers. A citation that the draft no longer has is dropped, and a
    sentence that has lost all its citations with it. Sentences that the draft has gained come at the end.
    """
    by_token = {token: sentence for sentence, tokens in _tokened(drafted) for token in tokens}
    uncited = {_words(s.text): s for s, tokens in _tokened(drafted) if not tokens}
    sentences: list[Sentence] = []
    seen: set[str] = set()
    for line in _lines(text):
        tokens = _TOKEN.findall(line)
        seen.update(tokens)
        held = [by_token[token] for token in tokens if token in by_token]
        if not tokens:
            words = _without_tokens(line)
            sentences.append(uncited.get(words) or Sentence(words, kind="lead-in", draft=False))
        elif held and _is_counted(held[0]):
            sentences.append(held[0])
        elif held:
            cited = tuple(token for token in tokens if token in by_token)
            sentences.append(
                Sentence(
                    text=_without_tokens(line),
                    findings=cited,
                    bodies=tuple(dict.fromkeys(body for sentence in held for body in sentence.bodies)),
                    kind=held[0].kind,
                    draft=any(_is_draft(token, findings, by_token[token]) for token in cited),
                )
            )
    sentences += [s for s, tokens in _tokened(drafted) if tokens and not seen.intersection(tokens)]
    return replace(drafted, sentences=tuple(sentences))


def _tokened(passage: Passage) -> list[tuple[Sentence, tuple[str, ...]]]:
    """Return each sentence with its tokens. A statement cited twice is marked where it is first."""
    counts: Counter[str] = Counter()
    used: set[str] = set()
    tokened: list[tuple[Sentence, tuple[str, ...]]] = []
    for sentence in passage.sentences:
        if _is_counted(sentence):
            counts[sentence.kind] += 1
            tokens: tuple[str, ...] = (f"#{sentence.kind}-{counts[sentence.kind]}",)
        else:
            tokens = tuple(f for f in dict.fromkeys(sentence.findings) if f not in used)
            used.update(tokens)
        tokened.append((sentence, tokens))
    return tokened


def _is_counted(sentence: Sentence) -> bool:
    return not sentence.findings and bool(sentence.bodies)


def _is_draft(token: str, findings: Mapping[str, Finding], drafted: Sentence) -> bool:
    finding = findings.get(token)
    return drafted.draft if finding is None else finding.decision is Decision.PROPOSED


def _words(text: str) -> str:
    return " ".join(text.split())


def _without_tokens(line: str) -> str:
    return _words(_TOKEN.sub("", line))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _listed(tokens: Counter[str]) -> str:
    return ", ".join(f"⟦{token}⟧" for token in sorted(tokens)[:5])
