"""Read, prune and squeeze flat CSS.

Belongs here: what the vendor and build scripts share. No files are opened here.
"""

import re
from collections.abc import Callable, Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_STRING = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_CLASS = re.compile(r"\.((?:utrecht|nl)-[\w-]+)")
_PRIVATE = re.compile(r"(?:^|(?<=[;{]))\s*(--_[\w-]+):[^;}]*;?")


def without_comments(css: str) -> str:
    """Remove every comment."""
    return _COMMENT.sub("", css)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (prelude, body) of each top-level block of a sheet without comments."""
    start, depth, opened = 0, 0, 0
    for place, char in enumerate(css):
        if char == "{":
            depth += 1
            if depth == 1:
                opened = place
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place].strip()
                start = place + 1


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


def squeeze(css: str) -> str:
    """Remove comments and the white space that has no meaning; strings stay as they are."""
    parts = _STRING.split(without_comments(css))
    return "".join(part if index % 2 else _squeeze_code(part) for index, part in enumerate(parts)).strip()


def _squeeze_code(code: str) -> str:
    code = re.sub(r"\s+", " ", code)
    code = re.sub(r" ?([{};]) ?", r"\1", code)
    code = re.sub(r"([,:]) ", r"\1", code)
    return code.replace(";}", "}").replace("}", "}\n")
