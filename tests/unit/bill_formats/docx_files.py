"""Word files for tests, made of a few lines of WordprocessingML."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
ROOT_RELS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def run(words: str, properties: str = "") -> str:
    """Return a run; tabs become tab elements."""
    inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in words.split("\t"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def p(
    words: str = "", style: str = "", *, bold: bool = False, num: str = "", extra: str = "", xml: str = ""
) -> str:
    """Return a paragraph; `num` is "list/level", `extra` more paragraph properties, `xml` content after the words."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        list_id, _, level = num.partition("/")
        properties += f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{list_id}"/></w:numPr>'
    content = (run(words, "<w:b/>" if bold else "") if words else "") + xml
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{content}</w:p>"


def indented(left: int, hanging: int = 0) -> str:
    """Return paragraph properties for an indent in twentieths of a point."""
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def style(
    style_id: str, name: str = "", *, based: str = "", properties: str = "", run_properties: str = ""
) -> str:
    """Return a paragraph style."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>{parent}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def level(at: int, text: str, kind: str = "decimal", *, start: int = 1, extra: str = "") -> str:
    """Return one level of an abstract numbering."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(lists: dict[str, str], abstract: dict[str, str]) -> str:
    """Return a numbering part: list ids with "abstract id" plus overrides, and levels per abstract id."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{levels}</w:abstractNum>' for i, levels in abstract.items()
    )
    for list_id, content in lists.items():
        home, _, overrides = content.partition(" ")
        made += f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{home}"/>{overrides}</w:num>'
    return f'<w:numbering xmlns:w="{W}">{made}</w:numbering>'


def relationship(number: int, kind: str, target: str, *, external: bool = False) -> str:
    """Return one relationship of the main part."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def docx(
    *body: str,
    styles: str = "",
    numbers: str = "",
    parts: dict[str, str | bytes] | None = None,
    rels: str = "",
) -> bytes:
    """Return a Word file."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    )
    rels += relationship(1, "styles", "styles.xml") + (
        relationship(2, "numbering", "numbering.xml") if numbers else ""
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELS,
        "word/document.xml": document,
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{rels}</Relationships>',
    }
    if numbers:
        entries["word/numbering.xml"] = numbers
    entries.update(parts or {})
    return zipped(entries)


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """Return a zip of parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()
