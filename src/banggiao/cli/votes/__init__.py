"""``banggiao votes``: roll calls of the General Assembly, a module per command."""

from __future__ import annotations

import click

from banggiao.cli.votes.agreement import agreement
from banggiao.cli.votes.backtest import backtest
from banggiao.cli.votes.forecast import forecast
from banggiao.cli.votes.ideal_points import ideal_points
from banggiao.cli.votes.load import load


@click.group()
def votes() -> None:
    """Biểu quyết tại Đại hội đồng Liên hợp quốc / how states vote in the General Assembly."""


for command in (agreement, backtest, forecast, ideal_points, load):
    votes.add_command(command)
