"""Asks the real server, in a process of its own: requests arrive at their planned times whether or not the
ones before were answered, and each is measured from its planned time, so that waiting in a queue counts.

Reads {"url", "users", "password", "rate", "seconds", "asks": {name: [[user, address] …]}, "alone": {…}} from
standard input, the users' "tokens" in place of names and password where it is the API that is asked. Prints
the percentiles in milliseconds of each name. What is asked "alone" is asked one after the other, so that it
shows what a page costs and not how full the server is.
"""

from __future__ import annotations

import gzip
import http.client
import json
import queue
import random
import re
import sys
import threading
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode, urlsplit

Headers = dict[str, str]
"""By which a request says who asks."""
THREADS = 24
ALONE = 90
WARM = 40
"""Requests before the measured ones: templates and pages of the database come into memory."""


def main() -> None:
    """Sign in, ask, and print what was measured."""
    told = json.load(sys.stdin)
    host, port = urlsplit(told["url"]).hostname, urlsplit(told["url"]).port
    callers = [{"Authorization": f"Bearer {token}"} for token in told.get("tokens", ())] or [
        {"Cookie": signed_in(host, port, name, told["password"])} for name in told["users"]
    ]
    measured = {}
    for name, asks in told["asks"].items():
        if asks:
            run((host, port), callers, asks, WARM, told["rate"])
            count = int(told["rate"] * told["seconds"])
            measured[name] = figures(run((host, port), callers, asks, count, told["rate"]))
    for name, asks in told["alone"].items():
        run_alone((host, port), callers, asks, len(asks))
        measured[f"{name} alone"] = figures(run_alone((host, port), callers, asks, ALONE))
    json.dump(measured, sys.stdout)


def run(
    server: tuple[str, int], callers: list[Headers], asks: list[Any], count: int, rate: float
) -> list[Any]:
    """Ask ``count`` times, ``rate`` a second, at random moments. Return (address, milliseconds, status)."""
    draw = random.Random(len(asks))
    chosen = [asks[n % len(asks)] for n in draw.sample(range(max(count, len(asks))), count)]
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    answers: list[Any] = []
    threads = [
        threading.Thread(target=ask_until_end, args=(server, callers, waiting, answers))
        for _ in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    planned = time.perf_counter() + 0.1
    for user, address in chosen:
        planned += draw.expovariate(rate)
        time.sleep(max(0.0, planned - time.perf_counter()))
        waiting.put((planned, user, address))
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return answers


def run_alone(server: tuple[str, int], callers: list[Headers], asks: list[Any], count: int) -> list[Any]:
    """Ask ``count`` times, each when the one before was answered. Return as :func:`run` does."""
    connection = http.client.HTTPConnection(*server, timeout=60)
    answers = []
    for n in range(count):
        user, address = asks[n % len(asks)]
        began = time.perf_counter()
        status, _ = get(connection, address, callers[user])
        answers.append((address, (time.perf_counter() - began) * 1000, status))
    connection.close()
    return answers


def ask_until_end(
    server: tuple[str, int], callers: list[Headers], waiting: queue.SimpleQueue[Any], answers: list[Any]
) -> None:
    """Answer for one connection: take what is waiting, ask it, note how long it took."""
    connection = http.client.HTTPConnection(*server, timeout=60)
    while (ask := waiting.get()) is not None:
        planned, user, address = ask
        try:
            status, _ = get(connection, address, callers[user])
        except OSError:
            connection.close()
            status = 0
        answers.append((address, (time.perf_counter() - planned) * 1000, status))
    connection.close()


def get(connection: http.client.HTTPConnection, address: str, headers: Headers) -> tuple[int, bytes]:
    """Ask for a page and read it to its end."""
    connection.request("GET", address, headers={**headers, "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    return response.status, response.read()


def signed_in(host: str, port: int, username: str, password: str) -> str:
    """Sign in as a person does, and return the cookies."""
    connection = http.client.HTTPConnection(host, port, timeout=60)
    connection.request("GET", "/sign-in/")
    response = connection.getresponse()
    page = response.read()
    if response.getheader("Content-Encoding") == "gzip":
        page = gzip.decompress(page)
    csrf = cookie_of(response)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.decode())
    if token is None:
        raise SystemExit("the sign-in page has no form")
    body = urlencode(
        {"csrfmiddlewaretoken": token[1], "username": username, "password": password, "next": "/"}
    )
    headers = {
        "Cookie": csrf,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://{host}:{port}/",
    }
    connection.request("POST", "/sign-in/", body, headers)
    response = connection.getresponse()
    response.read()
    if response.status != 302:
        raise SystemExit(f"{username} could not sign in: {response.status}")
    return cookie_of(response)


def cookie_of(response: http.client.HTTPResponse) -> str:
    """Return the cookies that an answer sets, as the next request carries them."""
    given = response.headers.get_all("Set-Cookie") or []
    return "; ".join(one.split(";")[0] for one in given)


def figures(answers: list[Any]) -> dict[str, Any]:
    """Return percentiles of all answers, and the slowest kinds of address by their own 95th percentile."""
    statuses = Counter(status for _, _, status in answers)
    kinds: dict[str, list[float]] = {}
    for address, took, _ in answers:
        kinds.setdefault(kind_of(address), []).append(took)
    slowest = sorted(((percentile(times, 95), kind) for kind, times in kinds.items()), reverse=True)
    times = [took for _, took, _ in answers]
    return {
        "count": len(times),
        **{f"p{p}": percentile(times, p) for p in (50, 95, 99)},
        "max": round(max(times), 1),
        "failed": {str(status): n for status, n in statuses.items() if status != 200},
        "slowest": slowest[:5],
    }


def kind_of(address: str) -> str:
    """Return the address without keys, codes of actors and places in a list."""
    address = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", address)
    return re.sub(r"(host|counterpart|lead|after)=[^&]*", r"\1=…", address)


def percentile(times: list[float], of: int) -> float:
    """Return the smallest time that ``of`` per cent do not exceed."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, (len(ordered) * of + 99) // 100 - 1)], 1)


if __name__ == "__main__":
    main()
