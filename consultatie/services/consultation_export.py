"""A consultation as the file that `consultation create` reads, with the names of the files that belong beside it.

The bill has exports of its own (services/bill_markdown, adapters/bill_formats); responses too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import tomli_w

from consultatie.models.consultations import Consultation, Illustration
from consultatie.models.files import StoredFile
from consultatie.models.pictures import Picture
from consultatie.services import easy_reading, uploads

NAME: Final = "consultatie.toml"
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """The text of the file, and the key in the store of each file beside it by its name."""

    toml: str
    files: dict[str, str]


def export(consultation: Consultation) -> Exported:
    """Return everything of a consultation that docs/formats.md, "The consultation file", describes."""
    beside = _Beside()
    data = _facts(consultation) | _texts(consultation)
    data |= {
        "explanations": list(_explanations(consultation)),
        "illustrations": list(_illustrations(consultation, beside)),
        "figures": list(_figures(consultation)),
        "media": list(_media(consultation, beside)),
        "documents": list(_documents(consultation, beside)),
        "questions": list(_questions(consultation)),
    }
    toml = tomli_w.dumps(_filled(data), multiline_strings=True)
    return Exported(toml, {name: key for key, name in beside.names.items()})


@dataclass(slots=True)
class _Beside:
    """Names for files, each once: two files of one name get a number before it."""

    names: dict[str, str] = field(default_factory=dict)  # by key in the store

    def name(self, file: StoredFile) -> str:
        if file.key not in self.names:
            wanted, number = uploads.plain_name(file.name), 1
            found = wanted
            while found.casefold() in {NAME, *(one.casefold() for one in self.names.values())}:
                number += 1
                found = f"{number}-{wanted}"
            self.names[file.key] = found
        return self.names[file.key]


def _filled(table: Table) -> Table:
    """Return a table without what says nothing."""
    return {key: value for key, value in table.items() if value not in ("", None, False, [], {})}


def _facts(row: Consultation) -> Table:
    return {
        "title": row.title,
        "kind": row.kind.value,
        "department": row.department.name,
        "keten_id": row.keten_id,
        "opens": row.opens,
        "closes": row.closes,
        "term_reason": row.term_reason,
        "contact": row.contact,
        "themes": [theme.name for theme in row.themes],
        "read_first": row.read_first,
    }


def _texts(row: Consultation) -> Table:
    found: Table = {}
    for one in row.texts:
        found.setdefault(one.language, {})[one.field.value] = one.markdown
    return found


def _explanations(row: Consultation) -> Iterator[Table]:
    found: dict[str, Table] = {}
    for one in row.explanations:
        found.setdefault(one.eid, {"provision": one.eid})[one.language] = one.markdown
    yield from found.values()


def _illustrations(row: Consultation, beside: _Beside) -> Iterator[Table]:
    steps = easy_reading.steps_by_illustration(row)
    for one in row.illustrations:
        yield _filled({**_picture(one, beside), "easy_steps": steps.get(one.id, [])})


def _picture(one: Illustration, beside: _Beside) -> Table:
    picture = one.picture
    return {
        "file": beside.name(picture.file),
        "provision": one.eid,
        "decorative": picture.decorative,
        "alt": picture.alt.get("nl", ""),
        "description": picture.description.get("nl", ""),
        **_other_languages(picture),
        "credit": picture.credit,
        "licence": picture.licence,
        "licence_note": picture.licence_note,
    }


def _other_languages(picture: Picture) -> Table:
    codes = sorted({*picture.alt, *picture.description} - {"nl"})
    return {
        code: _filled({"alt": picture.alt.get(code, ""), "description": picture.description.get(code, "")})
        for code in codes
    }


def _figures(row: Consultation) -> Iterator[Table]:
    for one in row.figures:
        yield _filled(
            {
                "kind": one.kind.value,
                "provision": one.eid,
                **one.title,
                "rows": [_row(words) for words in one.rows],
            }
        )


def _row(words: Table) -> Table:
    codes = {**words["label"], **words["text"]}
    said = {code: _filled({part: words[part].get(code, "") for part in ("label", "text")}) for code in codes}
    return _filled({"mark": words.get("mark", ""), **said})


def _media(row: Consultation, beside: _Beside) -> Iterator[Table]:
    for one in row.media_versions:
        yield _filled(
            {
                "kind": one.kind.value,
                "subject": one.subject.value,
                "language": one.language,
                "file": beside.name(one.file),
                "captions": beside.name(one.captions) if one.captions else "",
                "transcript": one.markdown,
            }
        )


def _documents(row: Consultation, beside: _Beside) -> Iterator[Table]:
    for one in row.documents:
        yield _filled({"file": beside.name(one.file), "title": one.title, "web_address": one.web_address})


def _questions(row: Consultation) -> Iterator[Table]:
    for one in row.questions:
        yield _filled(
            {"id": one.key, "kind": one.kind.value, "provision": one.eid, **one.texts, "options": one.options}
        )
