"""What every public view asks first: which consultation, in which language, at which page of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request, url_for

from consultatie.domain.lifecycle import ConsultationState, days_left, last_day
from consultatie.http.access import viewer
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.services import bills, reading

Choice = TypeVar("Choice", bound=StrEnum)
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Opened:
    """A consultation as pages about it need it: its plain title, its state now, and how long one can still respond."""

    row: Consultation
    title: str
    title_language: str
    state: ConsultationState
    days_left: int | None
    last_day: date | None
    is_preview: bool

    @property
    def slug(self) -> str:
        """Return its part of the address."""
        return self.row.slug

    @property
    def is_open(self) -> bool:
        """Say whether one can respond now."""
        return self.state is ConsultationState.OPEN


def opened(slug: str) -> Opened:
    """Return the consultation of this address; raise NotFound when this reader may not see it."""
    row = reading.get_visible(db_session(), slug, viewer=viewer(), now=now())
    title = reading.title(row, current_language())
    state = row.state(now())
    is_open = state is ConsultationState.OPEN and row.closes_at is not None
    return Opened(
        row=row,
        title=title.text,
        title_language=title.language,
        state=state,
        days_left=days_left(row.closes_at, now()) if is_open and row.closes_at else None,
        last_day=last_day(row.closes_at) if row.closes_at else None,
        is_preview=state in (ConsultationState.DRAFT, ConsultationState.SCHEDULED),
    )


def bill_of(consultation: Opened) -> BillVersion | None:
    """Return the newest version of its bill, None while there is none."""
    return bills.find_current(db_session(), consultation.row)


def responding(consultation: Opened) -> Callable[[str], str] | None:
    """Return a function from eid to the address at which one responds to it; None when one cannot respond now."""
    if not consultation.is_open:
        return None
    begin, end = url_for("respond.article", slug=consultation.slug, eid="EID").rsplit("EID", 1)
    return lambda eid: f"{begin}{eid}{end}"


def page_number() -> int:
    """Return the page of a list that is asked for; 1 for anything that is no page."""
    typed = request.args.get("pagina", "1")
    return min(max(1, int(typed)), LAST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1


def chosen(kind: type[Choice], name: str) -> Choice | None:
    """Return what was chosen in the address, None for nothing or for what does not exist."""
    try:
        return kind(request.args.get(name, ""))
    except ValueError:
        return None


def chosen_day(name: str) -> date | None:
    """Return the day in the address, None for nothing or for what is no day."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def address_with(endpoint: str, given: Mapping[str, str], /, **changed: str | int) -> str:
    """Return the address of a list with the filters that are on, some changed; an empty value takes one away."""
    wanted = {**given, **{name: str(value) for name, value in changed.items()}}
    return url_for(endpoint, **{name: value for name, value in wanted.items() if value})  # type: ignore[arg-type]
