"""What every page of the flow asks first: which consultation, which draft, where on the road.

The browser holds, in the signed cookie, a random token per consultation; the database its hash. What is typed is
written in a short transaction of its own, so that it stays whatever becomes of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from flask import redirect, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.analysis.wording import Pieces
from consultatie.domain.errors import NotFound
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.respondents import Limits, problems_of
from consultatie.domain.visibility import consultation_visible
from consultatie.domain.wizard import Location, Progress, Router, Step
from consultatie.http.access import viewer
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Comment, Position, Response
from consultatie.services import bills, consultations, drafts, reading, young
from consultatie.services.wordings import Proposing, Wordings
from consultatie.web.provision_names import ProvisionNames

Result = TypeVar("Result")
DRAFTS, SENT, LONG_WAY = "drafts", "sent", "long_way"
MOST_KEPT = 15  # consultations a cookie remembers; it may hold 4 kB
ENDPOINTS = {
    Step.GENERAL: "respond.general",
    Step.ARTICLE: "respond.article",
    Step.REASON: "respond.reason",
    Step.QUOTE: "respond.quote",
    Step.PROPOSAL: "respond.proposal",
    Step.RECORDING: "respond.recording",
    Step.QUESTION: "respond.question",
    Step.OVERVIEW: "respond.overview",
    Step.KIND: "respond.kind",
    Step.DETAILS: "respond.details",
    Step.PUBLICATION: "respond.publication",
    Step.CHECK: "respond.check",
}
RETURNS = {"controle": Step.CHECK, "overzicht": Step.OVERVIEW}


@dataclass(slots=True)
class Desk:
    """A consultation with the draft of this browser, if there is one."""

    session: Session
    row: Consultation
    draft: Response | None
    wordings: Wordings = field(init=False)

    def __post_init__(self) -> None:
        self.wordings = Wordings(self.session)

    def changes(self, comment: Proposing) -> Pieces:
        """Return the proposal in a comment as a difference with the law; () when it is only words."""
        return self.wordings.pieces(self.version, comment)

    @property
    def title(self) -> str:
        """Return the plain title in the reader's language, or the official one."""
        return reading.title(self.row, current_language()).text

    @property
    def title_language(self) -> str:
        """Return the language of that title."""
        return reading.title(self.row, current_language()).language

    @property
    def slug(self) -> str:
        """Return the consultation's part of the address."""
        return self.row.slug

    @property
    def version(self) -> BillVersion | None:
        """Return the version that the draft is about, or else the newest."""
        return self.draft.version if self.draft else bills.find_current(self.session, self.row)

    @property
    def names(self) -> ProvisionNames:
        """Return how provisions of that version are cited."""
        return ProvisionNames(self.session, self.version)

    def router(self, here: Location) -> Router:
        """Return the road with this page on it."""
        keys = tuple(question.key for question in self.row.questions)
        return Router(self.progress(), keys, long_way=self.slug in cookie.get(LONG_WAY, []), here=here)

    def progress(self) -> Progress:
        """Return what the draft holds."""
        draft = self.draft
        if draft is None:
            return Progress()
        facts = draft.facts().respondent
        return Progress(
            provisions=tuple(comment.eid for comment in draft.comments),
            answered=frozenset(answer.question.key for answer in draft.answers),
            says_something=not drafts.says_nothing(draft),
            has_kind=draft.respondent is not None,
            has_details=draft.respondent is not None and not problems_of(facts),
            has_publication=draft.publication is not None
            and not problems_of(facts, draft.publication).keys() & {"name"},
            positioned=frozenset(c.eid for c in draft.comments if c.position is not Position.NONE),
            recorded=frozenset(c.eid for c in draft.comments if c.recording_id is not None),
            rewording=frozenset(c.eid for c in draft.comments if c.eid and _asks_rewording(c)),
        )

    def address(self, location: Location, **query: str) -> str:
        """Return the address of a page of this flow."""
        return address(self.slug, location, **query)


def _asks_rewording(comment: Comment) -> bool:
    return comment.position is Position.SUPPORT_WITH_CHANGES or comment.proposes


