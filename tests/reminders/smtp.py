"""A small SMTP server on loopback (RFC 5321): it keeps the mails that it takes, and refuses whom it is told to."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading


class MailServer:
    """``taken`` are the mails in order; ``refuse`` maps an address to the reply that its RCPT gets."""

    def __init__(self) -> None:
        self.taken = []
        self.refuse = {}
        self.after_data = lambda: None  # called when a mail was taken, before the reply is sent
        outer = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                Talk(self.rfile, self.wfile, outer).go()

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self):
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Talk:
    def __init__(self, lines, answers, server) -> None:
        self.lines, self.answers, self.server = lines, answers, server
        self.to = []

    def say(self, text: str) -> None:
        self.answers.write(f"{text}\r\n".encode())

    def go(self) -> None:
        self.say("220 thu")
        for raw in self.lines:
            word, _, rest = raw.decode().strip().partition(" ")
            if word.upper() == "QUIT":
                self.say("221 bye")
                return
            getattr(self, f"on_{word.lower()}", self.on_other)(rest)

    def on_ehlo(self, _) -> None:
        self.say("250 thu")

    def on_other(self, _) -> None:
        self.to = []
        self.say("250 ok")

    def on_rcpt(self, rest) -> None:
        address = rest.partition("<")[2].partition(">")[0]
        if address in self.server.refuse:
            self.say(self.server.refuse[address])
            return
        self.to.append(address)
        self.say("250 ok")

    def on_data(self, _) -> None:
        self.say("354 go on")
        data = b""
        for line in self.lines:
            if line == b".\r\n":
                break
            data += line.removeprefix(b".") if line.startswith(b"..") else line
        mail = email.message_from_bytes(data, policy=email.policy.default)
        self.server.taken.append((self.to, mail))
        self.server.after_data()
        self.say("250 taken")
