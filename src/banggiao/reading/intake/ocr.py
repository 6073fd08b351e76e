"""Scanned pages read by Tesseract: only where it is installed with Vietnamese, and only when asked.

Each page is drawn in a process of its own with limits on memory and time, because a picture in a PDF is the
one thing that the guards cannot weigh; Tesseract sees only the plain bitmap that comes out. Nothing is
written to disk.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from banggiao.reading.intake.builder import Piece
from banggiao.reading.intake.limits import Watch
from banggiao.reading.refusal import Reason

NOTE_OCR = (
    "Trang {} đọc bằng nhận dạng chữ (OCR, Tesseract vie), độ tin cậy trung bình {} %; cần đối chiếu bản gốc."
)
NEEDS_TESSERACT = "Máy này chưa cài Tesseract tiếng Việt (Tesseract with 'vie' is not installed)."

_LANGUAGE = "vie"
_LEAST_CONFIDENCE = 30  # per cent; what is below is specks and stamps
_PARTS = ("block_num", "par_num")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised: paragraphs, and the mean confidence of their words between 0 and 1."""

    pieces: list[Piece]
    confidence: float


@cache
def tesseract() -> str | None:
    """Return where Tesseract is, None where it or its Vietnamese is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603
            [program, "--list-langs"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if _LANGUAGE.encode() in told.stdout.split() else None


def read_pages(data: bytes, pages: Sequence[int], watch: Watch) -> Scan:
    """Recognise the text of some pages of a PDF, counted from 1.

    Raises:
        Refusal: NO_TEXT where Tesseract is missing, TOO_LARGE (pages), BROKEN (a page cannot be drawn),
            TIMEOUT.
    """
    program = tesseract()
    if program is None:
        raise watch.refusal(Reason.NO_TEXT, NEEDS_TESSERACT)
    if len(pages) > watch.limits.max_ocr_pages:
        raise watch.refusal(
            Reason.TOO_LARGE, f"Nhận dạng chữ tối đa {watch.limits.max_ocr_pages} trang (pages for OCR)."
        )
    deadline = time.monotonic() + watch.limits.ocr_seconds
    pieces: list[Piece] = []
    confidences: list[float] = []
    for page in pages:
        drawing = [sys.executable, "-I", "-m", "banggiao.reading.intake.ocr_page", str(page - 1)]
        bitmap = _run(drawing, data, deadline, watch)
        words = _run([program, "stdin", "stdout", "-l", _LANGUAGE, "tsv"], bitmap, deadline, watch)
        paragraphs, sure = _paragraphs(words.decode("utf-8", "replace"))
        pieces += [Piece(text, page=page) for text in paragraphs]
        confidences += sure
    mean = sum(confidences) / len(confidences) / 100 if confidences else 0.0
    return Scan(pieces, mean)


def _run(command: list[str], data: bytes, deadline: float, watch: Watch) -> bytes:
    quiet = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=max(0.1, deadline - time.monotonic()),
            check=False, env=quiet,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise watch.refusal(Reason.TIMEOUT) from error
    except OSError as error:
        raise watch.refusal(Reason.BROKEN) from error
    if done.returncode or not done.stdout:
        raise watch.refusal(Reason.BROKEN, "Không vẽ được trang quét (a page cannot be drawn).")
    return done.stdout


def _paragraphs(table: str) -> tuple[list[str], list[float]]:
    """Return the paragraphs in Tesseract's table of words, and the confidence of each word in per cent."""
    paragraphs: dict[tuple[str, ...], list[str]] = {}
    sure: list[float] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        try:
            confidence = float(row.get("conf") or -1)
        except ValueError:
            continue
        if word and confidence >= _LEAST_CONFIDENCE:
            paragraphs.setdefault(tuple(row.get(part) or "" for part in _PARTS), []).append(word)
            sure.append(confidence)
    return [" ".join(words) for words in paragraphs.values()], sure
