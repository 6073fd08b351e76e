"""``banggiao votes backtest``: sessions that are over, forecast from what was before them, and scored."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banggiao.cli.votes.telling import SOURCES, sessions_of, told

if TYPE_CHECKING:
    from banggiao.foresight.backtesting import Backtest

COLUMNS = {
    "cells": ("số phiếu", "{:.0f}"),
    "log-loss": ("log-loss", "{:.4f}"),
    "brier": ("Brier", "{:.4f}"),
    "macro-F1": ("F1", "{:.3f}"),
    "ECE": ("ECE", "{:.4f}"),
    "log-loss, 4": ("log-loss 4", "{:.4f}"),
    "change AUC": ("AUC đổi", "{:.3f}"),
    "not-yes AP": ("AP ¬Y", "{:.3f}"),
    "tally error": ("sai số Y", "{:.1f}"),
    "coverage": ("phủ", "{:.1%}"),
    "width": ("rộng", "{:.1f}"),
}
NAMES = {
    "forecast": "dự báo / forecast",
    "always yes": "luôn thuận / always yes",
    "base rate": "tỷ lệ nước / base rate",
    "copy last vote": "chép phiếu / copy last vote",
}


class Information(click.ParamType[tuple[str, ...]]):
    """What a forecast may be told: title, text, sponsors."""

    name = "title,text,sponsors"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Read the names; `title` is always known."""
        told = tuple(part.strip() for part in str(value).split(","))
        if unknown := set(told) - {"title", "text", "sponsors"}:
            self.fail(f"Không rõ / unknown: {', '.join(sorted(unknown))}", param, ctx)
        return told


@click.command()
@click.option(
    "--votes",
    "votes_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp phiếu / votes: session, date, resolution, iso3, vote.",
)
@click.option(
    "--resolutions",
    "resolutions_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp nghị quyết / resolutions: titles, texts, sponsors.",
)
@click.option("--sessions", required=True, metavar="80|79-80", help="Khóa họp / sessions.")
@click.option(
    "--origin",
    type=click.Choice(["session", "asof"]),
    default="session",
    show_default=True,
    help="Mốc: trước khóa, hoặc trước từng ngày / before the session, or before each day.",
)
@click.option(
    "--info",
    type=Information(),
    default="title,text,sponsors",
    show_default=True,
    help="Điều dự báo được biết / what the forecast may be told.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Xác suất từng phiếu / probabilities (Parquet).",
)
def backtest(
    *,
    votes_file: Path,
    resolutions_file: Path,
    sessions: str,
    origin: str,
    info: tuple[str, ...],
    out: Path | None,
) -> None:
    """Dự báo các khóa đã qua chỉ từ dữ liệu trước đó, chấm điểm cạnh ba mốc so sánh.

    Forecast sessions that are over from what was before them, scored beside three baselines.
    """
    with told():
        from banggiao.foresight.backtesting import CannotBacktest  # noqa: PLC0415
        from banggiao.foresight.backtesting import backtest as run  # noqa: PLC0415
        from banggiao.foresight.forecaster import VoteForecaster  # noqa: PLC0415
        from banggiao.foresight.resolutions import Resolutions  # noqa: PLC0415
        from banggiao.foresight.rollcalls import RollCalls  # noqa: PLC0415

        chosen = sessions_of(sessions)
        try:
            done = run(
                VoteForecaster,
                RollCalls.from_parquet(votes_file),
                Resolutions.from_parquet(resolutions_file),
                sessions=chosen,
                origin=origin,
                info=info,
            )
        except CannotBacktest as refusal:
            raise click.ClickException(str(refusal)) from None
    if out:
        _write(done, out)
    _print(done)


def _write(done: Backtest, out: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.table({name: pa.array(cells) for name, cells in done.predictions().items()}), out)


def _print(done: Backtest) -> None:
    click.echo(" " * 30 + "".join(f"{title:>11}" for title, _ in COLUMNS.values()))
    last = ""
    for row in done.table():
        if row["slice"] != last:
            last = str(row["slice"])
            click.secho(last, bold=True)
        cells = [_cell(row.get(name), shape) for name, (_, shape) in COLUMNS.items()]
        click.echo(f"  {NAMES[str(row['forecaster'])]:<28}" + "".join(f"{cell:>11}" for cell in cells))
    click.echo("log-loss trừ chép phiếu, khoảng 95 % / less that of copying, 95 % interval:")
    for name, (mean, low, high) in done.differences().items():
        click.echo(f"  {name:<28}{mean:+.4f} [{low:+.4f}, {high:+.4f}]")
    click.echo(SOURCES)


def _cell(value: str | float | None, shape: str) -> str:
    return "–" if value is None or math.isnan(float(value)) else shape.format(value)
