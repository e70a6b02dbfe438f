"""A consultation from a file: everything of the TOML that docs/formats.md describes, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.errors import WrongState
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Ports
from consultatie.domain.provisions import BillKind
from consultatie.models.consultations import Consultation, QuestionKind, TextField
from consultatie.services import (
    accounts,
    consultation_texts,
    consultations,
    documents,
    questions,
    uploads,
)
from consultatie.services import consultation_file_pictures as file_pictures
from consultatie.services.consultation_file_media import load_media
from consultatie.services.toml_values import day, member, refuse, strings, tables, text

ReadFile = Callable[[str], bytes]
KNOWN = frozenset(
    [
        "title",
        "kind",
        "department",
        "keten_id",
        "opens",
        "closes",
        "term_reason",
        "contact",
        "themes",
        "read_first",
        "explanations",
        "illustrations",
        "figures",
        "media",
        "documents",
        "questions",
    ]
)
FOR_OTHERS = "demo_"  # what only `demo load` reads


def load(
    session: Session,
    slug: str,
    data: Mapping[str, Any],
    read: ReadFile,
    *,
    ports: Ports,
    by: Viewer | None = None,
    now: datetime,
) -> Consultation:
    """Make a draft from a parsed file, or fill the draft of this slug anew. `read` gives the bytes of a file beside it.

    Raise Invalid naming the key that is missing, unknown or unreadable; WrongState once it is published.
    """
    languages = _languages(data)
    title, kind = text(data, "title"), member(BillKind, data, "kind")
    department = accounts.department_named(session, text(data, "department"))
    consultation = consultations.find(session, slug)
    if consultation is None:
        consultation = consultations.create(
            session, title=title, kind=kind, department=department, slug=slug, by=by, now=now
        )
    elif consultation.stage is not Stage.DRAFT:
        raise WrongState("already-published")
    consultations.set_details(
        session,
        consultation,
        title=title,
        kind=kind,
        department=department,
        keten_id=text(data, "keten_id", ""),
        contact=text(data, "contact", ""),
        themes=strings(data, "themes"),
        by=by,
        now=now,
    )
    opens, closes, reason = day(data, "opens"), day(data, "closes"), text(data, "term_reason", "")
    consultations.set_dates(
        session, consultation, opens=opens, closes=closes, term_reason=reason, by=by, now=now
    )
    consultations.set_read_first(session, consultation, bool(data.get("read_first")), by=by, now=now)
    _empty(session, consultation, now)
    for language, texts in languages.items():
        _load_texts(session, consultation, language, texts, ports, by, now)
    _load_explanations(session, consultation, tables(data, "explanations"), ports, by, now)
    shown = tables(data, "illustrations")
    file_pictures.load_illustrations(session, consultation, shown, read, ports, by, now)
    for table in tables(data, "figures"):
        file_pictures.load_figure(session, consultation, table, by, now)
    for table in tables(data, "media"):
        load_media(session, consultation, table, read, ports, by, now)
    for table in tables(data, "documents"):
        _load_document(session, consultation, table, read, ports, by, now)
    for table in tables(data, "questions"):
        _load_question(session, consultation, table, by, now)
    return consultation


def _empty(session: Session, consultation: Consultation, now: datetime) -> None:
    files = [document.file for document in consultation.documents]
    for things in (
        consultation.texts,
        consultation.explanations,
        consultation.easy_pictures,
        consultation.illustrations,
        consultation.figures,
        consultation.media_versions,
        consultation.documents,
        consultation.questions,
    ):
        things.clear()
    session.flush()
    for file in files:
        uploads.discard(session, file, now=now)


def _languages(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the tables that hold texts; refuse keys that nobody knows."""
    found = {}
    for key, value in data.items():
        if key in KNOWN or key.startswith(FOR_OTHERS):
            continue
        if not isinstance(value, Mapping) or not consultation_texts.LANGUAGE.fullmatch(key):
            raise refuse(key, "file-key-unknown")
        found[key] = value
    return found


def _load_texts(
    session: Session,
    consultation: Consultation,
    language: str,
    table: Mapping[str, Any],
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    unknown = set(table) - {field.value for field in TextField}
    if unknown:
        raise refuse(f"{language}.{min(unknown)}", "file-key-unknown")
    texts = {TextField(key): text(table, key) for key in table}
    consultation_texts.set_texts(session, consultation, language, texts, markup=ports.markup, by=by, now=now)


def _load_explanations(
    session: Session,
    consultation: Consultation,
    tables: Iterable[Mapping[str, Any]],
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    texts = {
        (text(table, "provision"), language): text(table, language)
        for table in tables
        for language in table
        if language != "provision"
    }
    if texts:
        consultation_texts.set_explanations(session, consultation, texts, markup=ports.markup, by=by, now=now)


def _load_document(
    session: Session,
    consultation: Consultation,
    table: Mapping[str, Any],
    read: ReadFile,
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    name, title = text(table, "file"), text(table, "title", "")
    documents.add(
        session,
        consultation,
        data=read(name),
        name=name,
        title=title,
        files=ports.files,
        inspect=ports.inspect_document,
        web_address=text(table, "web_address", ""),
        by=by,
        now=now,
    )


def _load_question(
    session: Session, consultation: Consultation, table: Mapping[str, Any], by: Viewer | None, now: datetime
) -> None:
    options = table.get("options", [])
    if not isinstance(options, list):
        raise refuse("questions.options", "file-key-unreadable")
    questions.save(
        session,
        consultation,
        question=None,
        key=text(table, "id", ""),
        kind=member(QuestionKind, table, "kind"),
        eid=text(table, "provision", ""),
        texts={key: text(table, key) for key in table if key not in ("id", "kind", "provision", "options")},
        options=[_option(option) for option in options],
        by=by,
        now=now,
    )


def _option(option: Any) -> dict[str, str]:
    if isinstance(option, str):
        return {"nl": option}
    if isinstance(option, Mapping) and all(isinstance(text, str) for text in option.values()):
        return dict(option)
    raise refuse("questions.options", "file-key-unreadable")
