"""The form of a figure: a title and rows that can be added, moved, taken away and put back without a script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField

from consultatie.domain.figures import FEWEST_ROWS, MARKS, MOST_ROWS, FigureKind, FigureRow
from consultatie.http import figures as shown_figures
from consultatie.http.messages import sentence
from consultatie.services.figures import row_from
from consultatie.web.workspace.desk import in_words, languages

NEW_ROWS = 3  # empty rows that a new figure begins with


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure as it stands in the form. `before` are its rows as they were before the last step, for undo."""

    kind: FigureKind
    eid: str
    title: dict[str, str]
    rows: tuple[FigureRow, ...]
    before: tuple[FigureRow, ...] = ()


def names_of(kind: FigureKind) -> dict[str, str]:
    """Return what the parts of a figure are called: itself, a row, and the row's fields."""
    return {
        FigureKind.TIMELINE: {
            "figure": _("Tijdlijn"),
            "row": _("Punt"),
            "add": _("Voeg een punt toe"),
            "label": _("Wat gebeurt er?"),
            "text": _("Wanneer?"),
            "mark": _("Hoe ver is het?"),
        },
        FigureKind.AFFECTED: {
            "figure": _("Wie raakt het?"),
            "row": _("Groep"),
            "add": _("Voeg een groep toe"),
            "label": _("Welke groep?"),
            "text": _("Wat verandert er voor deze groep?"),
            "mark": _("Wat betekent het?"),
        },
        FigureKind.STEPS: {
            "figure": _("Stappen"),
            "row": _("Stap"),
            "add": _("Voeg een stap toe"),
            "label": _("Wat gebeurt er?"),
            "text": _("Uitleg"),
            "mark": "",
        },
    }[kind]


def figure_form(draft: FigureDraft, places: list[tuple[str, str]], *, sent: bool = False) -> FlaskForm:
    """Return the form of a draft; with `sent` filled from the request."""
    fields: dict[str, Any] = {f"title_{code}": StringField() for code in languages()}
    fields |= {"eid": SelectField(), "before": HiddenField()}
    fields["rows"] = FieldList(FormField(_row_form(draft.kind)), max_entries=2 * MOST_ROWS)
    known = {f"title_{code}": draft.title.get(code, "") for code in languages()}
    known |= {"eid": draft.eid, "before": json.dumps([_kept(row) for row in draft.before])}
    data = known | {"rows": [_typed(row, draft.kind) for row in draft.rows]}
    made = type("FigureForm", (FlaskForm,), fields)
    form = made(data=data) if sent else made(formdata=None, data=data)
    form.eid.choices = places
    form.eid.label.text = _("Waar hoort de figuur bij?")
    for code in languages():
        form[f"title_{code}"].label.text = in_words(_("Titel van de figuur"), code)
    return form


def _row_form(kind: FigureKind) -> type[Form]:
    words = names_of(kind)
    fields: dict[str, Any] = {}
    for code in languages():
        fields[f"label_{code}"] = StringField(in_words(words["label"], code))
        text = StringField if kind is FigureKind.TIMELINE else TextAreaField
        fields[f"text_{code}"] = text(in_words(words["text"], code))
    if words["mark"]:
        choices = [(one, shown_figures.mark(kind, one)) for one in MARKS[kind]]
        fields["mark"] = SelectField(words["mark"], choices=choices, validate_choice=False)
    return type("RowForm", (Form,), fields)


def _typed(row: FigureRow, kind: FigureKind) -> dict[str, str]:
    found = {"mark": row.mark or MARKS[kind][0]}
    for code in languages():
        found |= {f"label_{code}": row.label.get(code, ""), f"text_{code}": row.text.get(code, "")}
    return found


def _kept(row: FigureRow) -> dict[str, Any]:
    return {"mark": row.mark, "label": dict(row.label), "text": dict(row.text)}


def read(form: FlaskForm, kind: FigureKind) -> FigureDraft:
    """Return what was typed."""
    rows = [
        FigureRow(
            {code: entry[f"label_{code}"].data or "" for code in languages()},
            {code: entry[f"text_{code}"].data or "" for code in languages()},
            _mark_of(entry.data.get("mark"), kind),
        )
        for entry in form.rows
    ]
    title = {code: form[f"title_{code}"].data or "" for code in languages()}
    return FigureDraft(kind, form.eid.data or "", title, tuple(rows), _before(form.before.data or ""))


def _mark_of(chosen: str | None, kind: FigureKind) -> str:
    """Return what was chosen; what is not in the list is the first of it, which the preview can draw."""
    return chosen if chosen is not None and chosen in MARKS[kind] else MARKS[kind][0]


def _before(text: str) -> tuple[FigureRow, ...]:
    """Return the rows of before from the hidden field; nothing when somebody changed it."""
    try:
        found = json.loads(text)
        return tuple(row_from(one) for one in found[:MOST_ROWS])
    except (ValueError, TypeError, AttributeError, KeyError):
        return ()


def rearranged(draft: FigureDraft, asked: str) -> FigureDraft:
    """Return the draft after a button: `erbij`, `terug`, `weg-2`, `omhoog-2` or `omlaag-2`; another changes nothing."""
    action, _dash, number = asked.partition("-")
    at = int(number) if number.isdecimal() and int(number) < len(draft.rows) else -1
    if action == "terug" and draft.before:
        return replace(draft, rows=draft.before, before=draft.rows)
    rows = list(draft.rows)
    if action == "erbij" and len(rows) < MOST_ROWS:
        rows.append(FigureRow())
    elif action == "weg" and at >= 0:
        del rows[at]
    elif action in ("omhoog", "omlaag") and at >= 0:
        to = at + (1 if action == "omlaag" else -1)
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
    changed = tuple(rows) != draft.rows
    return replace(draft, rows=tuple(rows), before=draft.rows if changed else draft.before)


def without_empty(draft: FigureDraft) -> FigureDraft:
    """Return the draft without empty rows, but with as many as a figure needs."""
    rows = [row for row in draft.rows if not row.is_empty()]
    rows += [FigureRow()] * (FEWEST_ROWS - len(rows))
    return replace(draft, rows=tuple(rows))


def refuse(form: FlaskForm, problems: dict[str, str]) -> list[tuple[str, str]]:
    """Put the words of a refusal at their fields, and return them for the summary: (id of the field, words)."""
    found = []
    fields = {field.id: field for entry in form.rows for field in entry} | {field.id: field for field in form}
    for name, code in problems.items():
        words, field = sentence(code), fields.get("eid" if name == "provision" else name)
        if field is not None and field.id != "rows":
            field.errors = [*field.errors, words]
        found.append(("rij-1" if name == "rows" else field.id if field is not None else "", words))
    return found


def was_asked(form: MultiDict[str, str]) -> str:
    """Return which button was pressed; saving is the default of none."""
    return form.get("doe", "bewaar")


def new_draft(kind: FigureKind) -> FigureDraft:
    """Return what a new figure begins with."""
    return FigureDraft(kind, "", {}, (FigureRow(),) * NEW_ROWS)


def can_be_shown(rows: Sequence[FigureRow]) -> bool:
    """Say whether there is anything to draw yet."""
    return any(not row.is_empty() for row in rows)
