"""The rows of a described table as HTML: every word of the register is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from banggiao.web.tables import Cell, Cells, Head, Line, Table, parts_of, words_of

NONE = format_html('<span class="muted">{}</span>', "–")


@dataclass(slots=True)
class _Spot:
    """A cell of the page: a column's values, and below them those of the columns that stand under it."""

    head: Head
    cells: Cells
    under: list[SafeString] = field(default_factory=list)


def page_heads(table: Table) -> list[Head]:
    """Return the columns that have a place of their own on the page."""
    return [head for head in table.heads if not head.under]


def body_html(table: Table) -> SafeString:
    """Return the body rows of a table."""
    named = next((head for head in table.heads if head.names), table.heads[0])
    return format_html_join("", "{}", ((_line(table.heads, line, named),) for line in table.lines))


def total_html(table: Table) -> SafeString:
    """Return the row of totals, "" where there is none."""
    if not table.total:
        return SafeString("")
    first, *rest = table.total
    cells = format_html_join("", '<td class="num right"><b>{}</b></td>', ((words_of(one),) for one in rest))
    return format_html('<tr><th scope="row">{}</th>{}</tr>', words_of(first), cells)


def _line(heads: Sequence[Head], line: Line, named: Head) -> SafeString:
    spots: list[_Spot] = []
    for head, cells in zip(heads, line.cells, strict=True):
        if not head.under:
            spots.append(_Spot(head, cells))
        elif parts := parts_of(cells):
            before = f"{head.label}: " if head.headed else ""
            spots[-1].under.append(
                format_html('<span class="under">{}{}</span>', before, _parts(parts, head))
            )
    body = format_html_join("", "{}", ((_spot(spot, spot.head is named),) for spot in spots))
    anchor = format_html(' id="{}"', line.anchor) if line.anchor else ""
    return format_html("<tr{}{}>{}</tr>", anchor, _class(line.look), body)


def _spot(spot: _Spot, names: bool) -> SafeString:
    head = spot.head
    look = "num right nowrap" if head.number else "num nowrap" if head.short else ""
    parts = parts_of(spot.cells)
    words = _parts(parts, head) if parts else NONE if not spot.under else ""
    under = format_html_join("", "{}", ((one,) for one in spot.under))
    if names:
        return format_html('<th scope="row"{}>{}{}</th>', _class(look), words, under)
    return format_html("<td{}>{}{}</td>", _class(look), words, under)


def _parts(parts: Sequence[Cell], head: Head) -> SafeString:
    if len(parts) == 1:
        return _part(parts[0], head)
    return format_html_join("", "<div>{}</div>", ((_part(part, head),) for part in parts))


def _part(cell: Cell, head: Head) -> SafeString:
    plus = "+" if cell.signed and isinstance(cell.value, int) and cell.value > 0 else ""
    words = format_html("{}", f"{plus}{words_of(cell.value)} {head.unit}".rstrip())
    if cell.url:
        words = format_html('<a href="{}">{}</a>', cell.url, words)
    if cell.strong:
        words = format_html("<b>{}</b>", words)
    if cell.faint:
        words = format_html('<span class="muted">{}</span>', words)
    if cell.chip is not None:
        words = format_html('<span class="{}">{}</span>', f"chip {cell.chip}".strip(), words)
    if cell.beside is not None:
        url, told, of = cell.beside
        words = format_html(
            '{} <a class="small" href="{}">{}<span class="visually-hidden">: {}</span></a>',
            words,
            url,
            told,
            of,
        )
    return words


def _class(look: str) -> SafeString | str:
    return format_html(' class="{}"', look) if look else ""
