"""Put what the analysis found together with what was registered, and keep which response holds which text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from consultatie.domain.campaigns import addition_in
from consultatie.domain.lifecycle import COUNTED
from consultatie.models.campaigns import CoSignature, TextCopy
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Respondent, Response
from consultatie.services import campaigns, queue

if TYPE_CHECKING:
    from consultatie.analysis.campaigns import Campaign as FoundCampaign

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered text with its co-signers, by the name that the analysis gives a response; and who is who."""

    key: str
    title: str
    text: str
    signers: tuple[str, ...]


def registered(session: Session, consultation: Consultation) -> list[Registered]:
    """Return the texts that were let through, each with the co-signatures that count."""
    name = func.coalesce(Response.external_id, Response.reference)
    found = []
    for campaign in campaigns.list_shown(session, consultation):
        signers = session.scalars(
            select(name)
            .join(CoSignature, CoSignature.response_id == Response.id)
            .where(CoSignature.campaign_id == campaign.id, Response.state.in_(COUNTED))
            .order_by(Response.sent_at, Response.id)
        )
        found.append(Registered(campaign.key, campaign.title, campaign.text, tuple(signers)))
    return found


def grouped(
    found: Iterable[FoundCampaign], whole: Mapping[str, str], known: Iterable[Registered]
) -> list[Json]:
    """Return the campaigns of the analysis document, largest first.

    A text that was found joins the registered one that it is a copy of; a registered one is there from its first
    co-signature.
    """
    from consultatie.analysis.campaigns import alike  # late, as in analysis

    rest, groups = list(found), []
    for one in known:
        copies = [
            other for other in rest if set(other.members) & set(one.signers) or alike(other.text, one.text)
        ]
        rest = [other for other in rest if other not in copies]
        own = {name: [words] for name in one.signers if (words := addition_in(whole.get(name, ""), one.text))}
        members = list(one.signers)
        for copy in copies:
            new = [name for name in copy.members if name not in one.signers]
            members += new
            own |= {name: list(copy.own_words[name]) for name in new if name in copy.own_words}
        if members:
            groups.append(_group(one.key, one.title, one.text, members, own))
    for other in rest:
        own = {name: list(words) for name, words in other.own_words.items()}
        groups.append(_group(_key(other.text), "", other.text, list(other.members), own))
    groups.sort(key=lambda group: -group["size"])
    return [{"id": f"campaign-{number}"} | group for number, group in enumerate(groups, start=1)]


def _key(text: str) -> str:
    """Return the key of a text that was only found: the same for the same words."""
    from consultatie.analysis.campaigns import normalised

    return "t" + hashlib.sha256(normalised(text).encode()).hexdigest()[:11]


def _group(key: str, title: str, text: str, members: list[str], own: dict[str, list[str]]) -> Json:
    return {
        "key": key,
        "title": title,
        "size": len(members),
        "responses": members,
        "text": text,
        "own_words": len(own),
        "own": own,
    }


def count_persons(session: Session, consultation: Consultation, groups: list[Json]) -> None:
    """Add to each group how many people it is: addresses that differ, and every response without one."""
    name = func.coalesce(Response.external_id, Response.reference)
    rows = session.execute(
        select(name, Respondent.canonical)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(Response.consultation_id == consultation.id, Response.state.in_(COUNTED))
    )
    person = {response: address or response for response, address in rows}
    for group in groups:
        group["persons"] = len({person.get(response, response) for response in group["responses"]})


def keep_copies(
    session: Session, consultation: Consultation, groups: Iterable[Json], *, now: datetime
) -> None:
    """Keep which response holds which text, in place of what was kept before; the public pages follow."""
    name = func.coalesce(Response.external_id, Response.reference)
    rows = session.execute(select(name, Response.id).where(Response.consultation_id == consultation.id))
    number = {response: id_ for response, id_ in rows}
    wanted = {
        number[response]: (group["key"], "\n".join(group["own"].get(response, ())))
        for group in groups
        for response in group["responses"]
        if response in number
    }
    kept = select(TextCopy).where(TextCopy.consultation_id == consultation.id)
    if wanted == {row.response_id: (row.key, row.own) for row in session.scalars(kept)}:
        return
    session.execute(delete(TextCopy).where(TextCopy.consultation_id == consultation.id))
    if wanted:
        new = [
            {"response_id": id_, "consultation_id": consultation.id, "key": key, "own": own}
            for id_, (key, own) in wanted.items()
        ]
        session.execute(insert(TextCopy), new)
    queue.content_changed(session, consultation.slug, now=now, index=False)
