"""A model's service for tests, on loopback: it answers as it is told to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[[BaseHTTPRequestHandler, "Service"], None]


class Service:
    """``behave`` writes the answer to each request; ``asked`` holds the questions and ``hosts`` their Host."""

    def __init__(self, behave: Behaviour) -> None:
        self.behave = behave
        self.asked: list[dict[str, Any]] = []
        self.hosts: list[str | None] = []
        self.over = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def serving(behave: Behaviour) -> Iterator[Service]:
    service = Service(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            service.asked.append(json.loads(self.rfile.read(length)))
            service.hosts.append(self.headers["Host"])
            try:
                service.behave(self, service)
            except OSError:  # the client left
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def says(content: str) -> Behaviour:
    """Answer in the interface's shape with ``content``."""
    return sends(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


def proposes(*records: dict[str, Any]) -> Behaviour:
    return says(json.dumps({"records": list(records)}, ensure_ascii=False))


def sends(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler, service: Service) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def record(kind: str, context: str, quote: str, *parts: tuple[str, str]) -> dict[str, Any]:
    quoted = [{"part": part, "quote": words} for part, words in parts]
    return {"kind": kind, "context": context, "quote": quote, "parts": quoted}
