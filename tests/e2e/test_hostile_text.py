"""What a stranger writes breaks no page (CRITERIA.md, F5): a word of 300 letters, right to left, emoji, headings, at 320 pixels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.responses import Position
from consultatie.services import confirmation, consultations, drafts, identities, responses
from tests.e2e.conftest import CONTEXT, COOKIE
from tests.e2e.scene import ARTICLE, CONFIRM_FOR, LIMITS, OPEN, Scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import axe_violations, overflow

WORD = "ontoegankelijkheidsverklaring" * 11
PLAIN = "brievenbusgeheimpje"  # what the search asks for
HOSTILE = "\n".join(
    (
        f"{PLAIN} {WORD[:300]}",
        "هذا القانون غير واضح، ولا أفهم الرسالة. \u202eomgekeerd\u202c",
        "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 30,
        "<h1>Ik ben de baas</h1>",
        "# Kop\n===\n## Nog een kop",
        "https://example.nl/" + "a" * 280,
        "Z̷̢͍̈́a̸̡l̶͖͑g̵o̷̿" * 10,
    )
)
NAME = WORD[:190]
EMAIL = "vreemd@example.nl"


@pytest.fixture(scope="module")
def reference(live: LiveSite, scene: Scene) -> str:
    """Give the reference of a public response that tries to break pages."""
    now = live.parts.ports.now()
    with live.parts.db.write.begin() as session:
        consultation = consultations.get(session, OPEN)
        draft, _token = drafts.begin(session, consultation, language="nl", now=now)
        for eid in ("", ARTICLE):
            typed = drafts.CommentInput(eid, Position.OPPOSE, HOSTILE, HOSTILE if eid else "")
            drafts.save_comment(session, draft, typed, limits=LIMITS, now=now)
        asked = drafts.get_question(session, consultation, "q1")
        drafts.save_answer(session, draft, asked, (HOSTILE,), limits=LIMITS, now=now)
        who = RespondentFacts(RespondentKind.ORGANISATION, NAME, NAME, NAME[:110], EMAIL)
        identities.save_respondent(session, draft, who, now=now)
        identities.save_publication(session, draft, Publication.NAMED, now=now)
        responses.send(
            session,
            draft,
            idempotency_key="hostile",
            limits=LIMITS,
            confirm_for=CONFIRM_FOR,
            signal="",
            now=now,
        )
        found = draft.reference
    token = live.link(EMAIL, "confirm", "/reageren/bevestigen/").rpartition("/")[2]
    with live.parts.db.write.begin() as session:
        confirmation.confirm(session, token, now=now)
    live.link(EMAIL, "received", "/reageren/beheer/")  # the worker has indexed it by then
    return found


PAGES: dict[str, tuple[str, str | None]] = {
    "responses": (f"/consultaties/{OPEN}/reacties", None),
    "response": ("/reacties/{reference}", None),
    "consultation": (f"/consultaties/{OPEN}", None),
    "article": (f"/consultaties/{OPEN}/artikelen/{ARTICLE}", None),
    "search": (f"/zoeken?q={PLAIN}", None),
    "desk": (f"/werkplek/{OPEN}", "drafter"),
    "desk of an article": (f"/werkplek/{OPEN}/artikelen/{ARTICLE}", "drafter"),
    "response at the desk": (f"/werkplek/{OPEN}/reacties/{{reference}}", "drafter"),
}


@pytest.fixture
def opened(browser: Browser, live: LiveSite, scene: Scene) -> Any:
    """Give a way to open a page on a narrow phone, as somebody."""
    made = []

    def _open(path: str, who: str | None) -> Page:
        context = browser.new_context(
            **{**CONTEXT, "viewport": {"width": 320, "height": 700}}, base_url=live.base
        )
        made.append(context)
        if who:
            context.add_cookies([{"name": COOKIE, "value": scene.cookies[who], "url": live.base}])
        page = context.new_page()
        page.goto(path)
        return page

    yield _open
    for context in made:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_what_a_stranger_wrote(
    name: str, reference: str, opened: Callable[[str, str | None], Page]
) -> None:
    path, who = PAGES[name]
    page = opened(path.format(reference=reference), who)
    if name not in ("desk", "consultation"):
        expect(page.get_by_role("main")).to_contain_text(PLAIN)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("heading", name="Ik ben de baas").count() == 0
    assert "\u202e" not in page.content()
    assert overflow(page) == []
    assert axe_violations(page) == []


def test_the_writer_sees_it_too_on_the_overview_and_the_check_page(
    opened: Callable[[str, str | None], Page],
) -> None:
    page = opened(f"/reageren/{OPEN}/artikel/{ARTICLE}", None)
    page.get_by_role("radio", name="Ik ben tegen.", exact=True).check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("textbox", name="Wat wilt u erover zeggen?").fill(HOSTILE)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.get_by_role("main")).to_contain_text(PLAIN)
    assert overflow(page) == []
    assert axe_violations(page) == []
