"""Codes: each refusal has a sentence, each job a handler, each mail its two templates."""

from __future__ import annotations

import ast
from importlib import import_module

from consultatie.domain import errors
from consultatie.http.messages import MESSAGES
from consultatie.jobs import HANDLERS

REFUSALS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.ConsultatieError)
}


def _calls(modules: dict[str, ast.Module], names: set[str]) -> list[tuple[str, ast.Call]]:
    return [
        (name, node)
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in names
    ]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_refusal_has_a_sentence(modules: dict[str, ast.Module]) -> None:
    raised = {
        (code, name)
        for name, call in _calls(modules, REFUSALS)
        for code in [_text(call.args[0]) if call.args else None]
        if code is not None
    }
    assert len(raised) > 20
    silent = sorted(f"{code} ({name})" for code, name in raised if code not in MESSAGES)
    assert not silent, silent


def test_every_problem_of_a_field_has_a_sentence(modules: dict[str, ast.Module]) -> None:
    codes = {
        (text, name)
        for name, call in _calls(modules, {"Invalid", "UnreadableBill"})
        if not name.startswith(("consultatie/api/", "consultatie/cli/"))  # they show the code itself
        for argument in [*call.args[1:], *(word.value for word in call.keywords if word.arg == "problems")]
        if isinstance(argument, ast.Dict)
        for value in argument.values
        for text in [_text(value)]
        if text is not None
    }
    assert codes
    silent = sorted(f"{code} ({name})" for code, name in codes if code not in MESSAGES)
    assert not silent, silent


def test_every_kind_of_job_has_a_handler(modules: dict[str, ast.Module]) -> None:
    kinds = {
        kind
        for _, call in _calls(modules, {"enqueue"})
        for kind in [_text(call.args[1]) if len(call.args) > 1 else None]
        if kind is not None
    }
    assert kinds
    assert kinds <= set(HANDLERS)


def test_every_handler_exists() -> None:
    for target in HANDLERS.values():
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name)), target


def test_every_mail_has_a_plain_and_a_rich_template(templates: dict[str, str]) -> None:
    inside = "\n".join(templates.values())
    mails = {
        name.removeprefix("email/").rpartition(".")[0]
        for name in templates
        if name.startswith("email/") and name not in inside  # parts that mails share aside
    }
    assert mails
    assert not [m for m in mails if not {f"email/{m}.txt", f"email/{m}.html"} <= set(templates)]
