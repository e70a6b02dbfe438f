"""The shapes of answers as JSON Schema (2020-12), for the OpenAPI document. A test holds real answers against them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from consultatie.domain.figures import FigureKind
from consultatie.domain.invitations import InviteeKind
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.provisions import BillKind, ProvisionKind
from consultatie.domain.visibility import PUBLIC_CONSULTATION_STATES, PUBLIC_RESPONSE_STATES, RespondentKind
from consultatie.models.consultations import QuestionKind, TextField
from consultatie.models.media_versions import MediaKind, Subject
from consultatie.models.reports import Disposition
from consultatie.models.responses import Position

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
INSTANT: Schema = {"type": ["string", "null"], "format": "date-time", "description": "UTC"}
DAY: Schema = {"type": ["string", "null"], "format": "date", "description": "Europe/Amsterdam"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
EID: Schema = {
    "type": ["string", "null"],
    "description": "Akoma Ntoso eId of the provision; null is the whole",
    "examples": ["art_3__para_2"],
}


def one_of(kinds: type[StrEnum] | frozenset[Any]) -> Schema:
    """Return a schema for one of these values."""
    return {"type": "string", "enum": sorted(kind.value for kind in kinds)}


def thing(**properties: Schema) -> Schema:
    """Return a schema for an object with exactly these properties, all there."""
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def many(items: Schema) -> Schema:
    """Return a schema for a list."""
    return {"type": "array", "items": items}


def by_key(values: Schema, description: str) -> Schema:
    """Return a schema for an object with free keys."""
    return {"type": "object", "additionalProperties": values, "description": description}


def ref(name: str) -> Schema:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(name: str) -> Schema:
    """Return a schema for one page of a list."""
    return thing(total=WHOLE, page=WHOLE, pages=WHOLE, items=many(ref(name)))


_WRITTEN = thing(markdown=TEXT, html=TEXT)
_BY_LANGUAGE = by_key(TEXT, "Language code (BCP 47) to text")
_NAMED = thing(slug=TEXT, name=TEXT)
_SHARED = {
    "slug": TEXT,
    "url": ADDRESS,
    "official_title": TEXT,
    "kind": one_of(BillKind),
    "state": one_of(PUBLIC_CONSULTATION_STATES),
    "department": _NAMED,
    "themes": many(_NAMED),
    "opens_at": INSTANT,
    "closes_at": INSTANT,
    "published_at": INSTANT,
    "reported_at": INSTANT,
    "responses": WHOLE | {"description": "How many responses are public"},
}
SCHEMAS: dict[str, Schema] = {
    "ConsultationListed": thing(**_SHARED, title=TEXT),
    "Consultation": thing(
        **_SHARED,
        keten_id=TEXT,
        contact=TEXT,
        term_reason=TEXT,
        withdrawn_reason=TEXT,
        opens=DAY,
        closes=DAY,
        texts=by_key(
            {
                "type": "object",
                "properties": {field.value: _WRITTEN for field in TextField},
                "additionalProperties": False,
            },
            "Language code to texts",
        ),
        versions=many(thing(number=WHOLE, title=TEXT, notice=_BY_LANGUAGE)),
        documents=many(thing(title=TEXT, name=TEXT, media_type=TEXT, bytes=WHOLE, url=ADDRESS)),
        illustrations=many(
            thing(
                provision=EID,
                alt=_BY_LANGUAGE,
                description=_BY_LANGUAGE,
                decorative=TRUTH,
                credit=TEXT,
                licence=TEXT,
                media_type=TEXT,
                url=ADDRESS,
                easy_steps=many(WHOLE)
                | {"description": "With which steps of the text in easy language it goes, from 1"},
            )
        ),
        media=many(
            thing(
                kind=one_of(MediaKind),
                subject=one_of(Subject) | {"description": "`outcome` only once the report is published"},
                language=TEXT,
                media_type=TEXT,
                bytes=WHOLE,
                url=ADDRESS,
                captions_url={"type": ["string", "null"], "description": "WebVTT; every video has it"},
                transcript=_WRITTEN,
            )
        ),
        figures=many(
            thing(
                provision=EID,
                kind=one_of(FigureKind),
                title=_BY_LANGUAGE,
                rows=many(thing(mark=TEXT, label=_BY_LANGUAGE, text=_BY_LANGUAGE)),
            )
        ),
        questions=many(
            thing(
                id=TEXT,
                kind=one_of(QuestionKind),
                provision=EID,
                texts=_BY_LANGUAGE,
                options=many(_BY_LANGUAGE),
            )
        ),
        report=by_key(_WRITTEN, "Language code to the published report; empty while there is none"),
        dispositions=many(
            thing(
                provision=EID,
                disposition=one_of(Disposition),
                texts=by_key(_WRITTEN, "Language code to the reason"),
            )
        ),
        asked=many(
            thing(
                name=TEXT,
                kind=one_of(InviteeKind),
                status={"type": "string", "enum": ["answered", "asked", "declined"]},
                response={
                    "type": ["string", "null"],
                    "description": "Reference of its response, when that is public by name",
                },
            )
            | {"description": "A body that the drafters asked to respond, and that may be named"}
        ),
        asked_unnamed=WHOLE | {"description": "How many more were asked that are not named"},
    ),
    "Provision": thing(
        eid=TEXT,
        kind=one_of(ProvisionKind),
        number=TEXT | {"description": "As printed; of a list, its rank among the lists of one provision"},
        heading=TEXT,
        text=TEXT | {"description": "Own plain text, without that of the children"},
        html=TEXT | {"description": "The same as clean HTML"},
        children=many(ref("Provision")),
    ),
    "Bill": thing(
        title=TEXT,
        kind=one_of(BillKind),
        version=WHOLE,
        provisions=many(ref("Provision")),
        explanations=by_key(
            by_key(thing(markdown=TEXT, html=TEXT, outdated=FLAG), "Language code to explanation"),
            "eId to explanations; outdated: the text has changed since",
        ),
    ),
    "Response": thing(
        reference=TEXT | {"pattern": "^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$"},
        url=ADDRESS,
        consultation=TEXT,
        version=WHOLE,
        state=one_of(PUBLIC_RESPONSE_STATES),
        language=TEXT,
        received_at=INSTANT,
        edition=WHOLE | {"description": "1, and one more each time its sender changed it"},
        revised_at=INSTANT,
        respondent=thing(
            kind=one_of(RespondentKind), name=TEXT, organisation=TEXT, place=TEXT, under_16=FLAG
        ),
        comments=many(
            thing(
                provision=EID,
                position=one_of(Position),
                text=TEXT,
                proposal={"type": ["string", "null"], "description": "Proposed wording"},
                proposal_kind={
                    "type": ["string", "null"],
                    "enum": [*ProposalKind, None],
                    "description": "text: words as typed; change: the provision as it should read; "
                    "addition: new text after it; removal: it should go, the proposal is empty",
                },
                quote={
                    "type": ["string", "null"],
                    "description": "The words of the provision that the comment is about",
                },
                quote_start={
                    "type": ["integer", "null"],
                    "minimum": 0,
                    "description": "Where the quote begins in the wording of the provision, in characters; "
                    "null when the provision does not have these words",
                },
                provision_now={
                    "type": "array",
                    "items": TEXT,
                    "description": "Where the provision stands in the newest version; empty when nowhere for sure",
                },
                provision_standing={"type": "string", "enum": ["same", "changed", "unsure", "gone"]},
            )
        ),
        answers=many(thing(question=TEXT, values=many(TEXT))),
        attachments=many(
            thing(
                title=TEXT,
                name=TEXT,
                media_type=TEXT,
                bytes=WHOLE,
                url=ADDRESS,
                text_url={
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "Page with the text that a computer read in it; null while there is none",
                },
            )
            | {"description": "Files that go with the response, in the order in which they were added"}
        ),
    ),
    "ConsultationPage": page_of("ConsultationListed"),
    "ResponsePage": page_of("Response"),
    "Problem": thing(type=TEXT, title=TEXT, status=WHOLE, detail=TEXT) | {"description": "RFC 9457"},
}
