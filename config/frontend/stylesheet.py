"""Prune the CSS of packages to what our macros use. No files are opened here."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from consultatie.analysis.style_sheets import rules, without_comments

_CLASS = re.compile(r"\.((?:utrecht|nl)-[\w-]+)")
_PRIVATE = re.compile(r"(?:^|(?<=[;{]))\s*(--_[\w-]+):[^;}]*;?")


def prune(css: str, keep: Callable[[str], bool], state: re.Pattern[str]) -> str:
    """Drop selectors with a class that `keep` refuses or with a state, and rules left without a selector."""
    kept = []
    for prelude, body in rules(without_comments(css)):
        if prelude.startswith("@"):
            inner = prune(body, keep, state) if "{" in body else body
            if inner:
                kept.append(f"{prelude} {{\n{inner}\n}}")
            continue
        selectors = [one for one in _selectors(prelude) if _wanted(one, keep, state)]
        if selectors:
            kept.append(f"{', '.join(selectors)} {{\n  {body}\n}}")
    return "\n".join(kept)


def _selectors(prelude: str) -> list[str]:
    depth, parts = 0, [""]
    for char in prelude:
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def _wanted(selector: str, keep: Callable[[str], bool], state: re.Pattern[str]) -> bool:
    names = _CLASS.findall(selector)
    return all(keep(name) for name in names) and not state.search(selector)


def without_unread(css: str) -> str:
    """Remove private properties (`--_…`) that nothing reads, until none is left."""
    lean = _without_unread_once(css)
    return css if lean == css else without_unread(lean)


def _without_unread_once(css: str) -> str:
    read = set(re.findall(r"var\(\s*(--_[\w-]+)", css))
    return _PRIVATE.sub(lambda found: found[0] if found[1] in read else "", css)
