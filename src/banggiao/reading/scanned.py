"""Marks what was read in a scanned paper: every rule says that its words came through OCR."""

from __future__ import annotations

from dataclasses import replace

from banggiao.reading.records import Reading

MARK = "ocr:"


def as_scanned(reading: Reading) -> Reading:
    """Return the reading with each record's rule marked, and no record surer than its letters are."""
    most = reading.paper.ocr_confidence
    if most is None:
        return reading
    return replace(
        reading,
        statements=tuple(one._replace(rule=MARK + one.rule) for one in reading.statements),
        mentions=tuple(
            one._replace(rule=MARK + one.rule, confidence=round(min(one.confidence, 1.0) * most, 4))
            for one in reading.mentions
        ),
        figures=tuple(replace(one, rule=MARK + one.rule) for one in reading.figures),
        assignments=tuple(replace(one, rule=MARK + one.rule) for one in reading.assignments),
        happenings=tuple(
            replace(one, rule=MARK + one.rule, confidence=round(one.confidence * most, 4))
            for one in reading.happenings
        ),
    )
