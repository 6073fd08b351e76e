"""``banggiao votes forecast``: how members may vote on a draft, as text or JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banggiao.cli.votes.telling import SOURCES, facts_folder, told

if TYPE_CHECKING:
    from banggiao.foresight.drafts import Draft, Forecast
    from banggiao.foresight.forecaster import VoteForecaster
    from banggiao.foresight.precedents import Precedent
    from banggiao.foresight.swing import Swing
    from banggiao.foresight.tally import Tally

NAMES = {
    "Y": "Thuận / for",
    "N": "Chống / against",
    "A": "Trắng / abstaining",
    "X": "Vắng mặt / not voting",
}
CAVEAT = (
    "Dữ liệu chỉ có văn bản đã thông qua; văn bản và danh sách đồng bảo trợ cuối cùng thay cho dự thảo.\n"
    "Only adopted texts are in the data; final texts and co-sponsors stand in for drafts and early sponsors."
)


@click.command()
@click.option("--title", required=True, help="Tên dự thảo, tiếng Anh / the draft's title, in English.")
@click.option(
    "--text",
    "text_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp toàn văn / its text (UTF-8).",
)
@click.option("--sponsors", default="", metavar="VNM,IDN,@G77", help="Nước và nhóm bảo trợ / sponsors.")
@click.option("--agenda", default="", help="Tên đề mục / the agenda item's name.")
@click.option("--committee", default="", help="Ủy ban / the committee.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày biểu quyết / day of the vote.")
@click.option(
    "--known", default="", metavar="IDN=Y,…", help="Lập trường đã biết / known positions: Y, N, A, X."
)
@click.option(
    "--level", type=click.FloatRange(0.5, 0.999), default=0.9, show_default=True, help="Mức tin cậy."
)
@click.option("--json", "as_json", is_flag=True, help="Toàn bộ kết quả dạng JSON / everything as JSON.")
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục dữ kiện đã nạp / the folder of loaded facts.",
)
def forecast(
    *,
    title: str,
    text_file: Path | None,
    sponsors: str,
    agenda: str,
    committee: str,
    day: dt.datetime | None,
    known: str,
    level: float,
    as_json: bool,
    facts: Path | None,
) -> None:
    """Dự báo phiếu từng nước, kết quả kiểm phiếu, tiền lệ và nước có thể đổi phiếu.

    Forecast each member's vote, the tally, precedents, and who may change its vote.
    """
    positions_known = positions(known)
    with told():
        from banggiao.foresight.drafts import Draft  # noqa: PLC0415
        from banggiao.foresight.soundings import UnknownSounding  # noqa: PLC0415

        draft = Draft(
            title,
            text_file.read_text("utf-8") if text_file else None,
            agenda or None,
            committee or None,
            tuple(part.strip() for part in sponsors.split(",") if part.strip()),
            day.date() if day else None,
        )
        forecaster = _forecaster(draft, facts_folder(facts))
        try:
            found = _found(forecaster, draft, positions_known, level)
        except UnknownSounding as refusal:
            raise click.BadParameter(str(refusal), param_hint="--known") from None
    click.echo(_as_json(*found) if as_json else _as_text(*found))


def positions(text: str) -> dict[str, str]:
    """Read known positions such as IDN=Y,MYS=A; BadParameter where one has another form."""
    found = {}
    for part in (part.strip() for part in text.split(",")):
        state, equals, vote = part.partition("=")
        if part and not (equals and state and vote):
            raise click.BadParameter(f"«{part}»: ghi IDN=Y / write IDN=Y", param_hint="--known")
        if part:
            found[state.strip().upper()] = vote.strip().upper()
    return found


def _forecaster(draft: Draft, folder: Path) -> VoteForecaster:
    """Learn from all facts at hand before the day of the vote, or from all where no day is given."""
    from banggiao.foresight.facts import Facts  # noqa: PLC0415
    from banggiao.foresight.forecaster import VoteForecaster  # noqa: PLC0415

    at_hand = Facts.at_hand(folder)
    last: dt.date = at_hand.calls.dates[-1].item()
    return VoteForecaster(draft.date or last + dt.timedelta(days=1)).fit(at_hand.calls, at_hand.known)


def _found(
    forecaster: VoteForecaster, draft: Draft, known: dict[str, str], level: float
) -> tuple[Forecast, Tally, list[Precedent], list[Swing]]:
    told_now = forecaster.update(draft, known) if known else forecaster.predict_proba(draft)
    return (
        told_now,
        forecaster.tally(draft, level, known),
        forecaster.precedents(draft),
        forecaster.swing(draft, known=known),
    )


def _as_json(forecast: Forecast, tally: Tally, earlier: list[Precedent], swings: list[Swing]) -> str:
    from banggiao.foresight.rollcalls import VOTES  # noqa: PLC0415

    rows = zip(forecast.members.tolist(), forecast.probabilities.tolist(), strict=True)
    whole: dict[str, Any] = {
        "members": {code: dict(zip(VOTES, row, strict=True)) for code, row in rows},
        "notes": [asdict(note) for note in forecast.notes],
        "tally": asdict(tally),
        "precedents": [asdict(each) for each in earlier],
        "swing": [asdict(each) for each in swings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str)


def _as_text(forecast: Forecast, tally: Tally, earlier: list[Precedent], swings: list[Swing]) -> str:
    return "\n".join(
        [
            *map(str, forecast.notes),
            *_tally_lines(tally),
            "",
            "Tiền lệ / precedents",
            *(_precedent(each) for each in earlier),
            "",
            "Có thể đổi phiếu so với lần trước / may differ from last time",
            *(_swing(each) for each in swings),
            "",
            "Từng nước, xác suất lá phiếu khả dĩ nhất / each member, its likeliest vote",
            *_member_lines(forecast),
            "",
            CAVEAT,
            SOURCES,
        ]
    )


def _tally_lines(tally: Tally) -> list[str]:
    lines = [f"Kiểm phiếu, khoảng {tally.level:.0%} / tally, {tally.level:.0%} interval"]
    for vote, (low, high) in tally.intervals.items():
        lines.append(f"  {NAMES[vote]:<24}{tally.expected[vote]:>6.0f}  [{low}–{high}]")
    lines.append(
        f"  Quá bán / majority: {tally.majority:.0%}; hai phần ba / two thirds: {tally.two_thirds:.0%}"
    )
    return lines


def _precedent(each: Precedent) -> str:
    if each.votes is None:
        cast = "không bỏ phiếu / without a vote"
    else:
        cast = " ".join(f"{vote} {each.count(vote)}" for vote in NAMES)
    return f"  {each.symbol:<18} {each.date}  {each.similarity:.2f}  {cast}  {each.title}"


def _swing(each: Swing) -> str:
    from banggiao.foresight.swing import reason_in  # noqa: PLC0415

    head = f"  {each.member}  {each.last} → {each.likely}  {each.probability:>4.0%}"
    reasons = "; ".join(f"{reason_in(reason)} / {reason_in(reason, 'en')}" for reason in each.reasons)
    return f"{head}  {reasons}".rstrip()


def _member_lines(forecast: Forecast) -> list[str]:
    lines = []
    likely = forecast.probabilities.argmax(axis=1)
    for code, name in enumerate(NAMES.values()):
        cells = [
            f"{member} {chance:.0%}"
            for member, chance in zip(
                forecast.members[likely == code].tolist(),
                forecast.probabilities[likely == code, code].tolist(),
                strict=True,
            )
        ]
        if cells:
            lines.append(f"  {name} ({len(cells)})")
        lines += [
            "    " + "  ".join(f"{cell:<8}" for cell in cells[at : at + 10]).rstrip()
            for at in range(0, len(cells), 10)
        ]
    return lines
