"""From one state to the next, once, however many press at the same moment."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultatie.models.campaigns import Campaign
from consultatie.models.school_classes import SchoolClass


def move(session: Session, row: Campaign | SchoolClass, old: StrEnum, new: StrEnum, **values: Any) -> bool:
    """Set the new state and these columns where the row is still in the old state; say whether it was."""
    model = type(row)
    moved = session.execute(
        update(model)
        .where(model.id == row.id, model.state == old)
        .values(state=new, **values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(row)
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]
