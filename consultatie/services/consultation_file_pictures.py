"""The pictures and figures of a consultation file. A picture goes to the department's library too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.figures import FigureKind, FigureRow
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation, Illustration
from consultatie.services import easy_writing, figures, illustrations, picture_library
from consultatie.services.picture_texts import PictureTexts
from consultatie.services.toml_values import member, numbers, refuse, tables, text

ReadFile = Callable[[str], bytes]


def load_illustrations(
    session: Session,
    consultation: Consultation,
    tables: Iterable[Mapping[str, Any]],
    read: ReadFile,
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Add each `[[illustrations]]`, and let it go with the steps of the easy text that it names.

    Where none names a step, the first goes with the first step, and so on.
    """
    chosen: dict[int, Illustration] = {}
    for table in tables:
        illustration = _illustration(session, consultation, table, read, ports, by, now)
        for step in numbers(table, "easy_steps"):
            if step in chosen:
                raise refuse("easy_steps", "step-has-picture")
            chosen[step] = illustration
    if chosen:
        easy_writing.choose_pictures(session, consultation, chosen)


def _illustration(
    session: Session,
    consultation: Consultation,
    table: Mapping[str, Any],
    read: ReadFile,
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> Illustration:
    """Add one illustration; a picture that the library has already gets the texts of the file."""
    name, texts, department = text(table, "file"), _texts(table), consultation.department
    data = read(name)
    picture = picture_library.find_bytes(session, department, data)  # as an export gives it
    if picture is None:
        clean = picture_library.cleaned(ports.pictures, data)
        picture = picture_library.find_same(session, department, clean)
    if picture is None:
        picture = picture_library.add(
            session, department, clean, texts, name=name, files=ports.files, by=by, now=now
        )
    else:
        picture_library.describe(session, picture, texts, by=by, now=now)
    return illustrations.add(session, consultation, picture, eid=text(table, "provision", ""), by=by, now=now)


def _texts(table: Mapping[str, Any]) -> PictureTexts:
    by_language = {"nl": table} | {key: value for key, value in table.items() if isinstance(value, Mapping)}
    return PictureTexts(
        alt={code: text(texts, "alt", "") for code, texts in by_language.items()},
        description={code: text(texts, "description", "") for code, texts in by_language.items()},
        decorative=bool(table.get("decorative")),
        credit=text(table, "credit", ""),
        licence=text(table, "licence", ""),
        licence_note=text(table, "licence_note", ""),
    )


def load_figure(
    session: Session, consultation: Consultation, table: Mapping[str, Any], by: Viewer | None, now: datetime
) -> None:
    """Add one `[[figures]]`: its title per language, and its rows with a label and a text per language."""
    figures.save(
        session,
        consultation,
        None,
        kind=member(FigureKind, table, "kind"),
        eid=text(table, "provision", ""),
        title={key: text(table, key) for key in table if key not in ("kind", "provision", "rows")},
        rows=[_row(row) for row in tables(table, "rows")],
        by=by,
        now=now,
    )


def _row(table: Mapping[str, Any]) -> FigureRow:
    languages = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    return FigureRow(
        label={code: text(words, "label", "") for code, words in languages.items()},
        text={code: text(words, "text", "") for code, words in languages.items()},
        mark=text(table, "mark", ""),
    )
