"""The inside of a paragraph in Word: runs, links, fields, tracked changes, as words.

The final text counts: what was inserted stays, what was deleted or moved away goes. Comments, notes, field codes, hidden text
and tables of contents are no text of the bill; what is shown by a field is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from consultatie.adapters.bill_formats.building import Warnings
from consultatie.adapters.bill_formats.docx_numbering import Numbering
from consultatie.adapters.bill_formats.docx_package import W, number, switched_on, value
from consultatie.adapters.bill_formats.docx_styles import Styles
from consultatie.adapters.bill_formats.docx_words import NOTE, Part, Words
from consultatie.adapters.bill_formats.safe_xml import local_name

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GONE = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "instrText"}
)
_SILENT = frozenset(
    [
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "lastRenderedPageBreak",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "customXmlPr",
        "smartTagPr",
        "softHyphen",
        "pgNum",
        "dayLong",
        "monthLong",
        "yearLong",
        "ctrlPr",
        "rt",
        "rubyPr",
        "fldData",
        "ptab",
        "contentPart",
    ]
)
_OPENED = frozenset(
    [
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
        "oMath",
        "oMathPara",
        "AlternateContent",
        "Choice",
        "Fallback",
    ]
)
_BULLETS = {"f0b7": "•", "f0a7": "▪", "f02d": "–", "f0d8": "➢", "f0fc": "✓"}
_SYMBOL = re.compile(r"\bSYMBOL\s+(0x[0-9a-fA-F]{1,4}|\d{1,5})", re.I)
_LISTNUM = re.compile(r'\bLISTNUM\s+"?([^"\\\s]+)"?(?:.*?\\l\s*(\d))?', re.I | re.S)
_PRIVATE = re.compile(r"[\uf020-\uf0ff]")  # characters of symbol fonts, typed as text
_CONTENTS = re.compile(r"^\s*(?:TOC|INDEX|TOA)\b", re.I)


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False  # past the separator
    result: bool = False  # something was shown


class Runs:
    """Reads paragraphs in the order of the document: a field may begin in one and end in another."""

    def __init__(
        self, styles: Styles, numbering: Numbering, links: dict[str, str], warnings: Warnings
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._links = links
        self._warnings = warnings
        self._fields: list[_Field] = []
        self.boxes: list[etree._Element] = []  # text boxes met, to be read after their paragraph
        self.notes: list[tuple[str, str, str]] = []  # footnotes met: sort, id, place
        self._parts: list[Part] = []
        self._tags: tuple[str, ...] = ()
        self._place = ""
        self._bold: list[bool] = []
        self._italic: list[bool] = []
        self._base = (False, False)
        self._readers: dict[str, Callable[[etree._Element], None]] = {
            "r": self._run,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "t": lambda node: self._say(_PRIVATE.sub(_from_symbol_font, node.text or "")),
            "tab": lambda _node: self._say("\t"),
            "br": self._break,
            "cr": self._break,
            "noBreakHyphen": lambda _node: self._say("-"),
            "sym": lambda node: self._say(_character(node.get(f"{W}char", ""))),
            "fldChar": lambda node: self._field(node.get(f"{W}fldCharType", "")),
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "drawing": self._picture,
            "pict": self._picture,
            "object": self._picture,
        }

    def read(self, paragraph: etree._Element, place: str, base: tuple[bool, bool]) -> Words:
        """Return the words of a paragraph; `base` says whether its style is bold, and italic."""
        self._parts, self._place, self._base = [], place, base
        self._bold, self._italic = [], []
        self._content(paragraph)
        return self._finished(Words(tuple(self._parts)))

    def _finished(self, words: Words) -> Words:
        return words.without_notes()

    @property
    def emphasis(self) -> tuple[bool, bool]:
        """Say whether all words of the paragraph last read are bold, and italic."""
        return bool(self._bold) and all(self._bold), bool(self._italic) and all(self._italic)

    @property
    def _is_silent(self) -> bool:
        return any(not field.shows or _CONTENTS.match(field.code) for field in self._fields)

    def _content(self, node: etree._Element) -> None:
        for child in node:
            self._node(child, local_name(child))

    def _node(self, node: etree._Element, name: str) -> None:
        if name == "instrText" and self._fields:
            self._fields[-1].code += node.text or ""
        elif not name or name in _SILENT or name in _GONE:
            return
        elif name in _OPENED:
            # of two renderings of one thing the first counts
            self._content(node[0] if name == "AlternateContent" and len(node) else node)
        elif name in self._readers:
            self._readers[name](node)
        else:
            self._warnings.add("unknown-element", self._place, name)
            self._content(node)

    def _break(self, node: etree._Element) -> None:
        self._say(" " if node.get(f"{W}type") in ("page", "column") else "\n")

    def _note(self, node: etree._Element) -> None:
        if not self._is_silent:
            kind = local_name(node).removesuffix("Reference")
            self.notes.append((kind, node.get(f"{W}id", ""), self._place))
            self._say(NOTE)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        style_id = value(properties, "rStyle")
        style = self._styles.of(style_id) if style_id else None
        hidden = switched_on(properties, "vanish")
        if hidden or (hidden is None and style is not None and style.hidden):
            if any(text.text for text in run.iter(f"{W}t")):
                self._warnings.add(
                    "hidden-text", self._place, "".join(t.text or "" for t in run.iter(f"{W}t"))
                )
            return
        bold, italic = switched_on(properties, "b"), switched_on(properties, "i")
        bold = style.bold if bold is None and style is not None and style.bold else bold
        italic = style.italic if italic is None and style is not None and style.italic else italic
        outer = self._tags
        self._tags = (*outer, *_tags(properties, bold, italic, outer))
        shown = len(self._parts)
        self._content(run)
        self._tags = outer
        if any(text.strip() for text, _tags in self._parts[shown:]):
            self._bold.append(self._base[0] if bold is None else bold)
            self._italic.append(self._base[1] if italic is None else italic)

    def _say(self, words: str) -> None:
        if self._is_silent or not words:
            return
        for field in self._fields:
            field.result = True
        self._parts.append((words, self._tags))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._say_computed(self._fields.pop())

    def _say_computed(self, field: _Field) -> None:
        """Say what a field shows that was saved without its result."""
        if field.result:
            return
        symbol, listed = _SYMBOL.search(field.code), _LISTNUM.search(field.code)
        if symbol:
            self._say(_symbol(symbol.group(1)))
        elif listed:
            self._say(
                self._numbering.in_line(listed.group(1).lower(), max(0, number(listed.group(2), 1) - 1))
            )

    def _simple_field(self, node: etree._Element) -> None:
        self._fields.append(_Field(node.get(f"{W}instr", ""), shows=True))
        self._content(node)
        self._say_computed(self._fields.pop())

    def _hyperlink(self, node: etree._Element) -> None:
        address = self._links.get(node.get(f"{_R}id", ""), "")
        outer = self._tags
        if address.startswith(("https://", "http://", "mailto:")):
            quoted = address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
            self._tags = (*outer, f'a href="{quoted}"')
        self._content(node)
        self._tags = outer

    def _picture(self, node: etree._Element) -> None:
        boxes = list(node.iter(f"{W}txbxContent"))
        if boxes:
            self.boxes.extend(boxes)
        elif not self._is_silent:
            self._warnings.add("picture-left-out", self._place, local_name(node))


def _tags(
    properties: etree._Element | None, bold: bool | None, italic: bool | None, outer: tuple[str, ...]
) -> tuple[str, ...]:
    raised = {"superscript": "sup", "subscript": "sub"}.get(value(properties, "vertAlign") or "")
    found = [("strong", bold), ("em", italic), (raised or "", raised)]
    return tuple(tag for tag, wanted in found if wanted and tag not in outer)


def _character(code: str) -> str:
    if code.lower() in _BULLETS:
        return _BULLETS[code.lower()]
    found = int(code, 16) if re.fullmatch(r"[0-9a-fA-F]{1,6}", code) else 0
    if 0xF020 <= found <= 0xF0FF:
        found -= 0xF000  # a symbol font: the character it is laid over
    return chr(found) if 0x20 <= found < 0xD800 or 0xE000 <= found < 0x110000 else ""


def _from_symbol_font(match: re.Match[str]) -> str:
    return _character(f"{ord(match.group()):x}")


def _symbol(code: str) -> str:
    found = int(code, 16) if code.lower().startswith("0x") else int(code)
    if found < 256:
        return bytes([found]).decode("cp1252", "replace")
    return _character(f"{found:x}")
