"""``banggiao read FILE --release-to-model``: one paper released by hand to the model of the settings."""

from __future__ import annotations

import click

from banggiao.config.environment import SETTINGS_FILE
from banggiao.config.model import endpoint_of_model, model_settings, proposed
from banggiao.reading.llm import ModelFailed, Proposals
from banggiao.reading.records import Reading


def released(reading: Reading) -> Proposals:
    """Say where the paper goes, put it before the model, and return what the model proposes.

    Raises:
        ClickException: no model is set, it may not be asked where it is, or it gave no usable answer.
    """
    try:
        settings = model_settings()
        if settings is None:
            raise ModelFailed(
                f"Chưa đặt mô hình: thiếu [reading.llm] trong {SETTINGS_FILE.name}.",
                f"No model is set: {SETTINGS_FILE.name} has no [reading.llm].",
            )
        endpoint = endpoint_of_model(settings)
        paper = reading.paper
        click.echo(
            f"Chuyển {paper.name} ({len(paper.text)} ký tự, sha256 {paper.sha256}) cho mô hình "
            f"{settings.model} tại {endpoint.url} ({endpoint.address}), chỉ tệp này, chỉ lần này.\n"
            f"The text of {paper.name} is sent to the model {settings.model} at {endpoint.url}: "
            "this file only, this time only.",
            err=True,
        )
        proposals = proposed(reading, settings, endpoint)
    except ModelFailed as failed:
        raise click.ClickException(f"{failed.vietnamese}\n{failed.english}") from None
    dropped = sum(proposals.dropped.values())
    kept = sum(not each.part for each in proposals.records)
    click.echo(
        f"Mô hình đề xuất {kept} bản ghi chưa xác nhận; bỏ {dropped} trích dẫn "
        f"({', '.join(f'{reason}: {count}' for reason, count in sorted(proposals.dropped.items()))}) / "
        f"{kept} proposals, {dropped} quotes dropped.",
        err=True,
    )
    return proposals
