"""Zip files, opened with suspicion: every size is checked before it is believed and again while reading."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from banggiao.reading.intake.edxml_opening import is_envelope
from banggiao.reading.intake.file_names import readable_name
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Limits, Watch
from banggiao.reading.refusal import Reason, Refusal

_ENTRY = b"PK\x01\x02"  # signature of a central directory entry
_MIB = 1024 * 1024
_DEEPEST = 2  # archives in archives
_LOCK_PREFIX = "~$"  # Word's owner file beside an open document
_NOISE = {"thumbs.db", "desktop.ini", "__macosx"}
# What zipfile raises on damaged input, found by feeding it damaged input.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    IndexError,
    KeyError,
)


def open_zip(data: bytes, watch: Watch) -> zipfile.ZipFile:
    """Open a zip held in memory after checking what its directory declares.

    Raises:
        Refusal: BROKEN when it is no whole zip; BOMB when it declares too many members, too many bytes,
            an impossible compression, or members that share their bytes.
    """
    limits = watch.limits
    if data.count(_ENTRY) > limits.max_members:
        raise watch.refusal(Reason.BOMB, f"Quá {limits.max_members} tệp con (too many members).")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise watch.refusal(Reason.BROKEN) from error
    members = archive.infolist()
    if sum(member.file_size for member in members) > limits.max_unpacked:
        raise watch.refusal(Reason.BOMB)
    if sum(member.compress_size for member in members) > len(data):
        raise watch.refusal(Reason.BOMB, "Các tệp con dùng chung dữ liệu (overlapping members).")
    if any(m.file_size > _MIB and m.file_size > limits.max_ratio * m.compress_size for m in members):
        raise watch.refusal(Reason.BOMB)
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int, watch: Watch) -> bytes:
    """Return one member's bytes, at most ``limit`` of them ever in memory.

    Raises:
        Refusal: ENCRYPTED, TOO_LARGE, BROKEN (damaged, or packed by a method other than store and
            deflate, the only two whose output can be bounded), TIMEOUT.
    """
    if member.flag_bits & 0x1:
        raise watch.refusal(Reason.ENCRYPTED)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise watch.refusal(Reason.BROKEN, "Kiểu nén không được hỗ trợ (packing method).")
    if member.file_size > limit:
        raise watch.refusal(Reason.TOO_LARGE)
    try:
        with archive.open(member) as stream:
            if member.file_size <= _MIB:
                return stream.read(member.file_size + 1)
            chunks = []
            while chunk := stream.read(_MIB):
                watch.check()
                chunks.append(chunk)
            return b"".join(chunks)
    except _DAMAGED as error:
        raise watch.refusal(Reason.BROKEN) from error
    except RuntimeError as error:  # zipfile's way to ask for a password
        raise watch.refusal(Reason.ENCRYPTED) from error


def is_noise(name: str) -> bool:
    """Tell whether a file name is one that no person put there as a paper (hidden, lock, thumbnails)."""
    return name.startswith((".", _LOCK_PREFIX)) or name.lower() in _NOISE


def unpack(
    name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[str, bytes | Refusal]]:
    """Yield the papers in an archive as (name, bytes), or (name, refusal) for one that cannot be had.

    A file that is no plain zip (a docx is not) yields itself. An edXML envelope yields its attachments. Names
    are "archive.zip/folder/file.docx", in NFC and in order; an archive inside the archive is opened once
    more, deeper ones are refused. Nothing is written to disk: a name that climbs ("../x") is only a name,
    and is cleaned.
    """
    watch = Watch(name, limits)
    if len(data) > limits.max_bytes:
        yield name, watch.refusal(Reason.TOO_LARGE)
        return
    try:
        yield from _opened(data, watch, _Allowance(limits.max_unpacked), depth=1)
    except Refusal as refusal:
        yield name, refusal


class _Allowance:
    """The bytes that one upload may still unpack to, over all its nested archives."""

    def __init__(self, left: int) -> None:
        self.left = left


def _opened(
    data: bytes, watch: Watch, allowance: _Allowance, depth: int
) -> Iterator[tuple[str, bytes | Refusal]]:
    """Yield a file, or what is in it when it is an archive."""
    envelope = is_envelope(data)
    if not envelope and not _is_plain_zip(data, watch):
        yield watch.name, data
    elif depth > _DEEPEST:
        raise watch.refusal(Reason.BOMB, "Tệp nén lồng nhau quá sâu (archives nested too deep).")
    else:
        yield from (_attached if envelope else _members)(data, watch, allowance, depth)


def _attached(
    data: bytes, watch: Watch, allowance: _Allowance, depth: int
) -> Iterator[tuple[str, bytes | Refusal]]:
    """Yield the attachments of an edXML envelope."""
    from banggiao.reading.intake.edxml import open_envelope  # noqa: PLC0415

    for file, content in open_envelope(data, watch).files:
        inner = Watch(f"{watch.name}/{file}", watch.limits)
        if isinstance(content, Refusal):
            yield inner.name, content
            continue
        try:
            if len(content) > allowance.left:
                raise inner.refusal(Reason.BOMB)
            allowance.left -= len(content)
            yield from _opened(content, inner, allowance, depth + 1)
        except Refusal as refusal:
            yield inner.name, refusal


def _members(
    data: bytes, watch: Watch, allowance: _Allowance, depth: int
) -> Iterator[tuple[str, bytes | Refusal]]:
    archive = open_zip(data, watch)
    taken: set[str] = set()
    for inner_name, member in sorted(_papers(archive), key=lambda pair: pair[0]):
        full = _unused(f"{watch.name}/{inner_name}", taken)
        inner = Watch(full, watch.limits)
        try:
            watch.check()
            if member.file_size > watch.limits.max_bytes:
                raise inner.refusal(Reason.TOO_LARGE)
            if member.file_size > allowance.left:
                raise inner.refusal(Reason.BOMB)
            content = read_member(archive, member, allowance.left, inner)
            allowance.left -= len(content)
            yield from _opened(content, inner, allowance, depth + 1)
        except Refusal as refusal:
            yield full, refusal


def _is_plain_zip(data: bytes, watch: Watch) -> bool:
    """Tell a zip of files from a zip that is one document (docx, xlsx, odt, epub)."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        names = set(open_zip(data, watch).namelist())
    except Refusal as refusal:
        if refusal.reason is Reason.BROKEN:
            return False  # let the reader of the single file say that it is damaged
        raise
    return not names & {"[Content_Types].xml", "mimetype", "word/document.xml"}


def _papers(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for member in archive.infolist():
        if member.is_dir():
            continue
        parts = [
            part for part in _decoded(member).replace("\\", "/").split("/") if part not in ("", ".", "..")
        ]
        if parts and not any(is_noise(part) for part in parts):
            yield "/".join(parts), member


def _decoded(member: zipfile.ZipInfo) -> str:
    """Return the member's name; macOS and old tools write UTF-8 without saying so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return readable_name(name)


def _unused(name: str, taken: set[str]) -> str:
    """Return ``name``, numbered when an earlier member of the archive has the same one."""
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name} ({count})"
    taken.add(candidate)
    return candidate
