"""What we took from npm is exactly what its script makes of the locked versions, byte for byte."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consultatie.settings import ROOT

FRONTEND = ROOT / "config" / "frontend"
MADE = ("static/vendor", "static/fonts", "templates/components/icon.html")
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")


@pytest.fixture(scope="module")
def packages() -> Path:
    """The locked packages in build/frontend, fetched once; skips where npm is not there or reaches no registry."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed: what we took from others is checked against its checksums only")
    lock = (FRONTEND / "package-lock.json").read_bytes()
    folder = ROOT / "build" / "frontend" / hashlib.sha256(lock).hexdigest()[:12]
    modules = folder / "node_modules"
    if not (folder / "complete").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(FRONTEND / name, folder / name)
        fetched = subprocess.run([npm, *NPM], cwd=folder, capture_output=True, text=True, timeout=600)
        if fetched.returncode:
            pytest.skip(f"npm reaches no registry: {fetched.stderr.strip().splitlines()[-1:]}")
        (folder / "complete").touch()
    return modules


def _files(root: Path) -> dict[str, bytes]:
    paths = [path for part in MADE for path in (root / part, *(root / part).rglob("*")) if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def test_made_anew_from_npm_everything_is_the_same(packages: Path, tmp_path: Path) -> None:
    script = [sys.executable, str(FRONTEND / "vendor.py"), str(tmp_path), str(packages)]
    subprocess.run(script, check=True, timeout=300)
    ours, anew = _files(ROOT), _files(tmp_path)
    assert ours.keys() == anew.keys()
    assert [name for name in ours if ours[name] != anew[name]] == []
    assert len(ours) > 20
