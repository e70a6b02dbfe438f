"""The SQL predicates by which lists and counts choose equal the rules of domain.visibility, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Calendar, ConsultationState, ResponseState, Stage
from consultatie.domain.permissions import Role, Viewer
from consultatie.domain.visibility import (
    PUBLIC_CONSULTATION_STATES,
    Publication,
    RespondentFacts,
    RespondentKind,
    ResponseFacts,
    consultation_visible,
    project,
    response_visible,
)
from consultatie.models import consultations, responses
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Response
from consultatie.services.catalogue import in_state
from tests.factories import NOW, make_consultation, make_response

GENTLY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
instants = st.one_of(
    st.just(NOW),
    st.datetimes(datetime(2027, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(-2, 2).map(lambda step: NOW + timedelta(microseconds=step)),
)
calendars = st.builds(
    Calendar, st.sampled_from(Stage), st.one_of(st.none(), instants), st.one_of(st.none(), instants)
)


@GENTLY
@given(calendar=calendars, now=instants)
def test_the_list_of_consultations_shows_what_the_rule_shows(
    session: Session, calendar: Calendar, now: datetime
) -> None:
    row = session.scalar(select(Consultation)) or make_consultation(session, bill=None)
    row.stage, row.opens_at, row.closes_at = calendar.stage, calendar.opens_at, calendar.closes_at
    session.flush()
    shown = session.scalar(select(Consultation.id).where(consultations.publicly_visible(now))) is not None
    assert shown is consultation_visible(row.calendar, row.department_id, None, now)
    for state in ConsultationState:
        chosen = session.scalar(
            select(Consultation.id).where(consultations.publicly_visible(now), in_state(state, now))
        )
        assert (chosen is not None) is (row.state(now) is state and state in PUBLIC_CONSULTATION_STATES)


@GENTLY
@given(
    state=st.sampled_from(ResponseState),
    publication=st.one_of(st.none(), st.sampled_from(Publication)),
)
def test_the_list_of_responses_shows_what_the_rule_shows(
    session: Session, state: ResponseState, publication: Publication | None
) -> None:
    row = session.scalar(select(Response)) or make_response(session, make_consultation(session))
    row.state, row.publication = state, publication
    session.flush()
    shown = session.scalar(select(Response.id).where(responses.publicly_visible())) is not None
    rule = response_visible(state, publication or Publication.NOT, row.consultation.department_id, None)
    assert shown is rule
    assert (project(row.facts(), None) is not None) is rule


@given(
    state=st.sampled_from(ResponseState),
    publication=st.sampled_from(Publication),
    role=st.one_of(st.none(), st.sampled_from(Role)),
    department=st.sampled_from([None, 1, 2]),
)
def test_nobody_ever_gets_an_address_and_the_public_gets_a_name_only_when_it_was_given(
    state: ResponseState, publication: Publication, role: Role | None, department: int | None
) -> None:
    who = RespondentFacts(RespondentKind.PERSON, "Noor", "De Proef", "Utrecht", "noor@example.nl")
    facts = ResponseFacts(
        "AAAA-BBBB-CCCC", "post-1", state, publication, "post", "nl", NOW, 1, "proef", 1, who
    )
    viewer = None if role is None else Viewer(1, "Iemand", role, department)
    seen = project(facts, viewer)
    assert (seen is not None) is response_visible(state, publication, 1, viewer)
    if seen is None:
        return
    assert seen.respondent.email == ""
    if viewer is None:
        named = publication is Publication.NAMED
        assert (seen.respondent.name, seen.respondent.place) == (("Noor", "Utrecht") if named else ("", ""))
        assert (seen.external_id, seen.channel) == (None, "")
