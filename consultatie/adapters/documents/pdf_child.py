"""The process that makes a PDF: JSON {"html", "pictures": {name: [base64, media type]}} in, the PDF out.

It limits itself before anything large is imported. The only bytes it can load are the pictures that it was given and
our own style sheet and fonts; no other address is fetched.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 150
LARGEST_FILE = 64 * 1024**2  # bytes: fonts are written to a temporary folder
STATIC = Path(__file__).resolve().parents[3] / "static"
STYLE = STATIC / "documents" / "document.css"
PICTURE = "picture:"


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            path = Path(url.removeprefix("file://")).resolve()
            if url.startswith("file://") and STATIC in path.parents:
                return URLFetcherResponse(url, path.read_bytes())
            raise ValueError("not ours")

    fetcher = OwnBytes()
    fonts = FontConfiguration()
    page = weasyprint.HTML(string=html, base_url=PICTURE, url_fetcher=fetcher)
    style = weasyprint.CSS(filename=STYLE, url_fetcher=fetcher, font_config=fonts)
    made: bytes = page.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", full_fonts=False, optimize_images=True
    )
    return with_scopes(made)


def with_scopes(pdf: bytes) -> bytes:
    """Return a tagged PDF whose table headers say whether they head a row or a column (ISO 32000-1, table 349).

    WeasyPrint writes which headers belong to a cell, but not their Scope: a header in the body of a table that begins its
    row heads the row, any other heads its column.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                element["/A"] = document.make_indirect(_with_scope(element, pikepdf))
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


def main() -> int:
    """Read standard input within the limits and write the PDF."""
    _limit()
    logging.disable(logging.CRITICAL)  # warnings of the renderer may hold words of people
    asked = json.load(sys.stdin)
    pictures = {name: (base64.b64decode(data), kind) for name, (data, kind) in asked["pictures"].items()}
    sys.stdout.buffer.write(write_pdf(asked["html"], pictures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