def address(slug: str, location: Location, **query: str) -> str:
    """Return the address of a page of a flow."""
    named = {"key" if location.step is Step.QUESTION else "eid": location.key} if location.key else {}
    values: dict[str, str] = {"slug": slug, **named, **query}
    return url_for(ENDPOINTS[location.step], **values)  # type: ignore[arg-type]


def limits() -> Limits:
    """Return how much somebody may write."""
    return Limits(site().settings.max_comment_chars, site().settings.max_response_chars)


def confirm_for() -> timedelta:
    """Return how long the link in the mail works."""
    return timedelta(hours=site().settings.confirm_hours)


def desk(slug: str, session: Session | None = None) -> Desk:
    """Return the desk for reading; raise NotFound, or WrongState when the consultation takes no responses now."""
    found = open_or_closed(slug, session)
    drafts.require_open(found.row, now())
    return found


def desk_for_young(slug: str) -> Desk:
    """Return the desk where somebody under 16 may respond; raise NotFound elsewhere, and as `desk`."""
    found = desk(slug)
    if not young.may_respond(found.row):
        raise NotFound("no-such-page")
    return found


def open_or_closed(slug: str, session: Session | None = None) -> Desk:
    """Return the desk whether or not the consultation is open; raise NotFound."""
    session = session or db_session()
    row = consultations.get(session, slug)
    if not consultation_visible(row.calendar, row.department_id, viewer(), now()):
        raise NotFound("no-such-consultation", slug=slug)
    draft = drafts.find(session, row, cookie.get(DRAFTS, {}).get(slug), now=now())
    if draft is not None and draft.state is not ResponseState.DRAFT:
        draft = None
    return Desk(session, row, draft)


def find_sent(at: Desk) -> Response | None:
    """Return what this browser sent last, or None. After a double click only the draft's token may be left."""
    for kept in (SENT, DRAFTS):
        found = drafts.find(at.session, at.row, cookie.get(kept, {}).get(at.slug), now=now())
        if found is not None and found.sent_at is not None:
            return found
    return None


def write(slug: str, change: Callable[[Session, Desk, Response], Result]) -> Result:
    """Change the draft (a new one when there is none) in a short transaction of its own, and give the browser its token."""
    token = None
    with _own_transaction() as session:
        at = desk(slug, session)
        draft = at.draft
        if draft is None:
            draft, token = drafts.begin(session, at.row, language=current_language(), now=now())
            at.draft = draft
        result = change(session, at, draft)
    if token is not None:
        remember(DRAFTS, slug, token)
    return result


@contextmanager
def _own_transaction() -> Iterator[Session]:
    with site().db.write.begin() as session:
        yield session


def remember(name: str, slug: str, token: str) -> None:
    """Keep a token for a consultation in the cookie, the newest last."""
    kept = dict(cookie.get(name, {}))
    kept.pop(slug, None)
    kept[slug] = token
    cookie[name] = dict(list(kept.items())[-MOST_KEPT:])
    cookie.permanent = True


def forget(name: str, slug: str) -> str | None:
    """Take a token out of the cookie and return it."""
    kept = dict(cookie.get(name, {}))
    token: str | None = kept.pop(slug, None)
    cookie[name] = kept
    return token


def choose_long_way(slug: str) -> None:
    """Remember that somebody wants to see all questions."""
    cookie[LONG_WAY] = [*(one for one in cookie.get(LONG_WAY, []) if one != slug), slug][-MOST_KEPT:]
    cookie.permanent = True


def returns_to() -> str:
    """Return where a changed page goes back to: "controle", "overzicht" or nothing."""
    wanted = request.args.get("terug", "")
    return wanted if wanted in RETURNS else ""


def same_address() -> str:
    """Return the address of this page in the reader's language, for its form."""
    terug = returns_to()
    values = dict(request.view_args or {}) | ({"terug": terug} if terug else {})
    return url_for(request.endpoint or "", **values)


def onward(slug: str, here: Location) -> Answer:
    """Redirect to the next page, or straight back to where somebody came from to change something."""
    step = RETURNS.get(returns_to())
    if step is not None:
        return redirect(address(slug, Location(step)), 303)
    with site().db.read() as session:
        return redirect(address(slug, open_or_closed(slug, session).router(here).next), 303)
