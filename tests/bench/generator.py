"""The load generator, a process of its own: keep-alive connections that each send their next request after an answer.

`python -m tests.bench.generator` takes a plan as JSON on standard input: port, connections, count, and requests (whole
HTTP/1.1 texts, taken in turn). With `per_second` a request is due at its own moment, whatever became of those before it, and
its latency counts from that moment: a server that stops for a second is seen by everyone who came in that second. It prints seconds, latencies in ms and statuses. One thread, plain sockets: it costs
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


@dataclass(slots=True, eq=False)
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
        self.pause = 1 / plan["per_second"] if plan.get("per_second") else 0.0  # seconds between requests
        self.sent = 0
        self.received = 0
        self.latencies: list[float] = []
        self.statuses: Counter[int] = Counter()
        self._begun = 0.0
        self._free: list[Line] = []
        self._lines: dict[int, Line] = {}
        self._poll = select.epoll()

    def run(self) -> dict[str, Any]:
        """Send everything and return what was seen."""
        for _ in range(self.connections):
            self._connect()
        self._begun = perf_counter()
        self._send_what_is_due()
        while len(self.latencies) < self.count:
            events = self._poll.poll(min(PATIENCE, self._until_due()))
            if not events and self._until_due() >= PATIENCE:
                raise TimeoutError("no answer")
            for number, _event in events:
                self._receive(self._lines[number])
            self._send_what_is_due()
        seconds = perf_counter() - self._begun
        for line in self._lines.values():
            line.socket.close()
        return {
            "seconds": seconds,
            "latencies": self.latencies,
            "statuses": self.statuses,
            "bytes": self.received,
        }

    def _connect(self) -> None:
        line = Line(socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE))
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._lines[line.socket.fileno()] = line
        self._poll.register(line.socket.fileno(), select.EPOLLIN)
        self._free.append(line)

    def _replace(self, line: Line) -> None:
        """Open another connection for one that the server closed after a while of silence."""
        self._free.remove(line)
        self._poll.unregister(line.socket.fileno())
        del self._lines[line.socket.fileno()]
        line.socket.close()
        self._connect()

    def _due(self) -> float:
        return self._begun + self.sent * self.pause

    def _until_due(self) -> float:
        """Return the seconds until a request can be sent; PATIENCE when only an answer can free a line."""
        if not self._free or self.sent >= self.count:
            return PATIENCE
        return max(0.0, self._due() - perf_counter())

    def _send_what_is_due(self) -> None:
        while self._free and self.sent < self.count and perf_counter() >= self._due():
            line = self._free.pop()
            line.sent_at = self._due() if self.pause else perf_counter()
            request = self.requests[self.sent % len(self.requests)]
            self.sent += 1
            line.socket.sendall(request)

    def _receive(self, line: Line) -> None:
        data = line.socket.recv(PIECE)
        if not data and line in self._free:
            self._replace(line)
            return
        if not data:
            raise ConnectionError("the server hung up before it answered")
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
            self._free.append(line)


def main() -> None:
    """Run the plan on standard input."""
    json.dump(Burst(json.load(sys.stdin)).run(), sys.stdout)


if __name__ == "__main__":
    main()
