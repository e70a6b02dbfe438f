"""What Whoosh keeps of a document. Whoosh pickles these classes into the index: a rename needs a new `FORMAT`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, columns, fields

from consultatie.adapters.search.profiles import date_of, dump_profile, profile_of
from consultatie.analysis.tokens import index_tokens
from consultatie.domain.ports import SearchDocument

_SEPARATOR = "\x00"


class TokenAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """Gives Whoosh our own terms; the text is preceded by its language and a NUL."""

    def __call__(self, value: str, positions: bool = False, **_: object) -> Iterator[analysis.Token]:
        """Yield Whoosh tokens, several at one position."""
        language, _mark, text = value.partition(_SEPARATOR)
        token = analysis.Token(positions, removestops=False, mode="index")
        token.boost = 1.0
        token.stopped = False
        for position, word in enumerate(index_tokens(text, language)):
            token.pos = position
            for term in word.terms:
                token.text = term
                yield token


def schema() -> fields.Schema:
    """Return the schema: two text fields, an id, a column to filter and count by, and what a result shows."""
    return fields.Schema(
        id=fields.ID(unique=True),
        title=fields.TEXT(analyzer=TokenAnalyzer(), phrase=True, stored=True),
        body=fields.TEXT(analyzer=TokenAnalyzer(), phrase=True, stored=True),
        facts=fields.COLUMN(columns.VarBytesColumn()),
        shown=fields.STORED(),
    )


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """Return the arguments of `writer.add_document`; `facts` is id, date and profile."""
    profile = profile_of(document)
    facts = _SEPARATOR.join((document.id, repr(date_of(document)), dump_profile(profile)))
    return {
        "id": document.id,
        "title": f"{document.language}{_SEPARATOR}{document.title}",
        "_stored_title": document.title,
        "body": f"{document.language}{_SEPARATOR}{document.full_text}",
        "_stored_body": document.body,
        "facts": facts.encode("utf-8"),
        "shown": (
            document.id,
            document.type,
            document.consultation,
            document.url,
            document.language,
            document.attachments,
        ),
    }


def read_facts(value: bytes) -> tuple[str, float, str]:
    """Return id, date in seconds and the profile's JSON from the column's value."""
    document_id, date, profile = value.decode("utf-8").split(_SEPARATOR, 2)
    return document_id, float(date), profile
