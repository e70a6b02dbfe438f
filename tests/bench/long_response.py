"""A response with 200 comments and 100,000 characters: the time to save one comment, to review it all, and to send it.

CPU of this process is measured, so that what else the machine does counts little. `python -m tests.bench.long_response` does only this.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any, Final

from lxml import html

from consultatie import connect, create_app
from consultatie.adapters.bill_formats import read_bill
from consultatie.adapters.files.memory import MemoryFiles
from consultatie.adapters.mail.memory import MemoryMailer
from consultatie.adapters.markup import CleanMarkup
from consultatie.adapters.search.memory import MemoryIndex
from consultatie.db import Database
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models import schema
from consultatie.models.responses import Position
from consultatie.services import bills, drafts, identities
from consultatie.settings import load
from tests import factories
from tests.bench.figures import ROUNDS, Figure, Goal
from tests.bench.long_text import made_up
from tests.integration.response_factory import LIMITS

COMMENTS: Final = 200
CHARACTERS: Final = 100_000
AT_MOST: Final = Goal(1000)  # milliseconds
FLOW: Final = "/reageren/proef"
_TEXT: Final = "Mijn moeder kreeg de brief pas na drie weken, en dat is te laat voor wie bezwaar wil maken. "


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """Return the milliseconds of CPU for each thing that somebody with a long response does."""
    with tempfile.TemporaryDirectory(prefix="consultatie-long-") as folder:
        client = _client(Path(folder))
        pages = {
            "saving a comment": lambda: _post(client, "/artikel/art_2/waarom", text=_TEXT * 5),
            "the response so far": lambda: _get(client, "/overzicht"),
            "the check page with its preview": lambda: _get(client, "/controle"),
            "sending it": lambda: _post(client, "/controle"),
        }
        _get(client, "/controle")  # compiles the templates
        return [_timed(name, page, 1 if name == "sending it" else rounds) for name, page in pages.items()]


def _timed(name: str, page: Callable[[], float], rounds: int) -> Figure:
    figure = Figure(
        f"response of {COMMENTS} comments and {CHARACTERS:,} characters: {name}", "ms CPU", goal=AT_MOST
    )
    for _ in range(rounds):
        figure.values.append(page())
    return figure


def _asked(ask: Callable[[], Any], status: int) -> tuple[Any, float]:
    """Return the answer and the milliseconds of CPU that it took."""
    begun = process_time()
    answer = ask()
    took = (process_time() - begun) * 1000
    if answer.status_code != status:
        raise RuntimeError(f"{answer.request.path}: {answer.status_code}")
    return answer, took


def _get(client: Any, path: str) -> float:
    return _asked(lambda: client.get(FLOW + path), 200)[1]


def _post(client: Any, path: str, **fields: str) -> float:
    """Send the form of a page as it stands, with other words in it."""
    shown, _took = _asked(lambda: client.get(FLOW + path), 200)
    form = html.document_fromstring(shown.get_data(as_text=True)).xpath("//form[@method='post']")[-1]
    given = {**dict(form.form_values()), **fields}
    return _asked(lambda: client.post(FLOW + path, data=given), 303)[1]


def _client(folder: Path) -> Any:
    """Return a client of a site, as the browser in which the long response was written."""
    settings = load(
        {},
        environment="testing",
        instance=str(folder),
        database_url=f"sqlite:///{folder}/x.db",
        second_factor="off",
    )
    database = Database(settings.database)
    with database.engine.begin() as connection:
        schema.upgrade(connection)
    bill = read_bill(made_up().encode(), name="wet.md", format="md")
    with database.write.begin() as session:
        consultation = factories.make_consultation(session, bill=None)
        markup = CleanMarkup(1_000_000)
        bills.import_bill(session, consultation, bill, source=None, markup=markup, now=factories.NOW)
        token = _written(session, consultation)
    ports = replace(
        connect(settings),
        search=MemoryIndex(),
        mail=MemoryMailer(),
        files=MemoryFiles(),
        now=lambda: factories.NOW,
    )
    client = create_app(settings, ports).test_client()
    with client.session_transaction() as cookie:
        cookie["drafts"] = {"proef": token}
    return client


def _written(session: Any, consultation: Any) -> str:
    """Write the response: a text on each of 200 articles, every fourth with a change of its words; return its token."""
    draft, token = drafts.begin(session, consultation, language="nl", now=factories.NOW)
    each = CHARACTERS // COMMENTS
    for number in range(2, COMMENTS + 2):
        changes = number % 4 == 0
        words = f"1. {_TEXT}\n2. {_TEXT}"[: each // 2] if changes else ""
        text = (_TEXT * 8)[: each - len(words)]
        kind = ProposalKind.CHANGE if changes else ProposalKind.TEXT
        typed = drafts.CommentInput(f"art_{number}", Position.OPPOSE, text, words, kind)
        drafts.save_comment(session, draft, typed, limits=LIMITS, now=factories.NOW)
    who = RespondentFacts(
        RespondentKind.PERSON, name="Noor de Wit", place="Deventer", email="noor@example.nl"
    )
    identities.save_respondent(session, draft, who, now=factories.NOW)
    identities.save_publication(session, draft, Publication.NAMED, now=factories.NOW)
    return token


def main() -> None:
    """Print one table."""
    for figure in measure():
        print(f"| {figure.name} | {figure.median:.0f} {figure.unit} | {figure.met} |")  # noqa: T201


if __name__ == "__main__":
    main()
