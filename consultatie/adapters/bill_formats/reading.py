"""Reading a file in this process. For files from strangers see `limited`."""

from __future__ import annotations

from consultatie.adapters.bill_formats.akoma_ntoso import read_akn
from consultatie.adapters.bill_formats.bwb import read_bwb
from consultatie.adapters.bill_formats.detection import (
    decoded,
    format_of_root,
    looks_like_xml,
    refuse_other_files,
    refuse_sizes,
)
from consultatie.adapters.bill_formats.docx import read_docx, read_docx_memorandum
from consultatie.adapters.bill_formats.docx_package import is_package
from consultatie.adapters.bill_formats.markdown import read_markdown
from consultatie.adapters.bill_formats.markdown_memorandum import read_markdown_memorandum
from consultatie.adapters.bill_formats.officiele_publicaties import (
    read_publication,
    read_publication_memorandum,
)
from consultatie.adapters.bill_formats.safe_xml import local_name, parsed
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import MemorandumPart, RecognisedBill

_READERS = {"bwb": read_bwb, "op": read_publication, "akn": read_akn}
FORMATS = ("auto", "bwb", "op", "akn", "docx", "md")


def read_bill(data: bytes, *, name: str, format: str = "auto") -> RecognisedBill:
    """Read a bill from bytes; `name` is the file's name, used for a title where the text has none.

    Raises UnreadableBill, with one of the codes listed in docs/formats.md.
    """
    try:
        return _bill(data, name, _asked(format))
    except RecursionError:
        raise UnreadableBill("too-deep") from None


def _asked(format: str) -> str:
    if format not in FORMATS:
        raise UnreadableBill("format-unknown", format=format)
    return format


def _bill(data: bytes, name: str, format: str) -> RecognisedBill:
    refuse_sizes(data)
    if is_package(data):
        return _docx(data, name, format)
    refuse_other_files(data)
    if format == "docx":
        raise UnreadableBill("other-format", format=format)
    if format == "md" or (format == "auto" and not looks_like_xml(data)):
        return read_markdown(decoded(data), name)
    root = parsed(data)
    found = format_of_root(local_name(root))
    if format not in ("auto", found):
        raise UnreadableBill("other-format", format=format, found=found)
    return _READERS[found](root)


def _docx(data: bytes, name: str, format: str) -> RecognisedBill:
    if format not in ("auto", "docx"):
        raise UnreadableBill("other-format", format=format, found="docx")
    return read_docx(data, name)


def read_memorandum(data: bytes, *, name: str) -> tuple[MemorandumPart, ...]:
    """Read an explanatory memorandum that is a file of its own (Kamerstuk XML, Word or Markdown); tied to no article yet.

    Raises UnreadableBill, as `read_bill`, or with `not-a-memorandum`. `name` is the file's name.
    """
    try:
        refuse_sizes(data)
        if is_package(data):
            return read_docx_memorandum(data)
        refuse_other_files(data)
        if not looks_like_xml(data):
            return read_markdown_memorandum(decoded(data))
        root = parsed(data)
        if format_of_root(local_name(root)) != "op":
            raise UnreadableBill("not-a-memorandum", detail=name)
        return read_publication_memorandum(root)
    except RecursionError:
        raise UnreadableBill("too-deep") from None
