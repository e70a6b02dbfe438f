"""Templates: nothing inline, nothing unescaped, nothing unused."""

from __future__ import annotations

import ast
import re

import pytest


def _pages(templates: dict[str, str]) -> dict[str, str]:
    """Return the templates that a browser gets; mails may carry their own style."""
    return {
        name: re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
        for name, text in templates.items()
        if not name.startswith("email/") and name not in ("layouts/mail.html", "layouts/mail.txt")
    }


def test_no_page_has_inline_script_or_style(templates: dict[str, str]) -> None:
    inline = re.compile(
        r"<style|\sstyle\s*=\s*[\"']|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
    )
    found = {
        name: match.group() for name, text in _pages(templates).items() if (match := inline.search(text))
    }
    assert not found


def test_nothing_is_marked_safe(templates: dict[str, str]) -> None:
    found = [name for name, text in templates.items() if re.search(r"\|\s*safe\b|autoescape\s+false", text)]
    assert not found


def test_only_cleaned_html_is_shown_as_prose(templates: dict[str, str]) -> None:
    """The filter `prose` is for columns that were cleaned when stored: their names end in html."""
    shown = {
        (name, expression)
        for name, text in templates.items()
        for expression in re.findall(r"([\w.\[\]\"']+)\s*\|\s*prose\b", text)
    }
    odd = [(name, expression) for name, expression in shown if not re.search(r"html[\]\"']*$", expression)]
    assert not odd, odd


def test_no_page_asks_anything_of_another_host(templates: dict[str, str]) -> None:
    loads = re.compile(r"<(?:script|img|link|iframe|video|audio|source)[^>]*(?:src|href)=[\"'](?:https?:)?//")
    assert not [name for name, text in _pages(templates).items() if loads.search(text)]


def test_no_dutch_sentence_is_outside_gettext(templates: dict[str, str]) -> None:
    """Text between tags that is not an expression is text nobody can translate."""
    bare = re.compile(r">\s*([A-Z][a-zé]+(?: [a-zé]+){2,}[^<{]*)<")
    pages = {name: text for name, text in _pages(templates).items() if name != "public/components.html"}
    found = {name: match.group(1) for name, text in pages.items() if (match := bare.search(text))}
    assert not found, found


@pytest.mark.parametrize("word", ["helaas", "klik hier", "gelieve", "dient u", "ongeldig"])
def test_we_never_say(templates: dict[str, str], modules: dict[str, ast.Module], word: str) -> None:
    sources = {name: " ".join(_strings(tree)) for name, tree in modules.items()} | templates
    sources = {
        name: text for name, text in sources.items() if "/demo/" not in name and "analysis/" not in name
    }
    found = [name for name, text in sources.items() if re.search(rf"\b{word}", text, re.IGNORECASE)]
    assert not found


def test_every_template_is_used(templates: dict[str, str], modules: dict[str, ast.Module]) -> None:
    strings = {text for tree in modules.values() for text in _strings(tree)}
    inside = "\n".join(templates.values())
    unused = [
        name
        for name in templates
        if name not in strings
        and f'"{name}"' not in inside
        and not _is_mail(name, strings)
        and name.rpartition(".")[0] + "." not in strings  # one name, several formats
        and not (name.startswith("components/") and _is_known_component(name))
    ]
    assert not unused, unused


def _is_known_component(name: str) -> bool:
    """Components belong to the house whether or not a page needs them today; their own tests cover each."""
    return name.endswith(".html")


def _is_mail(name: str, strings: set[str]) -> bool:
    kind = re.fullmatch(r"email/([\w-]+)\.(?:txt|html)", name)
    return kind is not None and kind.group(1) in strings


def _strings(tree: ast.Module) -> list[str]:
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
