"""How Chromium is started, for tests and for what is measured and pictured."""

from __future__ import annotations

import os
import shutil
from typing import Any

ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def launch_options() -> dict[str, Any]:
    """Return options for `launch`: Debian's Chromium where it is there; root needs it without its sandbox."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    return {
        **({"executable_path": path} if path else {}),
        "chromium_sandbox": os.geteuid() != 0,
        "args": ARGS,
    }
