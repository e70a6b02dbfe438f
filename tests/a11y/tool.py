"""The audit itself: where it is, how it is made ready, how it is run.

Belongs here: finding, copying and starting `audit.py`. Not here: which pages (targets), what came out (summary).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "a11y"
COPY = ROOT / "build" / "a11y" / "audit"
SHIM = Path(__file__).with_name("with_cookies.py")
THRESHOLDS = ("--max-kb", "100", "--max-requests", "8")
PACKAGES = ("axe-core", "accessibility-checker-engine", "vnu-jar", "@guidepup/virtual-screen-reader")


class AuditMissing(Exception):
    """The audit is not on this machine; the message says how to get it."""


def prepare() -> Path:
    """Return a folder with an audit that can run: `A11Y_AUDIT`, or a copy of ../shared/a11y made ready once."""
    given = os.environ.get("A11Y_AUDIT")
    if given:
        return _checked(Path(given))
    if not (COPY / "build" / "vsr.bundle.js").exists():
        if not SHARED.is_dir():
            raise AuditMissing(
                f"The audit is not here: {SHARED} is missing. Put it there, or name its folder in A11Y_AUDIT."
            )
        shutil.copytree(
            SHARED, COPY, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".venv", "node_modules")
        )
        for path in (COPY, *COPY.rglob("*")):
            path.chmod(path.stat().st_mode | 0o200)
        subprocess.run(["bash", "setup.sh"], cwd=COPY, check=True)
    return _checked(COPY)


def _checked(folder: Path) -> Path:
    if not (folder / "audit.py").exists() or not (folder / ".venv" / "bin" / "python").exists():
        raise AuditMissing(f"{folder} holds no audit that is ready: run setup.sh there.")
    return folder


def start(
    folder: Path, work: Path, name: str, *, base: str, cookies: list[dict[str, str]], more: list[str]
) -> subprocess.Popen[bytes]:
    """Start the audit of `<name>.txt` in the work folder; it writes `<name>.json` and `<name>.log` beside it."""
    state = work / f"{name}.state.json"
    state.write_text(json.dumps({"cookies": cookies, "origins": []}), "utf-8")
    command = [
        str(folder / ".venv" / "bin" / "python"),
        str(SHIM),
        *("--base", base, "--paths", str(work / f"{name}.txt"), "--langs", "nl,en"),
        *("--out", str(work / f"{name}.json"), "--fail-on", "never", *THRESHOLDS, *more),
    ]
    environ = {**os.environ, "A11Y_FOLDER": str(folder), "A11Y_STATE": str(state)}
    with (work / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, cwd=work, env=environ, stdout=log, stderr=subprocess.STDOUT)


def versions(folder: Path) -> dict[str, str]:
    """Return the version of each engine in the audit."""
    found = {}
    for name in PACKAGES:
        manifest = folder / "node_modules" / name / "package.json"
        if manifest.exists():
            found[name] = str(json.loads(manifest.read_text("utf-8"))["version"])
    return found
