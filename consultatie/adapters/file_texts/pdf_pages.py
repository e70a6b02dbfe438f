"""The letters of a PDF: by the mark that its tags refer to, or as lines in the order in which they are read.

Belongs here: asking pdfminer for them, within limits. Not here: what they mean.
"""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from consultatie.domain.file_texts import LONGEST_TEXT, MOST_PAGES

PROCESSOR_SECONDS = 40.0  # then what was read so far is the text; the process is ended at 60
MANY_LETTERS = 15_000  # on one page: more than anybody prints, and too much to group lines into columns
UNKNOWN = "\ufffd"
_LINE_SHIFT, _WORD_GAP, _WAY_BACK = 0.6, 0.2, 2.0  # in sizes of the letters

Mark = tuple[int, int]  # the page's object, the number of its marked content


@dataclass(frozen=True, slots=True)
class Letter:
    """One or more characters where they stand; page, and points from the lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as printed. `box` names the paragraph that it is part of, by its looks."""

    text: str
    page: int
    box: int
    bottom: float
    size: float
    is_bold: bool


@dataclass(slots=True)
class Content:
    """What is on the pages that were read: letters by mark, or lines; white space is not counted."""

    marked: dict[Mark, list[Letter]] = field(default_factory=dict)
    lines: list[TextLine] = field(default_factory=list)
    pages: int = 0
    letters: int = 0
    unknown: int = 0
    is_cut: bool = False


def read_pages(document: PDFDocument, *, with_layout: bool) -> Content:
    """Return what is on the pages, up to the limits of the house."""
    content, manager = Content(), PDFResourceManager()
    device = _Device(manager, content)
    interpreter = PDFPageInterpreter(manager, device)
    begun = time.process_time()
    for page in PDFPage.create_pages(document):
        spent = time.process_time() - begun > PROCESSOR_SECONDS
        if spent or content.pages >= MOST_PAGES or content.letters > LONGEST_TEXT:
            content.is_cut = True
            break
        content.pages += 1
        device.page = page
        interpreter.process_page(page)
        result = device.get_result()
        if with_layout:
            content.lines += _lines(result, content.pages)
    return content


class _Device(PDFPageAggregator):
    """Notes each letter under the innermost mark it stands in; what is marked as no part of the text is left out."""

    def __init__(self, manager: PDFResourceManager, content: Content) -> None:
        super().__init__(manager)
        self.page: PDFPage | None = None
        self._content = content
        self._open: list[int | None] = []
        self._artifacts = 0

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        """Note the mark that begins."""
        if isinstance(props, PSLiteral) and self.page is not None:
            props = resolve1((resolve1(self.page.resources.get("Properties")) or {}).get(props.name))
        number = resolve1(props.get("MCID")) if isinstance(props, dict) else None
        if self._artifacts or tag.name == "Artifact":
            self._artifacts += 1
        self._open.append(number if isinstance(number, int) else None)

    def end_tag(self) -> None:
        """Forget the mark that ends."""
        if self._open:
            self._open.pop()
            self._artifacts = max(0, self._artifacts - 1)

    def handle_undefined_char(self, font: Any, cid: int) -> str:
        """Return one sign for every letter of which the file does not say which it is."""
        return UNKNOWN

    def render_char(self, *args: Any, **more: Any) -> float:
        """Note a letter, and leave it to the layout too."""
        advance: float = super().render_char(*args, **more)
        letter = self.cur_item._objs[-1] if self.cur_item._objs else None
        if isinstance(letter, LTChar) and self.page is not None and not self._artifacts:
            self._note(letter, self.page)
        return advance

    def _note(self, letter: LTChar, page: PDFPage) -> None:
        text = _told(letter.get_text())
        self._content.letters += bool(text.strip())
        self._content.unknown += text == UNKNOWN
        number = next((one for one in reversed(self._open) if one is not None), None)
        if number is not None:
            self._content.marked.setdefault((int(str(page.pageid)), number), []).append(
                Letter(text, self._content.pages, letter.x0, letter.x1, letter.y0, letter.size)
            )


def _told(text: str) -> str:
    """Return ligatures as the letters they stand for."""
    return unicodedata.normalize("NFKC", text) if any("\ufb00" <= one <= "\ufb06" for one in text) else text


def decoded(found: object) -> str:
    """Return a text string of a PDF (ISO 32000-1, 7.9.2.2); empty for anything else."""
    return decode_text(found).replace("\x00", "") if isinstance(found, bytes) else ""


def joined(letters: Iterable[Letter]) -> str:
    """Return letters as text: a space where a gap or a new line divides words, and words broken off at a line's end mended."""
    made: list[str] = []
    last: Letter | None = None
    for letter in letters:
        if last is not None and last.text.strip() and letter.text.strip():
            made.append(_between(last, letter))
        made.append(letter.text)
        last = letter
    return unbroken("".join(made).split("\n"))


def _between(last: Letter, letter: Letter) -> str:
    size = max(last.size, letter.size)
    if last.page != letter.page or abs(last.bottom - letter.bottom) > _LINE_SHIFT * size:
        return "\n"
    gap = letter.left - last.right
    return " " if gap > _WORD_GAP * size or gap < -_WAY_BACK * size else ""


def unbroken(lines: Iterable[str]) -> str:
    """Return lines as one text. A hyphen at a line's end goes when the next begins with a small letter, but for "in- en"."""
    text = ""
    for line in (one.strip() for one in lines):
        if not text or not line:
            text = text or line
        elif text[-1] in "\u00ad\u2010" or (text[-1] == "-" and len(text) > 1 and _goes_on(text, line)):
            text = text[:-1] + line
        else:
            text = f"{text} {line}"
    return " ".join(text.split())


def _goes_on(text: str, line: str) -> bool:
    return text[-2].isalpha() and line[0].islower() and line.split()[0] not in ("en", "of", "and", "or")


def _lines(page: LTPage, number: int) -> Iterator[TextLine]:
    letters = sum(1 for one in _inside(page) if isinstance(one, LTChar))
    page.analyze(LAParams(all_texts=True, boxes_flow=0.5 if letters < MANY_LETTERS else None))
    boxes = (one for one in _inside(page) if isinstance(one, LTTextBox))
    for at, box in enumerate(boxes):
        for line in box:
            if isinstance(line, LTTextLine) and line.get_text().strip():
                yield _line(line, number, number * MANY_LETTERS + at)


def _inside(container: LTContainer[Any]) -> Iterator[Any]:
    for one in container:
        yield one
        if isinstance(one, LTContainer) and not isinstance(one, LTTextBox):
            yield from _inside(one)


def _line(line: LTTextLine, page: int, box: int) -> TextLine:
    letters = [one for one in line if isinstance(one, LTChar)]
    sizes = Counter(round(one.size * 2) / 2 for one in letters)
    bold = sum(any(word in one.fontname.lower() for word in ("bold", "black", "heavy")) for one in letters)
    return TextLine(
        text=_told(line.get_text()).strip(),
        page=page,
        box=box,
        bottom=line.y0,
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        is_bold=bool(letters) and bold == len(letters),
    )
