"""Writes every sample paper, its gold and what a review of it must find: ``python -m tools.samples [FOLDER]``."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from tools.samples.bodies import NEVER_REPORT
from tools.samples.directive import directive
from tools.samples.formats import write
from tools.samples.model import Count, Report, Sentence
from tools.samples.plan import REPLACED
from tools.samples.refused import REFUSED
from tools.samples.reports import Sample
from tools.samples.word import zipped

TARGET = Path(__file__).parents[2] / "samples" / "review"


def _count(count: Count) -> dict[str, object]:
    value = int(count.value) if count.value == int(count.value) else count.value
    found: dict[str, object] = {
        "value": value,
        "unit": count.unit,
        "indicator": count.indicator,
        "year": count.year,
    }
    return {**found, "subject": count.subject} if count.subject else found


def _statement(sentence: Sentence) -> dict[str, object]:
    return {
        "words": sentence.text,
        "role": sentence.role,
        "clause": sentence.clause,
        "years": list(sentence.years),
        "figures": [_count(count) for count in sentence.figures],
        "evidence": sentence.evidence,
    }


def gold_line(report: Report) -> str:
    """Return the gold of a report: every sentence of its body in order."""
    plan = report.plan
    line = {
        "file": plan.file,
        "half": plan.half,
        "actor": plan.body.key,
        "counts_for": plan.counts_for,
        "statements": [
            _statement(sentence) for paragraph in report.paragraphs for sentence in paragraph.sentences
        ],
    }
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def expected(sample: Sample, reports: list[Report]) -> dict[str, object]:
    """Return what a review of the whole sample must find."""
    plans = [report.plan for report in reports]
    own = [plan for plan in plans if plan.body.key == REPLACED]
    return {
        "missing": list(NEVER_REPORT),
        "predecessors": [
            {"file": plan.file, "actor": plan.body.key, "counts_for": plan.counts_for}
            for plan in plans
            if plan.body.key != plan.counts_for
        ],
        "replaced": [{"file": own[1].file, "replaced_by": own[0].file}],
        "contradictions": sample.contradictions,
        "refused": [{"file": f"to-refuse/{name}", "reason": reason} for name, (reason, _) in REFUSED.items()],
    }


def files() -> dict[str, bytes]:
    """Return every generated file by its path inside the sample's folder."""
    sample = Sample()
    reports = sample.reports()
    found: dict[str, bytes] = {"directive.docx": directive()}
    archives: dict[str, dict[str, bytes]] = {}
    for report in reports:
        archive, inside, member = report.plan.file.partition(".zip/")
        if inside:
            archives.setdefault(f"reports/{archive}.zip", {})[member] = write(report)
        else:
            found[f"reports/{report.plan.file}"] = write(report)
    found |= {name: zipped(members) for name, members in archives.items()}
    found |= {f"reports/to-refuse/{name}": make() for name, (_, make) in REFUSED.items()}
    found["gold.jsonl"] = "".join(gold_line(report) + "\n" for report in reports).encode()
    found["expected.json"] = (
        json.dumps(expected(sample, reports), ensure_ascii=False, indent=1) + "\n"
    ).encode()
    return found


def manifest(contents: dict[str, bytes]) -> bytes:
    """Return the lines of MANIFEST.sha256, as ``sha256sum --check`` reads them."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(contents.items()))
    return "".join(lines).encode()


def main(target: Path) -> None:
    made = files()
    readme = target / "README.md"
    if readme.exists():
        made["README.md"] = readme.read_bytes()
    made["MANIFEST.sha256"] = manifest(made)
    for stale in (target / "reports").rglob("*"):
        if stale.is_file() and str(stale.relative_to(target)) not in made:
            stale.unlink()
    for name, data in made.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    print(f"{len(made)} files, {sum(map(len, made.values())) / 1e6:.1f} MB in {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
