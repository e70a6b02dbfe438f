"""The process that `consultatie serve` becomes: it watches the site's processes and, if asked, the worker.

Imports only the server, so that it stays small: the site itself is loaded in its own processes.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from consultatie.http.logging import configuration

STOP_SECONDS = 20  # what site and worker get to finish what they are doing


def run(host: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Serve until SIGTERM or SIGINT, then stop everything that was started here."""
    signal.signal(signal.SIGTERM, _leave)
    jobs = _start_worker() if with_worker else None
    try:
        serve(host, port, workers, threads)
    finally:
        if jobs is not None:
            _stop(jobs)


def serve(host: str, port: int, workers: int, threads: int, *, target: str = "") -> None:
    """Run granian until a signal stops it; a `target` other than the site is for comparing with."""
    Granian(
        target or "consultatie:create_app",
        factory=not target,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=threads,
        backpressure=threads * 4,  # above that a connection waits in the kernel instead of in our memory
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_dictconfig=configuration(),
    ).serve()


def _leave(_signal: int, _frame: Any) -> None:
    raise SystemExit(0)


def _start_worker() -> subprocess.Popen[bytes]:
    """Start the worker as a process in a group of its own, so that Ctrl-C reaches it once: through us."""
    command = [sys.executable, "-c", "from consultatie.cli import main; main()", "worker"]
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own program


def _stop(jobs: subprocess.Popen[bytes]) -> None:
    jobs.terminate()
    try:
        jobs.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        jobs.kill()


if __name__ == "__main__":
    host, port, workers, threads, with_worker = sys.argv[1:]
    run(host, int(port), int(workers), int(threads), with_worker == "yes")
