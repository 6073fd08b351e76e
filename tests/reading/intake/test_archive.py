"""Zip files and folders: what is in them comes out by name, what is dangerous does not."""

import io
import os
import struct
import time
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pytest

from banggiao.reading.intake import Limits, open_paper, unpack, walk
from banggiao.reading.refusal import Reason, Refusal

from .papers import TYPES, docx_of, zipped

MIB = 1024 * 1024


def outcome(data: bytes, limits: Limits | None = None) -> dict[str, bytes | Reason]:
    found = unpack("gói.zip", data, limits=limits or Limits())
    return {name: item.reason if isinstance(item, Refusal) else item for name, item in found}


def test_members_come_in_order_of_name_with_their_folders() -> None:
    data = zipped({"b/hai.txt": "2", "a.txt": "1", "b/": "", "b/c/ba.txt": "3"})
    assert list(unpack("gói.zip", data)) == [
        ("gói.zip/a.txt", b"1"),
        ("gói.zip/b/c/ba.txt", b"3"),
        ("gói.zip/b/hai.txt", b"2"),
    ]


def test_a_file_that_is_no_archive_yields_itself() -> None:
    word = docx_of("Một")
    assert list(unpack("a.docx", word)) == [("a.docx", word)]
    assert list(unpack("a.txt", b"abc")) == [("a.txt", b"abc")]
    assert list(unpack("a.zip", b"PK\x03\x04hong")) == [("a.zip", b"PK\x03\x04hong")]


def test_hidden_and_lock_files_are_left_out() -> None:
    data = zipped(
        {
            ".DS_Store": "x",
            "__MACOSX/._a.txt": "x",
            "~$a.docx": "x",
            "Thumbs.db": "x",
            ".git/a": "x",
            "a.txt": "1",
        }
    )
    assert outcome(data) == {"gói.zip/a.txt": b"1"}


def test_names_that_climb_are_only_names() -> None:
    data = zipped({"../../etc/a.txt": "1", "/b.txt": "2", "c\\d.txt": "3", "x/../a.txt": "4"})
    assert set(outcome(data)) == {
        "gói.zip/etc/a.txt",
        "gói.zip/b.txt",
        "gói.zip/c/d.txt",
        "gói.zip/x/a.txt",
    }


def test_two_members_of_one_name_are_both_kept() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", "1")
        archive.writestr("a.txt", "2")
    assert len(outcome(target.getvalue())) == 2


