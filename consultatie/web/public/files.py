"""Pictures and documents of consultations: only of those the reader may see, and never able to do anything."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request

from consultatie.http.access import public, viewer
from consultatie.http.headers import FILE_POLICY
from consultatie.http.site import db_session, site
from consultatie.models.files import StoredFile
from consultatie.services import editions, reading
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened

A_YEAR = 31_536_000  # seconds; the address holds the hash of the bytes


@blueprint.get("/consultaties/<slug>/plaatjes/<key>")
@public()
def picture(slug: str, key: str) -> Response:
    """Give an illustration."""
    return _answer(slug, key, as_picture=True)


@blueprint.get("/consultaties/<slug>/documenten/<key>")
@public()
def document(slug: str, key: str) -> Response:
    """Give a document, to be saved under its own name."""
    return _answer(slug, key, as_picture=False)


@blueprint.get("/consultaties/<slug>/bestanden/<name>")
@public()
def edition(slug: str, name: str) -> Response:
    """Give a file that was made from the consultation; its address stays, its content follows the consultation."""
    consultation = opened(slug)
    file = editions.find_file(db_session(), consultation.row, name)
    personal = consultation.is_preview or viewer() is not None
    headers = {
        "Content-Security-Policy": FILE_POLICY,
        "Cache-Control": "private, no-store" if personal else "public, no-cache",
        "ETag": f'"{file.key}"',
        "Content-Disposition": _disposition(file),
    }
    if request.if_none_match.contains(file.key):
        return Response(status=304, headers=headers)
    return Response(site().ports.files.get(file.key), headers=headers, content_type=file.media_type)


def _answer(slug: str, key: str, *, as_picture: bool) -> Response:
    consultation = opened(slug)
    file = reading.find_file(db_session(), consultation.row, key, picture=as_picture)
    personal = consultation.is_preview or viewer() is not None
    headers = {
        "Content-Security-Policy": FILE_POLICY,
        "Cache-Control": "private, no-store" if personal else f"public, max-age={A_YEAR}, immutable",
        "ETag": f'"{file.key}"',
    }
    if not as_picture:
        headers["Content-Disposition"] = _disposition(file)
    if request.if_none_match.contains(file.key):
        return Response(status=304, headers=headers)
    return Response(site().ports.files.get(file.key), headers=headers, content_type=file.media_type)


def _disposition(file: StoredFile) -> str:
    """Return an attachment header with the file's name; RFC 6266, 4.3, for letters beyond ASCII."""
    return f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
