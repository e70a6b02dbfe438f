"""Documents for people to keep: written as PDF/UA, EPUB, DOCX and ODT from our own HTML; and what an upload lacks."""
