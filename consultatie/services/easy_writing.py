"""Saving a consultation in easy language, step by step; how it is read is in easy_reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Markup
from consultatie.domain.text import normalise, normalise_line
from consultatie.models.consultations import Consultation, EasyPicture, Illustration, TextField
from consultatie.services import consultation_texts
from consultatie.services.easy_reading import Step, markdown_of, step_count

MOST_STEPS: Final = 30


def save(
    session: Session,
    consultation: Consultation,
    language: str,
    steps: Sequence[Step],
    *,
    markup: Markup,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Save the steps of one language, and the pictures for all. Raise Invalid with a code per field ("heading_0", …)."""
    steps = [Step(normalise_line(one.heading), normalise(one.text), one.picture) for one in steps]
    _check(consultation, steps)
    written = {TextField.EASY: markdown_of(steps)}
    consultation_texts.set_texts(session, consultation, language, written, markup=markup, by=by, now=now)
    if steps:
        consultation.easy_pictures = [
            EasyPicture(place=place, illustration_id=one.picture)
            for place, one in enumerate(steps)
            if one.picture is not None
        ]
    session.flush()


def choose_pictures(session: Session, consultation: Consultation, chosen: Mapping[int, Illustration]) -> None:
    """Let illustrations go with steps, counted from 1, in all languages. Raise Invalid for a step that is not there."""
    steps = step_count(consultation)
    for step in chosen:
        if not 1 <= step <= steps:
            raise Invalid("steps-incomplete", {"easy_steps": "no-such-step"}, step=step, steps=steps)
    consultation.easy_pictures = [
        EasyPicture(place=step - 1, illustration_id=one.id) for step, one in sorted(chosen.items())
    ]
    session.flush()


def _check(consultation: Consultation, steps: Sequence[Step]) -> None:
    if len(steps) > MOST_STEPS:
        raise Invalid("steps-too-many", limit=MOST_STEPS)
    known = {None, *(one.id for one in consultation.illustrations)}
    problems = {f"heading_{n}": "step-heading-missing" for n, one in enumerate(steps) if not one.heading}
    problems |= {f"text_{n}": "step-text-missing" for n, one in enumerate(steps) if not one.text}
    problems |= {
        f"picture_{n}": "no-such-illustration" for n, one in enumerate(steps) if one.picture not in known
    }
    if problems:
        raise Invalid("steps-incomplete", problems)
