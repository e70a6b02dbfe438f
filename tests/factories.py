"""Plain functions that make what tests need. Each takes a session, adds, flushes; the test commits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.adapters.bill_formats import read_bill
from consultatie.adapters.markup import CleanMarkup
from consultatie.db import Database
from consultatie.domain.lifecycle import ResponseState, Stage, closing_instant, opening_instant
from consultatie.domain.permissions import Role
from consultatie.domain.provisions import BillKind, RecognisedBill
from consultatie.domain.receipts import new_reference
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.accounts import Department, User
from consultatie.models.consultations import Consultation, ConsultationText, TextField
from consultatie.models.files import StoredFile
from consultatie.models.pictures import Picture
from consultatie.models.responses import Comment, Position, Respondent, Response
from consultatie.services import accounts, bills

NOW = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)  # the same as the `clock` fixture's start
PASSWORD = "een-lang-wachtwoord"
BILL = """# Wet op de proef

## Hoofdstuk 1. Algemeen

### Artikel 1. Begrippen

In deze wet wordt verstaan onder:

a. brief: een bericht op papier;
b. lezer: wie de brief krijgt.

### Artikel 2. Duidelijke brieven

1. Een brief is duidelijk.
2. Een vergunning wordt per brief verleend.

## Hoofdstuk 2. Slot

### Artikel 3. Inwerkingtreding

Deze wet treedt in werking op een tijdstip dat bij koninklijk besluit wordt bepaald.
"""
TEXTS = {
    TextField.SUMMARY: "Brieven worden duidelijk. Wat verandert er? De stijl. Voor wie? Voor lezers. Wanneer? In 2028. "
    "Waarom? Dat leest beter. Wat vragen we u? Wat u vindt.",
    TextField.CHANGES: "De overheid schrijft kort.",
    TextField.AUDIENCE: "Voor iedereen die een brief krijgt.",
}

_numbers = count(1)
_markup = CleanMarkup(100_000)


@cache
def recognised(markdown: str = BILL) -> RecognisedBill:
    """Return a small bill: hoofdstuk 1 (artikel 1 with a and b, artikel 2 with two leden), hoofdstuk 2 (artikel 3)."""
    return read_bill(markdown.encode(), name="voorstel.md", format="md")


@cache
def _password_hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def make_department(session: Session, name: str = "Ministerie van Proeven") -> Department:
    """Return the department of this name."""
    return accounts.department_named(session, name)


def make_user(
    session: Session,
    role: Role = Role.DRAFTER,
    *,
    department: Department | None = None,
    name: str = "",
    email: str = "",
) -> User:
    """Make somebody who signs in (password PASSWORD); without a department they work for all."""
    number = next(_numbers)
    user = User(
        email=email or f"medewerker{number}@example.nl",
        name=name or f"Medewerker {number}",
        role=role,
        department=department,
        password_hash=_password_hash(),
        created_at=NOW,
    )
    session.add(user)
    session.flush()
    return user


def make_consultation(
    session: Session,
    slug: str = "proef",
    *,
    stage: Stage = Stage.PUBLISHED,
    department: Department | None = None,
    opens: date = date(2027, 2, 20),
    closes: date = date(2027, 4, 3),
    bill: str | None = BILL,
    title: str = "Wet op de proef",
    edited_by: User | None = None,
) -> Consultation:
    """Make a consultation that passes the publication gate (open at NOW); `bill=None` leaves the bill out."""
    consultation = Consultation(
        slug=slug,
        stage=stage,
        title=title,
        kind=BillKind.ACT,
        department=department or make_department(session),
        keten_id="WGK012345",
        opens=opens,
        closes=closes,
        opens_at=opening_instant(opens),
        closes_at=closing_instant(closes),
        contact="Postbus 1, 070 000 00 00, proef@example.nl",
        created_at=NOW - timedelta(days=30),
        edited_at=NOW - timedelta(days=30),
        edited_by_id=edited_by.id if edited_by else None,
        published_at=None if stage is Stage.DRAFT else NOW - timedelta(days=20),
        reported_at=NOW if stage is Stage.REPORTED else None,
    )
    consultation.texts = [
        ConsultationText(language="nl", field=field, markdown=text, html=_markup.render(text))
        for field, text in TEXTS.items()
    ]
    session.add(consultation)
    session.flush()
    if bill is not None:
        bills.import_bill(session, consultation, recognised(bill), source=None, markup=_markup, now=NOW)
    return consultation


def sign_in(client: Any, user: User, *, now: datetime = NOW) -> None:
    """Give a test client the cookie of a signed-in browser. The user has to be committed."""
    database = client.application.extensions["consultatie"].db
    assert isinstance(database, Database)
    with database.write.begin() as session:
        account = session.scalars(select(User).where(User.id == user.id)).one()
        token = accounts.sign_in(session, account, lifetime=timedelta(days=400), second_factor=True, now=now)
    with client.session_transaction() as cookie:
        cookie["staff"] = token


def make_response(
    session: Session,
    consultation: Consultation,
    *,
    state: ResponseState = ResponseState.PUBLIC,
    publication: Publication = Publication.NAMED,
    kind: RespondentKind = RespondentKind.PERSON,
    comments: tuple[tuple[str, Position, str], ...] = (("art_2", Position.SUPPORT, "Dit is een goed plan."),),
    external_id: str | None = None,
    name: str = "Noor Voorbeeld",
    sent_at: datetime = NOW,
) -> Response:
    """Make a response in a state, with comments as (eid, position, text); its reference is random."""
    response = Response(
        consultation=consultation,
        version_id=consultation.versions[-1].id
        if consultation.versions
        else bills.current_version(session, consultation).id,
        reference=new_reference(),
        external_id=external_id,
        state=state,
        publication=publication,
        created_at=sent_at,
        changed_at=sent_at,
        sent_at=sent_at,
        confirmed_at=sent_at,
        respondent=Respondent(
            kind=kind,
            name=name,
            organisation="Vereniging De Proef" if kind is RespondentKind.ORGANISATION else "",
            place="Utrecht",
            email="noor@example.nl",
        ),
        comments=[
            Comment(eid=eid, place=place, position=position, text=text)
            for place, (eid, position, text) in enumerate(comments)
        ],
    )
    session.add(response)
    session.flush()
    return response


def csrf_token(client: Any, path: str) -> str:
    """Return the form token on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).text)
    assert found is not None, f"no form on {path}"
    return found[1]


def make_picture(department: Department, file: StoredFile, **more: Any) -> Picture:
    """Return a picture of 640 by 360 that shows a letter; the session gets it with what it is put in."""
    known = {"alt": {"nl": "Een brief."}, "description": {"nl": "Een brief op een mat."}, "decorative": False}
    size = {"width": 640, "height": 360, "created_at": NOW, "licence": "LicenseRef-own"}
    return Picture(department=department, file=file, **known | size | more)
