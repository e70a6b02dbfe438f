"""Bursts of requests on a running server: write the requests, run the generator, read what it cost the server."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.figures import Load, percentile
from tests.bench.processes import ROOT, Running

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Target:
    """A server that listens on the loopback."""

    running: Running
    port: int


def get(target: Target, path: str, **headers: str) -> str:
    """Return a GET as a browser sends it: it takes gzip and keeps the connection."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{target.port}",
        "Accept: text/html",
        "Accept-Encoding: gzip",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines) + "\r\n\r\n"


def post(target: Target, path: str, body: str, **headers: str) -> str:
    """Return a POST of a form."""
    more = {"Content_Type": "application/x-www-form-urlencoded", "Content_Length": str(len(body.encode()))}
    return get(target, path, **headers, **more).replace("GET ", "POST ", 1) + body


def burst(
    target: Target,
    requests: Sequence[str],
    count: int,
    *,
    expected: int = 200,
    connections: int = CONNECTIONS,
    per_second: float = 0,
) -> Load:
    """Send so many requests, taken in turn; raise RuntimeError when an answer has another status than expected.

    With `per_second` they are sent at that pace, and latencies count from the moment at which each was due.
    """
    plan = {
        "port": target.port,
        "connections": connections,
        "count": count,
        "per_second": per_second,
        "requests": list(requests),
    }
    before = target.running.cpu_seconds()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.generator"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    cpu = target.running.cpu_seconds() - before
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    seen = json.loads(done.stdout)
    if seen["statuses"] != {str(expected): count}:
        raise RuntimeError(f"expected {count} times {expected}, saw {seen['statuses']}: {requests[0][:120]}")
    return Load(
        per_second=count / seen["seconds"],
        p50_ms=percentile(seen["latencies"], 0.5),
        p95_ms=percentile(seen["latencies"], 0.95),
        cpu_ms=cpu * 1000 / count,
        bytes_each=seen["bytes"] // count,
    )


def look(target: Target, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Open one page and return status, headers by lower-case name, and the body as it came over the line."""
    connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **named})
    answer = connection.getresponse()
    found = (answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return found
