"""Read and squeeze flat CSS. No files are opened here."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_STRING = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


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


def squeeze(css: str) -> str:
    """Remove comments and the white space that has no meaning; strings stay as they are."""
    parts = _STRING.split(without_comments(css))
    return "".join(part if index % 2 else _squeeze_code(part) for index, part in enumerate(parts)).strip()


def _squeeze_code(code: str) -> str:
    code = re.sub(r"\s+", " ", code)
    code = re.sub(r" ?([{};]) ?", r"\1", code)
    code = re.sub(r"([,:]) ", r"\1", code)
    return code.replace(";}", "}").replace("}", "}\n")
