"""The outside: one library or machine per module, no database of ours. `connect` chooses them for an installation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from consultatie.domain.identity_provider import IdentityProvider
from consultatie.domain.ports import Mailer, Ports, SearchIndex


def utc_now() -> datetime:
    """Return the system's clock as an aware UTC instant."""
    return datetime.now(UTC)


def connect(
    *,
    instance: Path,
    search: str,
    smtp_url: str,
    mail_from: str,
    max_markdown_chars: int,
    max_file_bytes: int,
    identity_provider: IdentityProvider | None = None,
) -> Ports:
    """Return the machines of one installation; `instance` is the folder that holds index, files and mail."""
    from consultatie.adapters.bill_formats import read_bill_limited
    from consultatie.adapters.documents import DocumentWriters
    from consultatie.adapters.documents.inspection import inspect_document
    from consultatie.adapters.file_texts import read_file_limited
    from consultatie.adapters.files.disk import DiskFiles
    from consultatie.adapters.markup import CleanMarkup
    from consultatie.adapters.pictures import CleanPictures

    return Ports(
        search=_search(search, instance / "search"),
        mail=_mail(smtp_url, mail_from, instance / "mail"),
        files=DiskFiles(instance / "files"),
        markup=CleanMarkup(max_markdown_chars),
        pictures=CleanPictures(max_file_bytes),
        read_bill=read_bill_limited,
        documents=DocumentWriters(),
        inspect_document=inspect_document,
        read_file=read_file_limited,
        now=utc_now,
        identity_provider=identity_provider,
    )


def _search(kind: str, folder: Path) -> SearchIndex:
    if kind == "memory":
        from consultatie.adapters.search.memory import MemoryIndex

        return MemoryIndex()
    from consultatie.adapters.search.whoosh import WhooshIndex

    return WhooshIndex(folder)


def _mail(smtp_url: str, sender: str, folder: Path) -> Mailer:
    if smtp_url:
        from consultatie.adapters.mail.smtp import SmtpMailer

        return SmtpMailer(smtp_url, sender)
    from consultatie.adapters.mail.folder import FolderMailer

    return FolderMailer(folder, sender)
