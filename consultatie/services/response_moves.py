"""Change a response only while it is in the state that somebody saw it in, so that of two at once one wins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import ResponseState
from consultatie.models.responses import Response


def change_while(
    session: Session, response: Response, *states: ResponseState, now: datetime, **values: Any
) -> bool:
    """Write values, and that it changed `now` (UTC), if the response is in one of these states; say whether it was.

    The row is held until the transaction ends. What the session knows of the response is old until it is refreshed.
    """
    changed = session.execute(
        update(Response)
        .where(Response.id == response.id, Response.state.in_(states))
        .values(changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount == 1)  # type: ignore[attr-defined]
