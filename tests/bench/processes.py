"""Processes of the site: start and stop them, and read their processor time and memory from /proc."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60


class Running:
    """One command that runs beside the bench, with everything it starts."""

    def __init__(self, command: list[str], environ: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=dict(environ), stdout=out, stderr=out, start_new_session=True
            )

    def pids(self) -> list[int]:
        """Return the process and all below it."""
        below: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    parent = int(_stat(int(entry.name))[1])
                    below.setdefault(parent, []).append(int(entry.name))
        found, waiting = [], [self._process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting.extend(below.get(pid, []))
        return found

    def cpu_seconds(self) -> float:
        """Return the processor time, user and system, of all its processes so far."""
        total = 0
        for pid in self.pids():
            with suppress(OSError):
                fields = _stat(pid)
                total += int(fields[11]) + int(fields[12])
        return total / TICK

    def alive(self) -> bool:
        """Say whether it still runs."""
        return self._process.poll() is None

    def wait(self, seconds: float) -> int:
        """Wait for its end and return its exit status."""
        return self._process.wait(seconds)

    def stop(self) -> None:
        """Ask it to end; after ten seconds make it."""
        if self.alive():
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                for pid in self.pids():
                    with suppress(ProcessLookupError):
                        os.kill(pid, 9)
                self._process.wait(10)


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name: [0] is the state, [1] the parent."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def memory_mb(pid: int) -> dict[str, float]:
    """Return of one process in MB: pss (shared pages divided), rss now, and peak (the highest rss it had)."""
    found = dict.fromkeys(("pss", "rss", "peak"), 0.0)
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(("Pss:", "Rss:")):
                found[line[:3].lower()] = int(line.split()[1]) / 1024
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                found["peak"] = int(line.split()[1]) / 1024
    return found


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def consultatie(*arguments: str) -> list[str]:
    """Return the command line of a command of the portal."""
    return [sys.executable, "-c", "from consultatie.cli import main; main()", *arguments]


def wait_until_up(running: Running, port: int, path: str) -> None:
    """Wait for a 200 on a path; raise RuntimeError with the end of the log when it does not come."""
    until = monotonic() + START_SECONDS
    while monotonic() < until and running.alive():
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        sleep(0.2)
    raise RuntimeError(f"not up: {path}\n{running.log.read_text('utf-8', 'replace')[-3000:]}")
