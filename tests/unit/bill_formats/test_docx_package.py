"""Word files that could do harm, or are none, are refused with a code; the rest is read."""

from __future__ import annotations

import struct
import time

import pytest

from consultatie.adapters.bill_formats import read_bill, read_bill_limited, read_memorandum_limited
from consultatie.domain.errors import UnreadableBill
from consultatie.http.messages import MESSAGES
from tests.unit.bill_formats.docx_files import PACKAGE, ROOT_RELS, TYPES, R, docx, p, relationship, zipped

BODY = (p("Artikel 1"), p("Een bel klinkt."))
GOOD = docx(*BODY)
HOLLOW = b"\x00" * 60_000_000


def rels(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def with_parts(**parts: str | bytes) -> bytes:
    return docx(*BODY, parts={name.replace("__", "/"): content for name, content in parts.items()})


def encrypted_zip() -> bytes:
    """Return the good file with the flag of encryption set on its first entry, in both headers."""
    data = bytearray(GOOD)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + at
        data[place : place + 2] = struct.pack("<H", 1)
    return bytes(data)


ENTITIES = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]><w:document xmlns:w="x">&a;</w:document>'
REFUSED = {
    "zip-bomb": [
        docx(*BODY, parts={"word/media/image1.bmp": HOLLOW}),
        docx(*BODY, parts={"word/document.xml": b" " * 60_000_000}),
        docx(*BODY, parts={f"word/media/{at}.bin": b"x" for at in range(3_100)}),
    ],
    "macros": [
        docx(*BODY, parts={"word/vbaProject.bin": b"x"}),
        docx(
            *BODY, parts={"[Content_Types].xml": TYPES.replace("document.main", "document.macroEnabled.main")}
        ),
    ],
    "external-links": [
        docx(*BODY, rels=relationship(7, "image", "https://example.org/x.png", external=True)),
        docx(*BODY, rels=relationship(7, "oleObject", "file:///C:/x.xls", external=True)),
        docx(*BODY, rels=relationship(7, "subDocument", "other.docx", external=True)),
        docx(
            *BODY,
            parts={
                "word/_rels/settings.xml.rels": rels(
                    f'<Relationship Id="rId1" Type="{R}/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>'
                )
            },
        ),
    ],
    "encrypted": [
        encrypted_zip(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 99,
    ],
    "entity-bomb": [docx(*BODY, parts={"word/document.xml": ENTITIES})],
    "broken-xml": [docx(*BODY, parts={"word/document.xml": "<w:document"})],
    "broken-file": [GOOD[: len(GOOD) // 2], b"PK\x03\x04" + b"niets" * 40],
    "not-a-bill": [
        zipped({"a.txt": "hallo"}),
        zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"}),
        zipped({"[Content_Types].xml": TYPES, "_rels/.rels": ROOT_RELS, "word/document.xml": "<html/>"}),
        docx(p("Beste lezer, dit is een brief.")),
        docx(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"oud Word" * 90,
    ],
}


@pytest.mark.parametrize(
    ("code", "data"),
    [(code, data) for code, files in REFUSED.items() for data in files],
    ids=[f"{code}-{at}" for code, files in REFUSED.items() for at, _ in enumerate(files)],
)
def test_what_could_do_harm_is_refused_soon_with_a_code(code: str, data: bytes) -> None:
    begun = time.perf_counter()
    with pytest.raises(UnreadableBill) as refusal:
        read_bill(data, name="voorstel.docx")
    assert refusal.value.code == code
    assert time.perf_counter() - begun < 3


def test_every_refusal_has_a_sentence_that_says_what_to_do() -> None:
    for code in REFUSED:
        assert str(MESSAGES[code]).endswith(".")


def test_the_limited_process_refuses_the_same() -> None:
    for code in ("macros", "zip-bomb", "external-links"):
        with pytest.raises(UnreadableBill) as refusal:
            read_bill_limited(REFUSED[code][0], name="voorstel.docx")
        assert refusal.value.code == code
    with pytest.raises(UnreadableBill) as refusal:
        read_memorandum_limited(REFUSED["macros"][0], name="toelichting.docx")
    assert refusal.value.code == "macros"


@pytest.mark.parametrize(
    "relationships",
    [
        relationship(7, "hyperlink", "https://example.nl/", external=True),
        relationship(7, "attachedTemplate", "file:///C:\\Program%20Files\\SI.dotx", external=True),
    ],
)
def test_a_link_for_people_and_a_template_on_the_authors_disk_do_no_harm(relationships: str) -> None:
    assert read_bill(docx(*BODY, rels=relationships), name="x.docx").provisions


def test_the_format_can_be_named_and_is_checked() -> None:
    assert read_bill(GOOD, name="x", format="docx").source_format == "docx"
    for data, asked in ((GOOD, "md"), (b"# Wet\n\n### Artikel 1\n\nTekst.", "docx")):
        with pytest.raises(UnreadableBill) as refusal:
            read_bill(data, name="x", format=asked)
        assert refusal.value.code == "other-format"


def test_the_strict_dialect_is_read_too() -> None:
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in _entries(GOOD).items()
    }
    assert (
        read_bill(zipped(dict(strict)), name="x.docx").provisions == read_bill(GOOD, name="x.docx").provisions
    )


def _entries(data: bytes) -> dict[str, str]:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    "words", [". " * 60_000 + "x", "\t" * 20_000 + "1", "“x” " * 30_000, "…" * 60_000, "( " * 60_000]
)
def test_text_that_is_made_to_be_slow_is_read_soon(words: str) -> None:
    begun = time.process_time()
    assert read_bill(docx(p("Inhoud"), *BODY, p(words), p(words)), name="x.docx").provisions
    assert time.process_time() - begun < 5
