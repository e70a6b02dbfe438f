"""The shape of the code: small modules with a name that says what they are, and no drawer for leftovers."""

from __future__ import annotations

import ast
from pathlib import Path

LONGEST = 300
DRAWERS = ("util", "utils", "helper", "helpers", "common", "misc", "core", "manager", "managers")


def _python(root: Path) -> list[Path]:
    folders = (root / "consultatie", root / "tests")
    return [path for folder in folders for path in folder.rglob("*.py") if "versions" not in path.parts]


def test_no_module_is_longer_than_300_lines(root: Path) -> None:
    lengths = {
        str(path.relative_to(root)): len(path.read_text("utf-8").splitlines()) for path in _python(root)
    }
    long = {name: length for name, length in lengths.items() if length > LONGEST}
    assert not long, long


def test_no_module_is_a_drawer(root: Path) -> None:
    drawers = [path for path in _python(root) if set(path.stem.split("_")) & set(DRAWERS)]
    drawers += [path for path in (root / "consultatie").rglob("*") if path.is_dir() and path.name in DRAWERS]
    assert not drawers


def test_every_module_says_what_it_is(modules: dict[str, ast.Module]) -> None:
    silent = [name for name, tree in modules.items() if tree.body and not ast.get_docstring(tree)]
    assert not silent


def test_every_public_function_and_class_has_a_docstring(modules: dict[str, ast.Module]) -> None:
    silent = [
        f"{name}: {node.name}"
        for name, tree in modules.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent, silent


def test_nothing_asks_the_wall_clock_but_the_doors(modules: dict[str, ast.Module]) -> None:
    """Time comes in as an argument; only adapters and the terminal may ask for it."""
    asks = {
        name
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "utcnow", "today")
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date")
    }
    assert {
        name for name in asks if not name.startswith(("consultatie/adapters/", "consultatie/cli/"))
    } == set()
