"""``banggiao votes ideal-points``: where members stood by year, as a table, or written as CSV or Parquet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banggiao.cli.votes.telling import SOURCES, facts_folder, told

if TYPE_CHECKING:
    from banggiao.foresight.ideal_points import Rows
    from banggiao.foresight.rollcalls import RollCalls

INTERVAL_90 = 1.645
"""Standard errors on either side of a position that hold nine in ten."""


@click.command("ideal-points")
@click.option(
    "--votes",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp phiếu (Parquet); mặc định là dữ kiện sẵn có / a file of votes instead of the facts at hand.",
)
@click.option("--from", "since", type=int, default=0, metavar="YEAR", help="Từ năm này / years told from.")
@click.option("--members", default="", metavar="ISO3,...", help="Chỉ các nước này / only these members.")
@click.option("--anchor", default="USA", show_default=True, help="Nước ở phía dương / on the positive side.")
@click.option("--dims", type=click.IntRange(1, 8), default=1, show_default=True, help="Số chiều / axes.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Tệp .csv hoặc .parquet.")
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục dữ kiện đã nạp / the folder of loaded facts.",
)
def ideal_points(
    *,
    file: Path | None,
    since: int,
    members: str,
    anchor: str,
    dims: int,
    out: Path | None,
    facts: Path | None,
) -> None:
    """Vị trí của các nước theo năm, suy từ biểu quyết / where members stood each year, from their votes.

    Mọi phiếu đều được dùng để ước lượng, cả những năm trước --from / votes of all years enter the estimate.
    """
    if out and out.suffix not in (".csv", ".parquet"):
        raise click.BadParameter(f"«{out.name}»: ghi .csv hoặc .parquet / write .csv or .parquet")
    with told():
        from banggiao.foresight.ideal_points import IdealPoints, long_rows  # noqa: PLC0415

        calls = _calls(file, facts)
        wanted = [code.strip().upper() for code in members.split(",") if code.strip()]
        for code in (*wanted, anchor.upper()):
            if code not in calls.members:
                raise click.ClickException(f"Không có nước «{code}» trong dữ kiện / there is no such member")
        try:
            fitted = IdealPoints(dims=dims, anchor=anchor.upper()).fit(calls)
        except ValueError as refusal:
            raise click.ClickException(str(refusal)) from None
        rows = long_rows(fitted, wanted, since=since)
    if not rows["year"]:
        raise click.ClickException("Không có năm nào như vậy / there is no such year")
    if out:
        _write(rows, out)
        click.echo(f"{len(rows['year'])} dòng / rows: {out}")
    else:
        click.echo(_as_table(rows))


def _calls(file: Path | None, facts: Path | None) -> RollCalls:
    if file:
        from banggiao.foresight.rollcalls import RollCalls  # noqa: PLC0415

        return RollCalls.from_parquet(file)
    from banggiao.foresight.facts import Facts  # noqa: PLC0415

    return Facts.at_hand(facts_folder(facts)).calls


def _write(rows: Rows, out: Path) -> None:
    if out.suffix == ".csv":
        with out.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(rows)
            writer.writerows(zip(*rows.values(), strict=True))
        return
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.table(rows), out)


def _as_table(rows: Rows) -> str:
    axes = [name for name in rows if f"{name}_se" in rows]
    head = "nước   năm  " + "  ".join(f"{'vị trí [khoảng 90 %]':>24}" for _ in axes)
    lines = [head]
    for place, (code, year) in enumerate(zip(rows["iso3"], rows["year"], strict=True)):
        cells = []
        for name in axes:
            point, error = float(rows[name][place]), INTERVAL_90 * float(rows[f"{name}_se"][place])
            cells.append(f"{f'{point:.2f} [{point - error:.2f}; {point + error:.2f}]':>24}")
        lines.append(f"{code:<4}  {year:>4}  " + "  ".join(cells))
    return "\n".join([*lines, SOURCES])
