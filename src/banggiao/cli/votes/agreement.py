"""``banggiao votes agreement``: how close one member stands to others, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banggiao.cli.votes.telling import SOURCES, facts_folder, sessions_of, told

if TYPE_CHECKING:
    from banggiao.foresight.dyads import By, Dyads

NAMES = ("lijphart", "S", "kappa", "pi", "coincidence")
GROUPS = {"session": "khóa", "year": "năm", "subject": "vấn đề", "all": "chung"}
Row = dict[str, str | int | float | None]


@click.command()
@click.argument("partners", nargs=-1, metavar="[ISO3]...")
@click.option("--with", "member", required=True, metavar="ISO3", help="Nước được so / the member compared.")
@click.option("--measure", type=click.Choice([*NAMES, "all"]), default="S", show_default=True, help="Độ đo.")
@click.option("--by", type=click.Choice(list(GROUPS)), default="session", show_default=True, help="Gộp theo.")
@click.option("--sessions", default="", metavar="78|73-78", help="Chỉ các khóa này / only these sessions.")
@click.option(
    "--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Mức tin cậy."
)
@click.option("--format", "kind", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục dữ kiện đã nạp / the folder of loaded facts.",
)
def agreement(
    *,
    partners: tuple[str, ...],
    member: str,
    measure: str,
    by: By,
    sessions: str,
    level: float,
    kind: str,
    facts: Path | None,
) -> None:
    """Mức gần nhau trong biểu quyết giữa một nước và các nước khác / agreement of one member with others.

    Giá trị bỏ trống hoặc «–» là không xác định (0/0), không phải 0.
    """
    chosen = sessions_of(sessions) if sessions else None
    with told():
        dyads = _compared(
            member.upper(), measure, by=by, level=level, folder=facts_folder(facts), sessions=chosen
        )
        rows = _rows(dyads, partners)
    if not rows:
        raise click.ClickException("Không có cặp nước nào như vậy / there is no such pair")
    click.echo({"csv": _as_csv, "json": _as_json, "table": _as_table}[kind](rows, GROUPS[by]))


def _compared(
    member: str, measure: str, *, by: By, level: float, folder: Path, sessions: range | None
) -> Dyads:
    from banggiao.foresight.dyads import agreement as compare  # noqa: PLC0415
    from banggiao.foresight.facts import Facts  # noqa: PLC0415

    at_hand = Facts.at_hand(folder)
    calls = at_hand.calls.of_sessions(sessions) if sessions else at_hand.calls
    if member not in calls.members:
        raise click.ClickException(f"Không có nước «{member}» trong dữ kiện / there is no such member")
    names = NAMES if measure == "all" else (measure,)
    return compare(calls, names, by=by, of=member, level=level, resolutions=at_hand.known)


def _rows(dyads: Dyads, partners: tuple[str, ...]) -> list[Row]:
    wanted = {partner.upper() for partner in partners}
    rows: list[Row] = []
    for row in range(len(dyads)):
        other = str(dyads.second[row])
        if wanted and other not in wanted:
            continue
        told_row: Row = {"group": str(dyads.groups[row]), "iso3": other, "n": int(dyads.n[row])}
        for name in dyads.values:
            for label, columns in (("", dyads.values), ("_low", dyads.low), ("_high", dyads.high)):
                value = float(columns[name][row])
                told_row[name + label] = None if math.isnan(value) else round(value, 6)
        rows.append(told_row)
    return rows


def _as_json(rows: list[Row], _group: str) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _as_csv(rows: list[Row], _group: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")


def _as_table(rows: list[Row], group: str) -> str:
    names = [name for name in NAMES if name in rows[0]]
    from banggiao.foresight.subjects import VIETNAMESE  # noqa: PLC0415

    groups = [VIETNAMESE.get(str(row["group"]), str(row["group"])) for row in rows]
    wide = max(len(name) for name in (*groups, group))
    head = f"{group:<{wide}}  nước  {'phiếu chung':>11}  " + "  ".join(f"{name:>22}" for name in names)
    lines = [
        f"{name_of_group:<{wide}}  {row['iso3']:<4}  {row['n']:>11}  "
        + "  ".join(f"{_with_bounds(row, name):>22}" for name in names)
        for name_of_group, row in zip(groups, rows, strict=True)
    ]
    return "\n".join([head, *lines, SOURCES])


def _with_bounds(row: Row, name: str) -> str:
    value, low, high = (row[name + label] for label in ("", "_low", "_high"))
    bounds = "" if low is None or high is None else f" [{low:.2f}; {high:.2f}]"
    return "–" if value is None else f"{value:.3f}{bounds}"
