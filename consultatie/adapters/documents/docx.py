"""DOCX of a document: Word's own headings, lists, header rows, language and properties, so that everyone can use it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from consultatie.adapters.documents import flow

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
INK, SOFT, LINK = RGBColor(0x16, 0x20, 0x2A), RGBColor(0x3D, 0x48, 0x53), RGBColor(0x0B, 0x3C, 0x6F)
SIZES = {1: 24, 2: 17, 3: 14, 4: 12, 5: 12, 6: 12}
FONT = "Arial"  # on every machine; a document cannot bring our letters along


def write(html: str) -> bytes:
    """Return our own HTML as DOCX."""
    content = flow.read(html)
    document = docx.Document()
    _prepare(document, content)
    for block in content.blocks:
        _add(document, block, content.language)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Any, content: flow.Flow) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.language = content.title, content.author, _locale(content.language)
    facts.comments = facts.last_modified_by = ""
    day = datetime.fromisoformat(content.day or "2000-01-01").replace(tzinfo=UTC)
    facts.created = facts.modified = day
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    _number_pages(section.footer.paragraphs[0])
    _set_fonts(document, content.language)


def _locale(language: str) -> str:
    return LOCALES.get(language, language)


def _set_fonts(document: Any, language: str) -> None:
    """Give every style our ink and one font, and the document its language."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_language(language))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(11), INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.25
    for level, size in SIZES.items():
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), True, INK
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(5)
        for fonts in style.element.iter(qn("w:rFonts")):
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = LINK, True


def _language(language: str) -> Any:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), _locale(language))
    return element


def _number_pages(paragraph: Any) -> None:
    """Put the number of the page at the foot."""
    paragraph.alignment = 2  # right
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _add(document: Any, block: flow.Block, language: str) -> None:
    match block:
        case flow.Heading():
            _write(document.add_paragraph(style=f"Heading {block.level}"), block.runs, language)
        case flow.Paragraph():
            paragraph = document.add_paragraph()
            _write(paragraph, block.runs, language)
            if block.role in ("note", "provenance", "title__kind"):
                for run in paragraph.runs:
                    run.font.color.rgb = SOFT
        case flow.Item():
            name = "List Number" if block.number else "List Bullet"
            style = f"{name} {block.depth + 1}" if 0 < block.depth < 3 else name
            _write(document.add_paragraph(style=style), block.runs, language)
        case flow.Table():
            _add_table(document, block, language)


def _write(paragraph: Any, runs: flow.Runs, language: str) -> None:
    for run in runs:
        added = _linked(paragraph, run.href) if run.href else paragraph.add_run()
        added.text = run.text
        added.bold, added.italic = run.bold or None, run.italic or None
        if run.language != language:
            added._r.get_or_add_rPr().append(_language(run.language))


def _linked(paragraph: Any, href: str) -> Any:
    """Return an empty run inside a link."""
    key = paragraph.part.relate_to(
        href,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = paragraph.add_run(style="Hyperlink")
    link.append(run._r)
    paragraph._p.append(link)
    return run


def _add_table(document: Any, block: flow.Table, language: str) -> None:
    if block.caption:
        caption = document.add_paragraph(style="Caption")
        _write(caption, (flow.Run(block.caption, language=language),), language)
        caption.paragraph_format.keep_with_next = True
    if not block.rows or not block.rows[0]:
        return
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    _describe(table, block.caption)
    for place, (row, cells) in enumerate(zip(table.rows, block.rows, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place < block.head_rows:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, runs in zip(row.cells, cells, strict=True):
            _write(cell.paragraphs[0], runs, language)
            for run in cell.paragraphs[0].runs:
                run.bold = run.bold or place < block.head_rows or None
    document.add_paragraph()


def _describe(table: Any, caption: str) -> None:
    """Give a table its name as alternative text, and say that its first row and column are headers."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")
    if caption:
        name = OxmlElement("w:tblCaption")
        name.set(qn("w:val"), caption)
        properties.append(name)
