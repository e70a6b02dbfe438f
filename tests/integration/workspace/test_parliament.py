"""The step to parliament: recorded by a drafter, shown to everyone, and news to who follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.errors import WrongState
from consultatie.domain.permissions import Role
from consultatie.domain.subscriptions import StageKind
from consultatie.services import stages
from tests.factories import csrf_token, make_consultation, make_user, sign_in


def test_a_drafter_records_the_step_to_parliament_and_takes_a_mistake_back(
    client: Any, session: Session, clock: Any
) -> None:
    consultation = make_consultation(session)
    drafter = make_user(session, Role.DRAFTER, department=consultation.department)
    session.commit()
    with pytest.raises(WrongState, match="parliament-too-early"):
        stages.record_parliament(
            session, consultation, date(2027, 3, 1), "", by=drafter.viewer(), now=clock()
        )
    session.rollback()
    clock.forward(days=60)
    sign_in(client, drafter, now=clock())
    path = "/werkplek/proef/naar-parlement"
    token = csrf_token(client, path)
    wrong = client.post(path, data={"csrf_token": token, "on": "2030-01-01", "address": "javascript:x"})
    assert wrong.status_code == 422
    assert "niet in de toekomst" in wrong.text
    assert "Begin met https://" in wrong.text
    sent = {"csrf_token": token, "on": "2027-04-20", "address": "https://example.nl/dossier"}
    assert client.post(path, data=sent).status_code == 303
    page = client.get("/consultaties/proef").text
    assert "20 april 2027" in page
    assert "https://example.nl/dossier" in page
    session.expire_all()
    assert {one.kind for one in stages.note_new(session, now=clock())} == {StageKind.PARLIAMENT}
    session.commit()
    assert "naar het parlement" in client.get("/feeds/consultaties/proef.atom").text
    assert client.post(path, data={"csrf_token": token, "on": "", "address": ""}).status_code == 303
    assert "naar het parlement" not in client.get("/feeds/consultaties/proef.atom").text