def test_names_are_composed_and_utf8_is_seen_without_its_flag() -> None:
    name = "Báo cáo Sở Ngoại vụ.txt"
    plain = zipped({unicodedata.normalize("NFD", name): "1"})
    assert outcome(plain) == {f"gói.zip/{name}": b"1"}
    unmarked = bytearray(zipped({name: "1"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = unmarked.find(signature) + offset
        flags = struct.unpack_from("<H", unmarked, at)[0]
        struct.pack_into("<H", unmarked, at, flags & ~0x800)
    assert outcome(bytes(unmarked)) == {f"gói.zip/{name}": b"1"}


def test_a_zip_in_a_zip_is_opened_and_no_deeper_one() -> None:
    inner = zipped({"b.txt": "2"})
    data = zipped({"trong.zip": inner, "sau.zip": zipped({"ba.zip": inner}), "a.docx": docx_of("Một")})
    found = outcome(data)
    assert found["gói.zip/trong.zip/b.txt"] == b"2"
    assert found["gói.zip/sau.zip/ba.zip"] is Reason.BOMB
    assert isinstance(found["gói.zip/a.docx"], bytes)


def test_one_bad_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"a.txt": "nội dung dài " * 30, "b.txt": "2"}, zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    found = outcome(bytes(data))
    assert found == {"gói.zip/a.txt": Reason.BROKEN, "gói.zip/b.txt": b"2"}


def with_flag(data: bytes, flag: int) -> bytes:
    """Return the zip with a flag set in its first member's two headers."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.find(signature) + offset] |= flag
    return bytes(changed)


def test_members_under_a_password_are_named() -> None:
    assert outcome(with_flag(zipped({"a.txt": "1" * 50}), 1)) == {"gói.zip/a.txt": Reason.ENCRYPTED}


def test_packing_whose_output_cannot_be_bounded_is_not_opened() -> None:
    data = zipped({"a.txt": b"\0" * (20 * MIB)}, zipfile.ZIP_BZIP2)
    assert outcome(data, Limits(max_ratio=10**9)) == {"gói.zip/a.txt": Reason.BROKEN}


def lying(data: bytes, size: int) -> bytes:
    """Return the zip with another unpacked size declared for its first member."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, changed.find(b"PK\x03\x04") + 22, size)
    struct.pack_into("<I", changed, changed.find(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def overlapping() -> bytes:
    """Return a zip whose 200 directory entries all point at one packed kernel."""
    data = zipped({"a": b"\0" * (900 * 1024)})
    start = data.find(b"PK\x01\x02")
    entry = data[start : data.find(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(entry) * 200, start, 0)
    return data[:start] + entry * 200 + end


ZEROS = b"\0" * (40 * MIB)
BOMBS = {
    "zeros": zipped({"a.txt": ZEROS}),
    "as a docx": zipped({"[Content_Types].xml": TYPES, "word/document.xml": ZEROS}),
    "in a picture of a docx": zipped(
        {"[Content_Types].xml": TYPES, "word/document.xml": "<a/>", "word/media/a.png": ZEROS}
    ),
    "many members": zipped({f"{i}.txt": "" for i in range(10_001)}, zipfile.ZIP_STORED),
    "overlapping": overlapping(),
    "total": zipped({f"{i}.txt": b"\0" * MIB for i in range(201)}),
    "nested": zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": ZEROS})})})}),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_cost_little_memory_and_time(kind: str) -> None:
    tracemalloc.start()
    began = time.process_time()
    found = outcome(BOMBS[kind])
    with pytest.raises(Refusal):
        open_paper("bom", BOMBS[kind])
    seconds = time.process_time() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # A docx bomb is one document: unpack hands it on and open_paper refuses it.
    reasons = {item for item in found.values() if isinstance(item, Reason)}
    assert reasons == {Reason.BOMB}
    assert peak < 20 * MIB
    assert seconds < 2


def test_a_bomb_that_is_a_word_file_is_called_a_bomb() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("bom.docx", BOMBS["as a docx"])
    assert refused.value.reason is Reason.BOMB


def test_lying_sizes_never_unpack_beyond_what_was_allowed() -> None:
    small = lying(zipped({"a.txt": ZEROS}), 100)
    tracemalloc.start()
    assert outcome(small)["gói.zip/a.txt"] is Reason.BROKEN
    assert tracemalloc.get_traced_memory()[1] < 5 * MIB
    tracemalloc.stop()
    large = lying(zipped({"a.txt": "1"}), 1 << 31)
    assert outcome(large) == {"gói.zip": Reason.BOMB}


def test_all_archives_of_one_upload_share_one_allowance() -> None:
    import random

    noise = random.Random(1).randbytes(400_000)
    data = zipped({"a.zip": zipped({"1": noise, "2": noise}), "b": noise})
    found = outcome(data, Limits(max_unpacked=1_500_000))
    assert [name for name, item in found.items() if item is Reason.BOMB] == ["gói.zip/a.zip/2", "gói.zip/b"]


def test_a_large_member_is_refused_and_the_rest_goes_on() -> None:
    data = zipped({"a": bytes(range(256)) * 10, "b": "2"}, zipfile.ZIP_STORED)
    found = outcome(data, Limits(max_bytes=len(data) - 1))
    assert found == {"gói.zip": Reason.TOO_LARGE}
    packed = zipped({"a": b"x" * 5000, "b": "2"})
    assert outcome(packed, Limits(max_bytes=1000)) == {"gói.zip/a": Reason.TOO_LARGE, "gói.zip/b": b"2"}


def test_time_is_bounded() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("a.docx", docx_of("Một"), limits=Limits(seconds=-1))
    assert refused.value.reason is Reason.TIMEOUT


def test_a_folder_is_walked_in_order_without_noise_and_links_out(tmp_path: Path) -> None:
    folder = tmp_path / "bao cao"
    (folder / "con").mkdir(parents=True)
    (folder / ".ẩn").mkdir()
    outside = tmp_path / "ngoài.txt"
    for file in (
        folder / "b.docx",
        folder / unicodedata.normalize("NFD", "á.docx"),
        folder / "con" / "c.docx",
        folder / "~$b.docx",
        folder / "Thumbs.db",
        folder / ".DS_Store",
        folder / ".ẩn" / "d.docx",
        outside,
    ):
        file.write_text("x")
    (folder / "ra.txt").symlink_to(outside)
    (folder / "vòng").symlink_to(folder, target_is_directory=True)
    found = list(walk(folder))
    assert [name for name, _ in found] == ["b.docx", "con/c.docx", "á.docx"]
    assert all(file.read_text() == "x" for _, file in found)
    assert list(walk(outside)) == [("ngoài.txt", outside)]


def test_a_name_on_disk_that_is_no_unicode_can_still_be_told(tmp_path) -> None:
    name = b"b\xe1o c\xe1o\x1b\xe2\x80\xae.txt"
    (Path(os.fsdecode(bytes(tmp_path) + b"/" + name))).write_text("abc", encoding="utf-8")
    ((told, path),) = walk(tmp_path)
    assert told == "bo co.txt"
    assert path.read_text(encoding="utf-8") == "abc"
