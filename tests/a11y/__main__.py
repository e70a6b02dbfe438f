"""`make a11y`: a fresh site with the demonstration, the audit on every page and state, and a summary in docs/.

    python -m tests.a11y                     everything, twenty to sixty minutes on two cores
    python -m tests.a11y --quick             fewer modules
    python -m tests.a11y --who reader,guest --langs nl --only /reageren
    python -m tests.a11y --pages missing --write        pages that were never measured

A run over everything writes docs/a11y-report.json; one over a part only with --write, and then only its own pages.
Reports stay in build/a11y/work.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.a11y import summary, tool
from tests.a11y.targets import Target, all_targets
from tests.e2e import examples
from tests.e2e.scene import Scene, set_scene
from tests.e2e.site import LiveSite

WORK = Path(os.environ.get("A11Y_WORK") or tool.ROOT / "build" / "a11y" / "work")
QUICK = "base,axe,ibm,html,structure,keyboard,reflow,spacing,target,motion,theme,nojs,forms,read,cross"
FULL = "base,axe,ibm,html,structure,keyboard,focus,reflow,spacing,zoom,target,motion,theme,nojs,forms,vsr,read,files,cross"
AT_ONCE = 4  # much of the audit is waiting: for pages to settle, for the pixels of a focus ring
# One question a page is for the public; who edits a consultation every day wants its facts together.
ONE, MANY = "1", "12"
FOR_WORK = (examples.DRAFTER, examples.SECOND, examples.MODERATOR, examples.ADMINISTRATOR)
# tests/e2e/test_every_page.py compares pages with and without JavaScript; this rule takes the text in a filled
# textarea for text that is lost.
LEFT_OUT = "nojs-content-lost"
COOKIE = "consultatie"


def main() -> int:
    """Measure, print what was found, and return 1 when anything is wrong."""
    options = _options()
    try:
        folder = tool.prepare()
    except tool.AuditMissing as missing:
        _say(str(missing))
        return 2
    WORK.mkdir(parents=True, exist_ok=True)
    for old in WORK.glob("*.json"):
        old.unlink()
    stamp = f"{datetime.now(UTC):%Y%m%d%H%M%S}"
    site = LiveSite(WORK / "instances" / stamp)
    site.start()
    try:
        scene = set_scene(site)
        targets = [one for one in all_targets(scene, site.app, options.langs) if _wanted(one, options)]
        names = _write_paths(targets)
        _run(folder, site, scene, names, options)
    finally:
        site.stop()
    return _finish(folder, targets, names, options)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure accessibility.")
    parser.add_argument("--quick", action="store_true", help="fewer modules")
    parser.add_argument("--modules", default="", help="only these parts of the audit, with commas")
    parser.add_argument("--who", default="", help="only these visitors (tests/e2e/examples.py), with commas")
    parser.add_argument("--only", default="", help="only addresses with this in them")
    parser.add_argument(
        "--pages", default="", help="only these endpoints, with commas; `missing`: not measured yet"
    )
    parser.add_argument("--langs", default="nl,en", type=lambda text: tuple(text.split(",")))
    parser.add_argument(
        "--write",
        action="store_true",
        help="put the measured pages into docs/a11y-report.json, although they are a part",
    )
    return parser.parse_args()


def _modules(options: argparse.Namespace) -> str:
    return options.modules or (QUICK if options.quick else FULL)


def _wanted(target: Target, options: argparse.Namespace) -> bool:
    if options.pages == "missing":
        return target.endpoint not in (summary.last() or {"pages": {}})["pages"]
    among = (options.who, target.who), (options.pages, target.endpoint)
    return all(not asked or one in asked.split(",") for asked, one in among) and options.only in target.line


def _write_paths(targets: list[Target]) -> list[str]:
    lines: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        line = target.line
        if line.startswith("flow:"):
            line = f"flow:{Path(__file__).parent / line.removeprefix('flow:')}"
        lines[target.who].append(line)
    for name, text in lines.items():
        (WORK / f"{name}.txt").write_text("\n".join(text) + "\n", "utf-8")
    return sorted(lines, key=lambda name: -len(lines[name]))


def _run(folder: Path, site: LiveSite, scene: Scene, names: list[str], options: argparse.Namespace) -> None:
    more = ["--modules", _modules(options), "--ignore", LEFT_OUT]
    if options.quick:
        more += ["--variants", "light,dark,forced"]
    waiting, running = list(names), {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            name = waiting.pop(0)
            _say(f"{name} …")
            asked = ["--max-questions", MANY if name in FOR_WORK else ONE]
            running[name] = tool.start(
                folder, WORK, name, base=site.base, cookies=_cookies(site, scene, name), more=more + asked
            )
        for name in [name for name, process in running.items() if process.poll() is not None]:
            _say(f"{name} done")
            del running[name]
        time.sleep(0.5)


def _cookies(site: LiveSite, scene: Scene, name: str) -> list[dict[str, Any]]:
    if name not in scene.cookies:
        return []
    return [
        {
            "name": COOKIE,
            "value": scene.cookies[name],
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
    ]


def _finish(folder: Path, targets: list[Target], names: list[str], options: argparse.Namespace) -> int:
    reports = summary.read(WORK, names)
    missing = sorted(set(names) - {report["who"] for report in reports})
    for name in missing:
        _say(f"{name}: no report; see {WORK / name}.log")
    facts = {
        "commit": _commit(),
        "languages": list(options.langs),
        "modules": _modules(options).split(","),
        "engines": tool.versions(folder),
    }
    found = summary.summarise(reports, targets, day=f"{datetime.now(UTC):%Y-%m-%d}", facts=facts)
    totals = summary.totals(found)
    for (severity, rule), times in sorted(totals.items(), key=lambda item: (item[0][0], -item[1])):
        _say(f"{severity:<6}{times:>4}  {rule}")
    errors = sum(times for (severity, _rule), times in totals.items() if severity == "error")
    _say(f"{sum(page['states'] for page in found['pages'].values())} pages and states, {errors} errors")
    whole = (
        not (options.quick or options.modules or options.who or options.only or options.pages or missing)
        and len(options.langs) > 1
    )
    if whole:
        summary.write(found)
    elif options.write and not missing:
        summary.write(summary.merged(summary.last() or found, found))
    if whole or options.write:
        _say(f"Written: {summary.REPORT}")
    return 1 if errors or missing else 0


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"],
        cwd=tool.ROOT,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    return asked.stdout.strip() or "unknown"


sys.exit(main())
