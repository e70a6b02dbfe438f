"""The road of a bill: where it has been, where it is, and what comes next, as items of the timeline component."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from consultatie.domain.lifecycle import AMSTERDAM, ConsultationState
from consultatie.domain.provisions import BillKind
from consultatie.services import reading
from consultatie.web.public.reader import Opened

# How far each state is on the road: places of the steps below.
_REACHED = {
    ConsultationState.DRAFT: -1,
    ConsultationState.SCHEDULED: -1,
    ConsultationState.OPEN: 0,
    ConsultationState.CLOSED: 1,
    ConsultationState.WITHDRAWN: 1,
    ConsultationState.REPORTED: 3,
}


def road(consultation: Opened) -> list[dict[str, Any]]:
    """Return the steps of a bill with their dates: respond, read all responses, report, go on."""
    row = consultation.row
    reached = _REACHED[consultation.state]
    expected = reading.report_expected(row)
    steps: list[dict[str, Any]] = [
        {
            "title": _("U kunt reageren"),
            "date": _(
                "%(first)s tot en met %(last)s", first=_day(row.opens), last=_day(consultation.last_day)
            ),
        },
        {"title": _("Het ministerie leest alle reacties")},
        {"title": _("Het verslag komt online"), "date": _("Verwacht: uiterlijk %(day)s", day=_day(expected))},
        {"title": _("Het voorstel gaat verder"), "text": _next_step(row.kind)},
    ]
    if consultation.state is ConsultationState.REPORTED and row.reported_at:
        steps[2] |= {
            "date": _day(row.reported_at.astimezone(AMSTERDAM).date()),
            "href": url_for("public.report", slug=consultation.slug),
        }
    if row.parliament_on is not None:
        steps[3] |= {
            "date": _("Naar het parlement: %(day)s", day=_day(row.parliament_on)),
            **({"href": row.parliament_address} if row.parliament_address else {}),
        }
    for place, step in enumerate(steps):
        step["state"] = "done" if place < reached else "now" if place == reached else "later"
    return steps if consultation.state is not ConsultationState.WITHDRAWN else steps[:1]


def _day(day: date | None) -> str:
    return format_date(day, "d MMMM y") if day else _("nog niet bekend")


def _next_step(kind: BillKind) -> str:
    match kind:
        case BillKind.ACT:
            return _("De Raad van State geeft advies. Daarna beslissen de Tweede en de Eerste Kamer.")
        case BillKind.ORDER_IN_COUNCIL:
            return _("De Raad van State geeft advies. Daarna beslist de regering.")
        case BillKind.MINISTERIAL_REGULATION:
            return _("De minister beslist. Daarna komt de regeling in de Staatscourant.")
    return _("De minister gebruikt de reacties voor het plan.")
