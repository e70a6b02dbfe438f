"""The load generator, a process of its own: keep-alive connections that each send their next request after an answer.

`python -m tests.bench.generator` takes a plan as JSON on standard input: port, connections, count, and requests (whole
HTTP/1.1 texts, taken in turn). It prints seconds, latencies in ms and statuses. One thread, plain sockets: it costs
little, but it shares the machine with what it measures.
"""

from __future__ import annotations

import json
import select
import socket
import sys
from collections import Counter
from dataclasses import dataclass
from time import perf_counter
from typing import Any

PIECE = 1 << 18  # bytes read at once
PATIENCE = 30  # seconds without any answer


@dataclass(slots=True)
class Line:
    """One connection and the answer it waits for: bytes still to come (None before the head is read)."""

    socket: socket.socket
    sent_at: float = 0.0
    head: bytes = b""
    left: int | None = None


def read_head(head: bytes) -> tuple[int, int]:
    """Return the status of an answer and how many bytes its body has; raise ValueError when it does not say."""
    status = int(head[9:12])
    if status in (204, 304):
        return status, 0
    for name in head.split(b"\r\n"):
        if name[:15].lower() == b"content-length:":
            return status, int(name[15:])
    raise ValueError(f"an answer without length: {head[:200]!r}")


class Burst:
    """A bounded number of requests over some connections."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.requests = [text.encode() for text in plan["requests"]]
        self.count = int(plan["count"])
        self.port = int(plan["port"])
        self.connections = min(int(plan["connections"]), self.count)
        self.sent = 0
        self.received = 0
        self.latencies: list[float] = []
        self.statuses: Counter[int] = Counter()
        self._poll = select.epoll()

    def run(self) -> dict[str, Any]:
        """Send everything and return what was seen."""
        lines: dict[int, Line] = {}
        for _ in range(self.connections):
            line = Line(socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE))
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            lines[line.socket.fileno()] = line
            self._poll.register(line.socket.fileno(), select.EPOLLIN)
        begun = perf_counter()
        for line in lines.values():
            self._send(line)
        while len(self.latencies) < self.count:
            events = self._poll.poll(PATIENCE)
            if not events:
                raise TimeoutError("no answer")
            for number, _event in events:
                self._receive(lines[number])
        seconds = perf_counter() - begun
        for line in lines.values():
            line.socket.close()
        return {
            "seconds": seconds,
            "latencies": self.latencies,
            "statuses": self.statuses,
            "bytes": self.received,
        }

    def _send(self, line: Line) -> None:
        if self.sent >= self.count:
            return
        request = self.requests[self.sent % len(self.requests)]
        self.sent += 1
        line.sent_at = perf_counter()
        line.socket.sendall(request)

    def _receive(self, line: Line) -> None:
        data = line.socket.recv(PIECE)
        if not data:
            raise ConnectionError("the server hung up")
        if line.left is None:
            line.head += data
            head, found, body = line.head.partition(b"\r\n\r\n")
            if not found:
                return
            status, length = read_head(head)
            self.statuses[status] += 1
            self.received += len(head) + 4 + length
            line.left = length - len(body)
        else:
            line.left -= len(data)
        if line.left <= 0:
            self.latencies.append((perf_counter() - line.sent_at) * 1000)
            line.left, line.head = None, b""
            self._send(line)


def main() -> None:
    """Run the plan on standard input."""
    json.dump(Burst(json.load(sys.stdin)).run(), sys.stdout)


if __name__ == "__main__":
    main()
