"""The background work on spreadsheets: large files checked and loaded, what nobody fetched removed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from banggiao.core.jobs import Payload, handles, repeats
from banggiao.sheets import staging
from banggiao.sheets.lists import WRITE, list_write
from banggiao.sheets.loading import file_check, file_load
from banggiao.sheets.models import FileState, ListFile, ListState, SheetFile
from banggiao.sheets.receiving import CHECK, KEPT, LOAD

_FAILED = {
    "faults": [{"vi": "Chương trình gặp lỗi với tệp này; xem nhật ký máy chủ.",
                "en": "The program failed on this file; see the server's log."}]
}  # fmt: skip


def _give_up(payload: Payload) -> None:
    SheetFile.objects.filter(key=payload["file"]).exclude(state=FileState.LOADED).update(
        state=FileState.FAULTY, found=_FAILED
    )


@handles(CHECK, given_up=_give_up)
def check(payload: Payload) -> None:
    """Check a large file."""
    file = SheetFile.objects.get(key=payload["file"])
    if file.state == FileState.QUEUED:
        file_check(file)


@handles(LOAD, given_up=_give_up)
def load(payload: Payload) -> None:
    """Load a large file. One that was loaded is not loaded again."""
    file = SheetFile.objects.get(key=payload["file"])
    if file.state == FileState.LOADING:
        file_load(file)


def _give_up_list(payload: Payload) -> None:
    ListFile.objects.filter(key=payload["list"], state=ListState.QUEUED).update(
        state=ListState.REFUSED, reason_vi=_FAILED["faults"][0]["vi"], reason_en=_FAILED["faults"][0]["en"]
    )


@handles(WRITE, given_up=_give_up_list)
def write(payload: Payload) -> None:
    """Write a list that somebody asked for."""
    file = ListFile.objects.get(key=payload["list"])
    if file.state == ListState.QUEUED:
        list_write(file)


@repeats("sheets.clear", every=timedelta(hours=1))
def clear(_payload: Payload) -> None:
    """Let go of files that waited for a day."""
    since = timezone.now() - KEPT
    waiting = SheetFile.objects.filter(put_away_at__isnull=True, created_at__gt=since)
    staging.removed_but(staging.STAGED, set(waiting.values_list("key", flat=True)))
    asked = ListFile.objects.filter(created_at__gt=since)
    staging.removed_but(staging.LISTS, set(asked.values_list("key", flat=True)))
