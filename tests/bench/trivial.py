"""The page to compare with: a WSGI application that does nothing but answer with a ready text of a given size."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

SIZES = "BENCH_SIZES"  # bytes of each page, with commas between them
BODIES = {f"/{size}": b"x" * int(size) for size in os.environ.get(SIZES, "").split(",") if size} | {
    "/": b"up"
}


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer `/SIZE` with that many bytes."""
    body = BODIES[environ["PATH_INFO"]]
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]


def command(port: int, threads: str) -> list[str]:
    """Return the command line that runs it."""
    return [sys.executable, "-m", "tests.bench.trivial", str(port), threads]


def main() -> None:
    """Run it under the same server with the same options as the site."""
    from consultatie.cli import server

    server.serve("127.0.0.1", int(sys.argv[1]), 1, int(sys.argv[2]), target="tests.bench.trivial:app")


if __name__ == "__main__":
    main()
