"""Pictures and documents of consultations: only of those the reader may see, and never able to do anything."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, render_template, request
from werkzeug.wsgi import FileWrapper

from consultatie.domain.errors import NotFound
from consultatie.http.access import public, viewer
from consultatie.http.headers import FILE_POLICY
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, site
from consultatie.models.files import StoredFile
from consultatie.services import editions, media_versions, reading, reading_law, reading_pictures
from consultatie.web.public import blueprint
from consultatie.web.public.citing import names
from consultatie.web.public.reader import Opened, bill_of, opened

A_YEAR = 31_536_000  # seconds; the address holds the hash of the bytes


@blueprint.get("/consultaties/<slug>/plaatjes/<key>")
@public()
def picture(slug: str, key: str) -> Response:
    """Give an illustration."""
    consultation = opened(slug)
    return _answer(consultation, reading_pictures.find_file(db_session(), consultation.row, key), {})


@blueprint.get("/consultaties/<slug>/plaatjes/<key>/groot")
@public(cached=True)
def large_picture(slug: str, key: str) -> str:
    """Show an illustration as large as it is, with all that is said about it."""
    at_hand = opened(slug)
    one = reading_pictures.get_picture(db_session(), at_hand.row, key, current_language())
    if one.decorative:
        raise NotFound("no-such-page")
    version = bill_of(at_hand)
    return render_template(
        "public/picture.html",
        at_hand=at_hand,
        one=one,
        place=names(version, [one.eid]).get(one.eid, "") if one.eid else "",
        article=reading_law.article_of(db_session(), version, one.eid) if version and one.eid else "",
    )


@blueprint.get("/consultaties/<slug>/documenten/<key>")
@public()
def document(slug: str, key: str) -> Response:
    """Give a document, to be saved under its own name."""
    consultation = opened(slug)
    file = reading.find_document(db_session(), consultation.row, key)
    return _answer(consultation, file, {"Content-Disposition": _disposition(file)})


@blueprint.get("/consultaties/<slug>/bestanden/<name>")
@public()
def edition(slug: str, name: str) -> Response:
    """Give a file that was made from the consultation; its address stays, its content follows the consultation."""
    consultation = opened(slug)
    file = editions.find_file(db_session(), consultation.row, name)
    personal = consultation.is_preview or viewer() is not None
    headers = {
        "Content-Disposition": _disposition(file),
        "Cache-Control": "private, no-store" if personal else "public, no-cache",
    }
    return _answer(consultation, file, headers)


@blueprint.get("/consultaties/<slug>/opnamen/<key>")
@public()
def media_file(slug: str, key: str) -> Response:
    """Give a recording or its captions, or the part of it that a player asks for (RFC 9110, 14)."""
    consultation = opened(slug)
    file = media_versions.find_file(db_session(), consultation.row, key)
    response = Response(
        FileWrapper(site().ports.files.open(file.key)),
        headers=_headers(consultation, file),
        content_type=f"{file.media_type}; charset=utf-8"
        if file.media_type == "text/vtt"
        else file.media_type,
        direct_passthrough=True,
    )
    response.content_length = file.size
    response.make_conditional(request, accept_ranges=True, complete_length=file.size)
    return response


def _answer(consultation: Opened, file: StoredFile, more: dict[str, str]) -> Response:
    headers = _headers(consultation, file) | more
    if request.if_none_match.contains(file.key):
        return Response(status=304, headers=headers)
    return Response(site().ports.files.get(file.key), headers=headers, content_type=file.media_type)


def _headers(consultation: Opened, file: StoredFile) -> dict[str, str]:
    personal = consultation.is_preview or viewer() is not None
    return {
        "Content-Security-Policy": FILE_POLICY,
        "Cache-Control": "private, no-store" if personal else f"public, max-age={A_YEAR}, immutable",
        "ETag": f'"{file.key}"',
    }


def _disposition(file: StoredFile) -> str:
    """Return an attachment header with the file's name; RFC 6266, 4.3, for letters beyond ASCII."""
    return f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
