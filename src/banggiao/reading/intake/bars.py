"""Tables of which each cell stands on lines of its own, with a bar behind it: "1", "|", "Xây dựng …", "|"."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re

_BAR = "|"
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5})\)?[.)]?")
_FEWEST, _MOST = 3, 9  # columns
_LONGEST_CELL = 15  # lines


def rows_of_bars(lines: Sequence[str]) -> list[str]:
    """Return ``lines`` with the cells of such tables row by row, bars between them.

    How many columns there are is told by the number that begins the first row below the heads.
    """
    bars = [at for at, line in enumerate(lines) if line == _BAR]
    if len(bars) < 2 * _FEWEST:
        return list(lines)
    found: list[str] = []
    done = 0
    for run in _runs(lines, bars):
        cells = [" ".join(filter(None, lines[start:end])) for start, end in run]
        columns = next((n for n, cell in enumerate(cells) if n >= _FEWEST and _NUMBER.fullmatch(cell)), 0)
        rows = [cells[at : at + columns] for at in range(0, len(cells), columns)] if columns else []
        if columns > _MOST or len(rows) < 2 or not all(_NUMBER.fullmatch(row[0]) for row in rows[1:]):
            continue
        found += lines[done : run[0][0]]
        found += [f"{f' {_BAR} '.join(row)} {_BAR}" for row in rows]
        done = run[-1][1] + 1
    return [*found, *lines[done:]]


def _runs(lines: Sequence[str], bars: Sequence[int]) -> list[list[tuple[int, int]]]:
    """The cells of each table, from line to line: what stands before its first bar is its first cell."""
    runs: list[list[tuple[int, int]]] = []
    before = -1
    for bar in bars:
        if runs and bar - before - 1 <= _LONGEST_CELL:
            runs[-1].append((before + 1, bar))
        else:
            start = bar
            while start > before + 1 and not lines[start - 1]:
                start -= 1
            runs.append([(max(start - 1, before + 1), bar)])
        before = bar
    return runs
