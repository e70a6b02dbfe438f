"""A consultation from a file: everything of the TOML that docs/formats.md describes, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, WrongState
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
    illustrations,
    questions,
)

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
    title, kind = _text(data, "title"), _member(BillKind, data, "kind")
    department = accounts.department_named(session, _text(data, "department"))
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
        keten_id=_text(data, "keten_id", ""),
        contact=_text(data, "contact", ""),
        themes=_strings(data, "themes"),
        by=by,
        now=now,
    )
    opens, closes, reason = _day(data, "opens"), _day(data, "closes"), _text(data, "term_reason", "")
    consultations.set_dates(
        session, consultation, opens=opens, closes=closes, term_reason=reason, by=by, now=now
    )
    consultations.set_read_first(session, consultation, bool(data.get("read_first")), by=by, now=now)
    _empty(session, consultation)
    for language, texts in languages.items():
        _load_texts(session, consultation, language, texts, ports, by, now)
    _load_explanations(session, consultation, _tables(data, "explanations"), ports, by, now)
    for table in _tables(data, "illustrations"):
        _load_illustration(session, consultation, table, read, ports, by, now)
    for table in _tables(data, "documents"):
        _load_document(session, consultation, table, read, ports, by, now)
    for table in _tables(data, "questions"):
        _load_question(session, consultation, table, by, now)
    return consultation


def _empty(session: Session, consultation: Consultation) -> None:
    for things in (
        consultation.texts,
        consultation.explanations,
        consultation.illustrations,
        consultation.documents,
        consultation.questions,
    ):
        things.clear()
    session.flush()


def _refuse(key: str, code: str = "file-key") -> Invalid:
    return Invalid("consultation-file", {key: code})


def _languages(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the tables that hold texts; refuse keys that nobody knows."""
    found = {}
    for key, value in data.items():
        if key in KNOWN or key.startswith(FOR_OTHERS):
            continue
        if not isinstance(value, Mapping) or not consultation_texts.LANGUAGE.fullmatch(key):
            raise _refuse(key, "file-key-unknown")
        found[key] = value
    return found


def _text(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise _refuse(key, "file-key-missing" if value is None else "file-key-unreadable")
    return value


def _strings(data: Mapping[str, Any], key: str) -> list[str]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _refuse(key, "file-key-unreadable")
    return value


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _refuse(key, "file-key-unreadable")
    return value


def _day(data: Mapping[str, Any], key: str) -> date | None:
    value = data.get(key)
    if isinstance(value, str) and value:
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise _refuse(key, "file-key-unreadable") from None
    if isinstance(value, datetime) or not (value is None or value == "" or isinstance(value, date)):
        raise _refuse(key, "file-key-unreadable")
    return value or None


def _member(kinds: Any, data: Mapping[str, Any], key: str) -> Any:
    try:
        return kinds(data.get(key))
    except ValueError:
        raise _refuse(key, "file-key-unreadable" if key in data else "file-key-missing") from None


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
        raise _refuse(f"{language}.{min(unknown)}", "file-key-unknown")
    texts = {TextField(key): _text(table, key) for key in table}
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
        (_text(table, "provision"), language): _text(table, language)
        for table in tables
        for language in table
        if language != "provision"
    }
    if texts:
        consultation_texts.set_explanations(session, consultation, texts, markup=ports.markup, by=by, now=now)


def _load_illustration(
    session: Session,
    consultation: Consultation,
    table: Mapping[str, Any],
    read: ReadFile,
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    in_languages = {"nl": table} | {key: value for key, value in table.items() if isinstance(value, Mapping)}
    illustrations.add(
        session,
        consultation,
        picture=illustrations.cleaned(ports.pictures, read(_text(table, "file"))),
        name=_text(table, "file"),
        eid=_text(table, "provision", ""),
        alt={code: _text(texts, "alt", "") for code, texts in in_languages.items()},
        description={code: _text(texts, "description", "") for code, texts in in_languages.items()},
        files=ports.files,
        by=by,
        now=now,
    )


def _load_document(
    session: Session,
    consultation: Consultation,
    table: Mapping[str, Any],
    read: ReadFile,
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    name, title = _text(table, "file"), _text(table, "title", "")
    documents.add(
        session, consultation, data=read(name), name=name, title=title, files=ports.files, by=by, now=now
    )


def _load_question(
    session: Session, consultation: Consultation, table: Mapping[str, Any], by: Viewer | None, now: datetime
) -> None:
    options = table.get("options", [])
    if not isinstance(options, list):
        raise _refuse("questions.options", "file-key-unreadable")
    questions.save(
        session,
        consultation,
        question=None,
        key=_text(table, "id", ""),
        kind=_member(QuestionKind, table, "kind"),
        eid=_text(table, "provision", ""),
        texts={key: _text(table, key) for key in table if key not in ("id", "kind", "provision", "options")},
        options=[_option(option) for option in options],
        by=by,
        now=now,
    )


def _option(option: Any) -> dict[str, str]:
    if isinstance(option, str):
        return {"nl": option}
    if isinstance(option, Mapping) and all(isinstance(text, str) for text in option.values()):
        return dict(option)
    raise _refuse("questions.options", "file-key-unreadable")
