"""A receiver on loopback: it keeps what it is told, and answers as it is told to."""

from __future__ import annotations

import socketserver
import threading


class Receiver:
    """``told`` are (headers in lower case, body); ``answer`` the raw bytes that each request gets."""

    OK = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"

    def __init__(self) -> None:
        self.told = []
        self.answer = self.OK
        outer = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                line = self.rfile.readline()
                heads = {}
                while raw := self.rfile.readline().strip():
                    name, _, value = raw.decode().partition(":")
                    heads[name.lower()] = value.strip()
                body = self.rfile.read(int(heads.get("content-length", 0)))
                outer.told.append((line.decode().split()[1], heads, body))
                answer = outer.answer(self.wfile) if callable(outer.answer) else outer.answer
                if answer:
                    self.wfile.write(answer)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # who asks may go away before the answer ends
        self.port = self._server.server_address[1]

    def __enter__(self):
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook"


def status(number: int, *heads: str) -> bytes:
    """An answer with a status and no words."""
    lines = [f"HTTP/1.1 {number} x", "Content-Length: 0", "Connection: close", *heads]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
