"""Run a command with a PostgreSQL of its own: ``tools/with_postgres.py pytest -q``.

A cluster is made in a temporary folder, listens on a Unix socket only, is named to the command in
``BANGGIAO_DATABASE_URL``, and is stopped and removed whatever becomes of the command. PostgreSQL refuses to
run as root, so as root its programs run as another user.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

USER = "banggiao"
PORT = 5432  # names the socket; nothing listens on the network
FAST = (
    # The cluster is thrown away, so it need not survive a power cut.
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c shared_buffers=128MB -c max_connections=40"
)


def find_programs() -> Path:
    """Return the folder of the newest installed PostgreSQL's programs."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    if not found:
        sys.exit("PostgreSQL is not installed here (apt install postgresql, or put initdb on the PATH).")
    return max(found, key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))])


def unprivileged_user() -> str | None:
    """Return whom PostgreSQL is to run as, or None where the caller may run it."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    sys.exit("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as.")


class Cluster:
    """A PostgreSQL cluster whose socket lies in ``folder``, and its data there too unless ``data`` says where
    it is kept."""

    def __init__(self, folder: Path, *, data: Path | None = None, options: str = FAST) -> None:
        self.folder = folder
        self.data = data or folder / "data"
        self._options = options
        self._programs = find_programs()
        self._user = unprivileged_user()
        if self._user:
            shutil.chown(folder, self._user)

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@/banggiao?host={quote(str(self.folder), safe='')}&port={PORT}"

    def start(self) -> None:
        fresh = not (self.data / "PG_VERSION").exists()
        if fresh:
            self._run(
                "initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
            )
        options = f"{self._options} -p {PORT} -k {self.folder}"
        self._run(
            "pg_ctl",
            "-D",
            str(self.data),
            "-w",
            "-t",
            "60",
            "-l",
            str(self.folder / "log"),
            "-o",
            options,
            "start",
        )
        if fresh:
            self._run("createdb", "-h", str(self.folder), "-p", str(PORT), "-U", USER, "banggiao")

    def stop(self, how: str = "immediate") -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "-w", "-m", how, "stop")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            user=self._user,
            group=pwd.getpwnam(self._user).pw_gid if self._user else None,
            extra_groups=[] if self._user else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            log = self.folder / "log"
            told = (done.stdout or b"").decode() + (log.read_text() if log.exists() else "")
            raise SystemExit(f"{program} failed ({done.returncode}):\n{told}")


def main(command: Sequence[str]) -> int:
    """Run ``command`` beside a cluster and return its exit code."""
    if not command:
        sys.exit(f"usage: {sys.argv[0]} COMMAND [ARGUMENT …]")
    # A short folder: the path of a Unix socket holds at most 107 bytes.
    with tempfile.TemporaryDirectory(prefix="banggiao-pg-", ignore_cleanup_errors=True) as name:
        cluster = Cluster(Path(name))
        # Ctrl-C reaches the command as well; it ends first, and the cluster is stopped after it.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            cluster.start()
            environment = {**os.environ, "BANGGIAO_DATABASE_URL": cluster.url}
            return subprocess.run(command, env=environment, check=False).returncode
        except KeyboardInterrupt:
            return 130
        finally:
            cluster.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
