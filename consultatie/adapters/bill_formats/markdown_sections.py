"""A Markdown text cut at its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from consultatie.adapters.bill_formats.markdown_body import Line
from consultatie.adapters.bill_formats.markdown_inline import inline

_HEADING = re.compile(r"(#{1,6})\s*(.*)", re.S)


@dataclass(slots=True)
class Section:
    """A heading and the lines below it; level 0 for what comes before the first heading."""

    level: int
    heading: str
    number: int
    lines: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether only blank lines follow the heading."""
        return not any(line.words for line in self.lines)


def sections_of(lines: list[Line]) -> list[Section]:
    """Cut lines at their headings."""
    sections = [Section(0, "", 1)]
    for line in lines:
        match = _HEADING.match(line.words) if line.indent < 4 else None
        if match and _title(match):
            sections.append(Section(len(match.group(1)), inline(_title(match))[0], line.number))
        elif not (sections[-1].level == 0 and line.words.startswith("<meta ")):
            sections[-1].lines.append(line)
    return sections


def _title(match: re.Match[str]) -> str:
    return match.group(2).rstrip("# ")
