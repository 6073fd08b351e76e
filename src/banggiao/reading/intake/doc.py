"""Old Word files (.doc): marks of secrecy are looked for in the raw bytes, then LibreOffice converts.

The conversion is the one step that needs a disk. It runs in a folder of its own, in memory (/dev/shm) where
the system has it, overwritten and removed whatever happens; in a process of its own with limits on time,
memory and file size, an empty home, and no network where the kernel lets an ordinary user have that.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.archive import open_zip
from banggiao.reading.intake.docx import main_part, read_docx
from banggiao.reading.intake.limits import Watch
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

_HEAD_BYTES = 1024 * 1024  # where the raw look for marks ends
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_FIB = b"\xec\xa5"  # first bytes of the Word stream ([MS-DOC] 2.5.2); the flags follow at 10
_SECTOR = 512
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_MEMORY = 4 * 1024**3
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 — a folder of our own is made in it

# Runs before LibreOffice, in its process: in a threaded server nothing safe can run between fork and exec.
_LIMITED = """
import os, resource, sys
cpu, memory, size = map(int, sys.argv[1:4])
resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execvp(sys.argv[4], sys.argv[4:])
"""


def read_doc(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read an OLE file: a .doc by conversion.

    Raises:
        Refusal: SECRET, ENCRYPTED (also a docx under a password, which is an OLE file), UNKNOWN_FORMAT (a
            workbook, a message), NEEDS_CONVERSION where LibreOffice is missing, BROKEN, TIMEOUT and what
            :func:`~banggiao.reading.intake.docx.read_docx` raises.
    """
    if _ENCRYPTED in data:
        raise watch.refusal(Reason.ENCRYPTED)
    if _WORD_STREAM not in data:
        raise watch.refusal(Reason.UNKNOWN_FORMAT)
    if _has_password(data):
        raise watch.refusal(Reason.ENCRYPTED)
    if any(secrecy.mark_in(text) for text in _raw_texts(data[:_HEAD_BYTES])):
        raise watch.refusal(Reason.SECRET)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise watch.refusal(Reason.NEEDS_CONVERSION)
    converted = _convert(data, office, watch)
    archive = open_zip(converted, watch)
    main = main_part(archive, watch)
    if main is None:
        raise watch.refusal(Reason.BROKEN)
    return replace(read_docx(archive, main, sha256, watch), format="doc")


def _has_password(data: bytes) -> bool:
    """Read the flag fEncrypted in the Word stream's first sector."""
    for at in range(_SECTOR, min(len(data), _HEAD_BYTES), _SECTOR):
        if data.startswith(_FIB, at):
            return len(data) > at + 11 and bool(data[at + 11] & 0x01)
    return False


def _raw_texts(data: bytes) -> Iterator[str]:
    """Yield readings of the bytes as the text that a .doc stores: UTF-16, or 8-bit in the Vietnamese page."""
    for text in (data.decode("utf-16-le", "ignore"), data.decode("cp1258", "ignore")):
        yield "\n".join(line for line in _CONTROLS.split(text) if line)


def _convert(data: bytes, office: str, watch: Watch) -> bytes:
    with _private_folder() as folder:
        source = folder / "paper.doc"
        source.write_bytes(data)
        seconds = max(1, int(watch.remaining()))
        limits = (str(seconds), str(_MEMORY), str(watch.limits.max_unpacked))
        command = [
            *_without_network(),
            sys.executable, "-I", "-S", "-c", _LIMITED, *limits,
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nologo", "--nodefault",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        environment = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"}
        process = subprocess.Popen(  # noqa: S603 — a fixed command; the file's name is ours
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=watch.remaining())
        except subprocess.TimeoutExpired as error:
            raise watch.refusal(Reason.TIMEOUT) from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        result = folder / "out" / "paper.docx"
        if not result.is_file() or result.stat().st_size > watch.limits.max_unpacked:
            raise watch.refusal(Reason.BROKEN)
        return result.read_bytes()


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    """Make a folder that only this user can enter; overwrite and remove all of it at the end."""
    where = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="banggiao-", dir=where))
    try:
        yield folder
    finally:
        for file in folder.rglob("*"):
            if file.is_file() and not file.is_symlink():
                with contextlib.suppress(OSError), file.open("r+b") as stream:
                    stream.write(b"\0" * file.stat().st_size)
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _without_network() -> tuple[str, ...]:
    """Return the command prefix that cuts the network off, empty where this system does not permit it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    prefix = (unshare, "--map-root-user", "--net")
    try:
        tried = subprocess.run([*prefix, "true"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return prefix if tried.returncode == 0 else ()
