"""The rows of a list as HTML. They are most of a page, and a template takes four times as long for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from html import escape
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from banggiao.core.nouns import Noun
from banggiao.sources.listing import Column, Row
from banggiao.sources.wording import Named

_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_TEXT = 200, 120, 160


def rows_html(
    noun: Noun, columns: Sequence[Column], rows: Sequence[Row], doubted: Collection[UUID] = ()
) -> SafeString:
    """Return the body rows of a list's table; every word of the register is escaped.

    That nobody has confirmed what is said of a ``doubted`` record stands beside its name.
    """
    unseen = escape(gettext("outside of what you may see"))
    doubt = f' <span class="chip draft">{escape(gettext("not verified"))}</span>'
    written = (_row(noun, columns, row, unseen, doubt if row.key in doubted else "") for row in rows)
    return mark_safe("".join(written))  # noqa: S308 - escaped below


def _row(noun: Noun, columns: Sequence[Column], row: Row, unseen: str, doubt: str) -> str:
    cells = zip(columns, row.cells, strict=True)
    _, title = next(cells)
    caption = _cut(row.caption, _LONGEST_TITLE)
    words = "".join(_cut(told.text, _LONGEST_TITLE) for told in title) or caption
    head = (
        f'<th scope="row"><a class="row-link" href="{_list_of(noun.code)}{row.key}/" title="{caption}">'
        f"{words}</a>{doubt}</th>"
    )
    rest = "".join(_cell(column, cell, unseen) for column, cell in cells)
    look = ' class="archived"' if row.archived else ""
    return f"<tr{look}>{head}{rest}</tr>"


def _cell(column: Column, cell: Sequence[Named], unseen: str) -> str:
    look = ""
    if cell and cell[0].hidden:
        look = ' class="masked"'
    elif column.number:
        look = ' class="right nowrap"'
    elif column.short:
        look = ' class="num nowrap"'
    return f"<td{look}>{''.join(_told(told, unseen) for told in cell)}</td>"


def _told(told: Named, unseen: str) -> str:
    if told.key:
        lang = f' lang="{told.lang}"' if told.lang else ""
        return f'<a href="{_list_of(told.noun)}{told.key}/"{lang}>{_cut(told.text, _LONGEST_NAME)}</a>'
    if told.hidden:
        return (
            f'<span title="{unseen}">{escape(told.text)}</span><span class="visually-hidden"> {unseen}</span>'
        )
    return _cut(told.text, _LONGEST_TEXT)


def _cut(text: str, most: int) -> str:
    return escape(text if len(text) <= most else f"{text[: most - 1]}…")


@cache
def _list_of(noun: str) -> str:
    """Return the address below which the records of a noun lie."""
    return reverse("web:list", args=[noun])
