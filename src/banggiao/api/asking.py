"""What a caller asks a list for: the screen's own parameters, and places that only this list gives out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

from banggiao.api.problems import Problem, error
from banggiao.core.access import Viewer
from banggiao.core.nouns import Noun
from banggiao.sources.asking import query_from
from banggiao.sources.listed import ListQuery

_OWN = frozenset({"limit", "cursor"})
_PLACES = frozenset({"after", "before"})
_WAYS = {"n": "after", "p": "before"}


def list_asked(noun: Noun, given: QueryDict, known: Collection[str], viewer: Viewer) -> ListQuery:
    """Return the list that the address asks for, at the place that its cursor says. ``known`` are the
    parameters of the list.

    Raises:
        DeedRefused: a parameter is unknown or its value cannot be.
        Problem: the cursor was not given out for this very list.
    """
    asked = {name: [str(v) for v in values] for name, values in given.lists() if name not in _OWN}
    blank = {name for name, values in asked.items() if not "".join(values).strip()}
    if unknown := sorted(_PLACES & set(asked)) or sorted(blank.difference(known)):
        _unknown(unknown[0])  # a page overlooks what is empty, a program must hear of its mistake
    query = query_from(noun, asked, viewer)
    if not given.get("cursor"):
        return query
    way, place = _opened(query, str(given["cursor"]))
    return query_from(noun, {**asked, way: [place]}, viewer)


def cursor_given(query: ListQuery, way: str, place: str) -> str | None:
    """Return a place ("n"ext or "p"revious) as a caller carries it, None where there is none."""
    return f"{way}.{place}.{_signed(query, way, place)}" if place else None


def known_only(given: QueryDict, known: Sequence[str]) -> None:
    """Refuse parameters of the address other than these."""
    for name in given:
        if name not in known:
            _unknown(name)


def _opened(query: ListQuery, cursor: str) -> tuple[str, str]:
    way, _, rest = cursor.partition(".")
    place, _, seal = rest.partition(".")
    if way not in _WAYS or not constant_time_compare(seal, _signed(query, way, place)):
        raise Problem(
            "cursor", "Con trỏ trang không thuộc danh sách này; hãy bắt đầu lại từ trang đầu.",
            "The cursor is not of this list; begin again with the first page.",
            errors=[error("?cursor", "cursor", "Con trỏ không hợp lệ.", "The cursor is not valid.")],
        )  # fmt: skip
    return _WAYS[way], place


def _signed(query: ListQuery, way: str, place: str) -> str:
    told = "\n".join((query.noun.code, urlencode(sorted(query.given)), way, place))
    return salted_hmac("banggiao.api.cursor", told, algorithm="sha256").hexdigest()[:32]


def _unknown(name: str) -> None:
    told = f"“{name[:60]}”"
    raise Problem(
        "unknown-parameter", f"Không có tham số {told}.", f"There is no parameter {told}.",
        errors=[error(f"?{name[:60]}", "unknown-parameter", "Không có tham số này.", "No such parameter.")],
    )  # fmt: skip
