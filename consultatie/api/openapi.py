"""`/api/v1/openapi.json`: what this API offers, as OpenAPI 3.1. A test holds it complete and true."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from consultatie.api import asking, blueprint, schemas
from consultatie.api.representations import address
from consultatie.domain.provisions import BillKind
from consultatie.domain.visibility import PUBLIC_CONSULTATION_STATES, RespondentKind
from consultatie.http.access import public
from consultatie.models.responses import Position

Json = dict[str, Any]


def _parameter(name: str, schema: Json, description: str, place: str = "query") -> Json:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": schema,
        "description": description,
    }


_SLUG = _parameter("slug", schemas.TEXT, "The consultation, as in its address", "path")
_PAGES = [
    _parameter(
        "page", {"type": "integer", "minimum": 1, "default": 1}, "Which page; the last when there are fewer"
    ),
    _parameter(
        "per_page",
        {"type": "integer", "minimum": 1, "maximum": asking.MOST_PER_PAGE, "default": asking.PER_PAGE},
        "How many on a page",
    ),
]


def _answers(schema: str, *refusals: int, paged: bool = False) -> Json:
    found: Json = {
        "description": "What was asked",
        "content": {"application/json": {"schema": schemas.ref(schema)}},
    }
    if paged:
        found["headers"] = {
            "Link": {"description": "first, prev, next, last (RFC 8288)", "schema": {"type": "string"}}
        }
    meanings = {404: "Not there, or not public", 422: "A parameter that cannot be read"}
    return {"200": found} | {
        str(status): {
            "description": meanings[status],
            "content": {"application/problem+json": {"schema": schemas.ref("Problem")}},
        }
        for status in refusals
    }


def _get(name: str, summary: str, parameters: list[Json], answers: Json) -> Json:
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}}


def document() -> Json:
    """Return the description of every address of this API."""
    day = {"type": "string", "format": "date"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Internetconsultatie",
            "version": "1",
            "description": "Read consultations on draft legislation, their provisions, and public responses. "
            "No key is needed. Nothing here can be changed.",
        },
        "servers": [{"url": address("/api/v1")}],
        "paths": {
            "/consultations": _get(
                "list_consultations",
                "Consultations that the public may see, soonest closing first",
                [
                    _parameter("state", schemas.one_of(PUBLIC_CONSULTATION_STATES), "What it is now"),
                    _parameter("department", schemas.TEXT, "Slug of the department"),
                    _parameter("theme", schemas.TEXT, "Slug of a theme"),
                    _parameter("kind", schemas.one_of(BillKind), "What sort of text"),
                    _parameter("since", day, "Open on or after this day"),
                    _parameter("until", day, "Open on or before this day"),
                    *_PAGES,
                ],
                _answers("ConsultationPage", 422, paged=True),
            ),
            "/consultations/{slug}": _get(
                "get_consultation", "One consultation", [_SLUG], _answers("Consultation", 404)
            ),
            "/consultations/{slug}/provisions": _get(
                "get_provisions",
                "The provisions of its bill as a tree",
                [
                    _SLUG,
                    _parameter("version", {"type": "integer", "minimum": 1}, "A version; the newest without"),
                ],
                _answers("Bill", 404, 422),
            ),
            "/consultations/{slug}/responses": _get(
                "list_responses",
                "Public responses, newest first",
                [
                    _SLUG,
                    _parameter("provision", schemas.TEXT, "eId: about this provision or what is in it"),
                    _parameter("position", schemas.one_of(Position), "With this position"),
                    _parameter(
                        "respondent", schemas.one_of(RespondentKind), "From a person or an organisation"
                    ),
                    *_PAGES,
                ],
                _answers("ResponsePage", 404, 422, paged=True),
            ),
            "/responses/{reference}": _get(
                "get_response",
                "One public response",
                [_parameter("reference", schemas.TEXT, "As on the receipt", "path")],
                _answers("Response", 404),
            ),
            "/openapi.json": {
                "get": {
                    "operationId": "openapi",
                    "summary": "This document",
                    "responses": {
                        "200": {
                            "description": "OpenAPI 3.1",
                            "content": {"application/json": {"schema": {"type": "object"}}},
                        }
                    },
                }
            },
        },
        "components": {"schemas": schemas.SCHEMAS},
    }


@blueprint.get("/openapi.json")
@public(cached=True)
def openapi() -> Response:
    """Give the description of this API."""
    return jsonify(document())
