"""The sample papers: what lies in `samples/review` is what the generator writes, and says only what it should."""

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import html

from tools.samples import banks
from tools.samples.__main__ import gold_line
from tools.samples.bodies import CENTRAL, NEVER_REPORT, PROVINCES
from tools.samples.directive import directive
from tools.samples.formats import MARK, write
from tools.samples.instrument import clause_ids
from tools.samples.model import Report, old_tones
from tools.samples.reports import Sample, key_of

FOLDER = Path(__file__).parents[2] / "samples" / "review"
REPORTS = FOLDER / "reports"


@pytest.fixture(scope="module")
def sample() -> tuple[Sample, list[Report]]:
    made = Sample()
    return made, made.reports()


@pytest.fixture(scope="module")
def gold() -> list[dict]:
    return [json.loads(line) for line in (FOLDER / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads((FOLDER / "expected.json").read_text("utf-8"))


def bytes_of(name: str) -> bytes:
    archive, inside, member = name.partition(".zip/")
    if not inside:
        return (REPORTS / name).read_bytes()
    return zipfile.ZipFile(REPORTS / f"{archive}.zip").read(member)


def texts_of(name: str) -> list[str]:
    """The paragraphs of a file, read with the format's own library and nothing of ours."""
    data = bytes_of(name)
    if name.endswith(".docx"):
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    if name.endswith(".pdf"):
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
        return [re.sub(r"\n\d+\s+(?=\n)", "\n", text) for text in pages]
    if name.endswith(".html"):
        return [
            element.text_content() for element in html.fromstring(data.decode()).iter("p", "h1", "h2", "h3")
        ]
    return data.decode().splitlines()


def test_the_manifest_names_every_file_and_its_bytes() -> None:
    lines = (FOLDER / "MANIFEST.sha256").read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    present = {str(path.relative_to(FOLDER)): path for path in FOLDER.rglob("*") if path.is_file()}
    present.pop("MANIFEST.sha256")

    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in present.items()}
    assert sum(path.stat().st_size for path in present.values()) < 12_000_000


def test_the_same_seed_writes_the_same_gold(sample: tuple[Sample, list[Report]]) -> None:
    written = [gold_line(report) for report in sample[1]]

    assert written == (FOLDER / "gold.jsonl").read_text("utf-8").splitlines()


@pytest.mark.parametrize("stem", ["bac-ninh", "hung-yen"])
def test_the_same_seed_writes_the_same_bytes(sample: tuple[Sample, list[Report]], stem: str) -> None:
    report = next(report for report in sample[1] if report.plan.body.stem == stem)

    assert write(report) == write(report)
    assert _unpacked(write(report)) == _unpacked(bytes_of(report.plan.file))


def test_the_directive_is_the_one_that_is_written() -> None:
    assert _unpacked(directive()) == _unpacked((FOLDER / "directive.docx").read_bytes())


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file: two builds of zlib may pack the same parts differently."""
    if not data.startswith(b"PK"):
        return {"": data}
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_no_two_paragraphs_are_alike_even_without_their_numbers(sample: tuple[Sample, list[Report]]) -> None:
    seen = Counter(key_of(paragraph.text) for report in sample[1] for paragraph in report.paragraphs)

    assert len(seen) > 8000
    assert [text for text, count in seen.items() if count > 1] == []


def test_a_report_never_says_the_same_sentence_twice(gold: list[dict]) -> None:
    for report in gold:
        said = Counter(item["words"] for item in report["statements"] if len(item["words"]) > 70)
        assert [words for words, count in said.items() if count > 1] == [], report["file"]


def test_the_two_halves_share_no_sentence() -> None:
    dev, test = (
        {re.sub(r"\W+", " ", words).strip().casefold() for words in banks.sentences(half)}
        for half in banks.HALVES
    )

    assert min(len(dev), len(test)) > 800
    assert dev & test == set()


def test_every_clause_has_its_sentences_in_both_halves() -> None:
    for half in banks.HALVES:
        found = banks.load(half).clauses
        assert sorted(found) == clause_ids()
        assert all(len(roles["result"]) >= 16 for roles in found.values())


@pytest.mark.parametrize(
    "name",
    [
        "bo-nganh/bao-cao-bo-ngoai-giao.docx",
        "dia-phuong/tay-nguyen.zip/bao-cao-gia-lai.docx",
        "dia-phuong/bao-cao-ha-tinh.docx",
        "dia-phuong/bao-cao-quang-ninh.pdf",
        "dia-phuong/bao-cao-ha-noi.html",
        "bo-nganh/doan-the/bao-cao-tong-lien-doan.txt",
    ],
)
def test_the_gold_is_in_the_file_word_for_word_and_in_order(name: str, gold: list[dict]) -> None:
    whole = " ".join(" ".join(texts_of(name)).split())
    if "ha-tinh" in name:
        assert whole != unicodedata.normalize("NFC", whole)
    whole = unicodedata.normalize("NFC", whole)
    statements = next(report for report in gold if report["file"] == name)["statements"]
    if name.endswith(".pdf"):  # a page's number and footer may fall inside a sentence
        found = sum(item["words"] in whole for item in statements)
        assert found > 0.85 * len(statements)
        return
    at = 0
    for item in statements:
        at = whole.find(item["words"], at) + 1
        assert at, item["words"]


def test_every_report_says_in_its_first_line_that_it_is_a_sample(gold: list[dict]) -> None:
    for report in gold:
        first = unicodedata.normalize("NFC", " ".join(texts_of(report["file"])[:1]))
        assert MARK in " ".join(first.split()), report["file"]


def test_who_reported_and_who_did_not(gold: list[dict], expected: dict) -> None:
    asked = {body.key for body in (*CENTRAL, *PROVINCES)}
    heard = {report["counts_for"] for report in gold}

    assert len(asked) == 63
    assert asked - heard == set(expected["missing"]) == set(NEVER_REPORT)
    assert len(gold) == len({report["file"] for report in gold}) == 62
    assert Counter(report["half"] for report in gold) == {"dev": 31, "test": 31}
    assert Counter(report["file"].rpartition(".")[2] for report in gold) == {
        "docx": 53,
        "pdf": 5,
        "html": 3,
        "txt": 1,
    }
    own = {report["file"]: report["actor"] for report in gold}
    assert [own[item["file"]] for item in expected["predecessors"]] == [
        "former-province-74",
        "former-province-30",
    ]
    (replaced,) = expected["replaced"]
    assert own[replaced["file"]] == own[replaced["replaced_by"]]


def test_the_reports_are_as_long_as_real_ones(gold: list[dict]) -> None:
    sizes = [len(" ".join(item["words"] for item in report["statements"]).encode()) for report in gold]

    assert 52_000 < sum(sizes) / len(sizes) < 66_000
    assert min(sizes) > 16_000
    assert max(sizes) < 92_000


def test_a_figure_is_the_same_wherever_it_is_stated_except_where_planted(
    sample: tuple[Sample, list[Report]], gold: list[dict], expected: dict
) -> None:
    prose: dict[tuple, dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for report in gold:
        for item in report["statements"]:
            for figure in item["figures"]:
                if figure["year"]:
                    actor = figure.get("subject", report["actor"])
                    prose[actor, figure["indicator"], figure["year"]][figure["value"]].add(report["file"])
    conflicts = [
        (indicator, year, tuple(sorted(values)), tuple(sorted(set().union(*values.values()))))
        for (_, indicator, year), values in prose.items()
        if len(values) > 1
    ]
    in_tables = {
        (actor, spelled[0].upper() + spelled[1:], year): (indicator, values)
        for (actor, indicator, year), values in prose.items()
        for spelled in (indicator, old_tones(indicator))
    }
    repeated = 0
    for report in sample[1]:
        rows = [(annex.rows[0], row) for annex in report.annexes for row in annex.rows[1:]]
        for heads, row in rows:
            for head, cell in zip(heads[3:], row[3:], strict=True):
                year = int(head.removeprefix("Năm "))
                indicator, values = in_tables.get((report.plan.body.key, row[1], year), ("", {}))
                repeated += bool(values)
                shown = float(cell.replace(".", "").replace(",", "."))
                if values and shown not in values:
                    conflicts.append((indicator, year, tuple(sorted((*values, shown))), (report.plan.file,)))

    planted = expected["contradictions"]
    assert sorted(conflicts) == sorted(
        (item["indicator"], item["year"], tuple(sorted(item["values"])), tuple(sorted(item["files"])))
        for item in planted
    )
    assert Counter(item["half"] for item in planted) == {"dev": 2, "test": 2}
    assert {item["kind"] for item in planted} == {"within", "annex", "between"}
    assert repeated > 62 * 2 * 6


def test_the_papers_to_refuse_are_what_their_reasons_say(expected: dict) -> None:
    reasons = {Path(item["file"]).name: item["reason"] for item in expected["refused"]}
    folder = REPORTS / "to-refuse"

    assert set(reasons) == {path.name for path in folder.iterdir()}
    assert sorted(reasons.values()) == ["bomb", "broken", "encrypted", "no-text", "secret", "secret"]
    scan = pypdfium2.PdfDocument((folder / "ban-quet.pdf").read_bytes())
    assert scan[0].get_textpage().get_text_range() == ""
    locked = (folder / "co-mat-khau.docx").read_bytes()
    assert locked.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "EncryptedPackage".encode("utf-16-le") in locked
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(folder / "cut-duoi.docx")
    swollen = zipfile.ZipFile(folder / "bom-nen.docx")
    assert sum(info.file_size for info in swollen.infolist()) > 200_000_000
    assert (folder / "bom-nen.docx").stat().st_size < 1_000_000


def test_one_report_speaks_to_a_machine_and_it_is_only_text(gold: list[dict]) -> None:
    spoken = [
        (report["file"], item["role"], item["clause"])
        for report in gold
        for item in report["statements"]
        if re.search("trí tuệ nhân tạo đọc|Trợ lý tự động|mô hình ngôn ngữ xử lý", item["words"])
    ]

    assert {file for file, _, _ in spoken} == {"dia-phuong/bao-cao-thanh-hoa.docx"}
    assert {(role, clause) for _, role, clause in spoken} == {("other", None)}
