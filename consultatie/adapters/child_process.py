"""Running a module of ours on a stranger's bytes in a process of its own: without our environment, shell or secrets.

Belongs here: starting it, and the limits it sets on itself before it imports what reads. What an answer means is up to who asks.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess  # the child is our own module, started without a shell
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
_OUTWARD = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")


def run(
    module: str,
    arguments: Sequence[str],
    data: bytes,
    *,
    seconds: float,
    folder: str = "/",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a module with bytes on its standard input, in a folder; return what it answered and how it ended.

    Raise subprocess.TimeoutExpired after so many seconds.
    """
    own = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-P", "-s", "-m", module, *arguments],
        input=data,
        capture_output=True,
        env=own | dict(environment or {}),
        cwd=folder,
        timeout=seconds,
        check=False,
    )


def limit(*, memory: int, processor: int, largest_file: int = 0) -> None:
    """Limit this process: bytes of address space, seconds of processor, bytes of a file it writes; it leaves no core."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def shut_off() -> None:
    """Take network and other programs away from this process: by the kernel where it lets us, and in Python for sure."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    sys.addaudithook(_refuse_outward)


def _refuse_outward(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_OUTWARD):
        raise PermissionError(f"not from here: {event}")


def open_nothing_more() -> None:
    """Let this process open no file, no pipe and no connection any more, for good; what is open stays so.

    The kernel holds it, whatever code runs after. Everything that is needed has to be imported before. Source: setrlimit(2).
    """
    free = os.dup(0)  # the lowest number that a new file or connection could get
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


def last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the last line of what it said on standard error, at most 200 characters."""
    return done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
