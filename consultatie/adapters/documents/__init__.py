"""Documents for people to keep: written as PDF/UA, EPUB, DOCX and ODT from our own HTML; and what an upload lacks."""

from __future__ import annotations

from collections.abc import Mapping

from consultatie.adapters.documents import pdf


class DocumentWriters:
    """Fulfils domain.ports.DocumentMaker. What a format needs is imported when it is first asked for."""

    def missing(self) -> tuple[str, ...]:
        """Return the names of the libraries that PDF needs and this machine lacks."""
        return pdf.missing_libraries()

    def make(self, kind: str, html: str, pictures: Mapping[str, tuple[bytes, str]]) -> bytes:
        """Return a document of a kind: pdf, epub, docx or odt."""
        if kind == "pdf":
            return pdf.write(html, pictures)
        if kind == "epub":
            from consultatie.adapters.documents import epub

            return epub.write(html, pictures)
        from consultatie.adapters.documents import docx, odt

        return {"docx": docx.write, "odt": odt.write}[kind](html)
