"""The process that makes a PDF: JSON {"html", "pictures": {name: [base64, media type]}} in, the PDF out.

It limits itself before anything large is imported. The only bytes it can load are the pictures that it was given and
our own style sheet and fonts; no other address is fetched.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import os
import re
import sys
from pathlib import Path
from typing import Any

from consultatie.adapters.child_process import limit

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 400
LARGEST_FILE = 64 * 1024**2  # bytes: fonts are written to a temporary folder
STATIC = Path(__file__).resolve().parents[3] / "static"
STYLES = (STATIC / "documents" / "fonts.css", STATIC / "documents" / "document.css")
PICTURE = "picture:"
SANS = b'font-family="Atkinson Hyperlegible Next"'  # in pictures, the same letters as around them
_NUMBER = re.compile(r"""<li class="law__item"([^>]*)><span class="law__number">([^<"'\\]*)</span>""")


def write_pdf(html: str, pictures: dict[str, tuple[bytes, str]]) -> bytes:
    """Return the HTML as PDF/UA-1 with header cells that say what they head."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnBytes(URLFetcher):  # type: ignore[misc]
        """Gives pictures by name, and files of ours; nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Return the bytes behind an address of ours; raise ValueError for any other."""
            if url.startswith(PICTURE):
                data, kind = pictures[url.removeprefix(PICTURE)]
                if kind == "image/svg+xml":
                    data = data.replace(b'font-family="sans-serif"', SANS)
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            path = Path(url.removeprefix("file://")).resolve()
            if url.startswith("file://") and STATIC in path.parents:
                return URLFetcherResponse(url, path.read_bytes())
            raise ValueError("not ours")

    fetcher = OwnBytes()
    fonts = FontConfiguration()
    page = weasyprint.HTML(string=with_labels(html), base_url=PICTURE, url_fetcher=fetcher)
    styles = [weasyprint.CSS(filename=path, url_fetcher=fetcher, font_config=fonts) for path in STYLES]
    made: bytes = page.write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1", full_fonts=False, optimize_images=True
    )
    return tidied(made)


def with_labels(html: str) -> str:
    """Return HTML whose printed numbers of leden and onderdelen are the labels of their list items (Lbl in the tags)."""
    return _NUMBER.sub(r"""<li class="labelled"\1 style="list-style: outside '\2 '">""", html)


def tidied(pdf: bytes) -> bytes:
    """Return a tagged PDF whose header cells say what they head, and whose list items hold a label and a body only.

    ISO 32000-1: table 349 (Scope), table 336 (LI). WeasyPrint writes which headers belong to a cell, but not their
    Scope: a header that begins a row in the body of a table heads the row, any other heads its column. And it leaves out
    the body (LBody) of an item that has a label and paragraphs.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for element in list(document.objects):
            kind = element.get("/S") if isinstance(element, pikepdf.Dictionary) else None
            if kind == "/TH":
                element["/A"] = document.make_indirect(_with_scope(element, pikepdf))
            elif kind == "/LI":
                _give_body(element, document, pikepdf)
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _with_scope(header: Any, pikepdf: Any) -> Any:
    attributes = pikepdf.Dictionary(header.get("/A", pikepdf.Dictionary(O=pikepdf.Name("/Table"))))
    row = header["/P"]
    in_head = row.get("/P", {}).get("/S") == "/THead"
    first = row["/K"][0] if len(row.get("/K", [])) else None
    heads_row = not in_head and first is not None and first.objgen == header.objgen
    attributes["/Scope"] = pikepdf.Name("/Row" if heads_row else "/Column")
    return attributes


def _give_body(item: Any, document: Any, pikepdf: Any) -> None:
    """Put all in a list item that is neither label nor body in a body of its own."""
    kids = list(item.get("/K", []))
    loose = [kid for kid in kids if kid.get("/S") not in ("/Lbl", "/LBody")]
    if not loose:
        return
    body = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name("/StructElem"), S=pikepdf.Name("/LBody"), P=item, K=pikepdf.Array(loose)
        )
    )
    if "/Pg" in item:
        body["/Pg"] = item["/Pg"]
    for kid in loose:
        kid["/P"] = body
    labels = [kid for kid in kids if kid.get("/S") == "/Lbl"]
    item["/K"] = pikepdf.Array([*labels, body])


def main() -> int:
    """Read standard input within the limits and write the PDF."""
    os.nice(5)  # whoever reads a page goes first
    limit(memory=MEMORY_BYTES, processor=CPU_SECONDS, largest_file=LARGEST_FILE)
    logging.disable(logging.CRITICAL)  # warnings of the renderer may hold words of people
    asked = json.load(sys.stdin)
    pictures = {name: (base64.b64decode(data), kind) for name, (data, kind) in asked["pictures"].items()}
    sys.stdout.buffer.write(write_pdf(asked["html"], pictures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
