"""The texts around a bill, per language: In het kort and its sisters, and the plain explanation per provision.

Markdown is rendered and cleaned once, here, when it is saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Markup
from consultatie.domain.provisions import Provision, walk
from consultatie.domain.text import normalise, normalise_line
from consultatie.models.consultations import Consultation, ConsultationText, Explanation, TextField
from consultatie.services import bill_links, bills, explanation_freshness
from consultatie.services.consultations import LONGEST_TITLE, note_edit, require_editable

LANGUAGE = re.compile(r"[a-z]{2,3}")


def render(markup: Markup, text: str, field: str) -> str:
    """Return Markdown as clean HTML; an Invalid names the field."""
    try:
        return markup.render(text)
    except Invalid as error:
        raise Invalid(error.code, {field: error.code}, **error.facts) from error


def text_of(consultation: Consultation, language: str, field: TextField) -> ConsultationText | None:
    """Return one text in exactly this language, or None."""
    return next(
        (text for text in consultation.texts if text.language == language and text.field is field), None
    )


def set_texts(
    session: Session,
    consultation: Consultation,
    language: str,
    texts: Mapping[TextField, str],
    *,
    markup: Markup,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Save texts of one language; an empty one is taken away. Raise Invalid with a code per field."""
    require_editable(consultation, by)
    check_language(language)
    for field, written in texts.items():
        _set_text(consultation, language, field, written, markup)
    session.flush()
    note_edit(session, consultation, "texts", by, facts={"language": language}, now=now)


def check_language(language: str) -> None:
    """Raise Invalid unless this is a language code."""
    if not LANGUAGE.fullmatch(language):
        raise Invalid("language-unknown", {"language": "language-unknown"})


def _set_text(
    consultation: Consultation, language: str, field: TextField, written: str, markup: Markup
) -> None:
    if field is TextField.TITLE:
        markdown = normalise_line(written)
        if len(markdown) > LONGEST_TITLE:
            raise Invalid("title-too-long", {field.value: "title-too-long"}, limit=LONGEST_TITLE)
        html = escape(markdown)
    else:
        markdown = normalise(written)
        html = render(markup, markdown, field.value)
    row = text_of(consultation, language, field)
    if not markdown:
        if row is not None:
            consultation.texts.remove(row)
    elif row is None:
        consultation.texts.append(
            ConsultationText(language=language, field=field, markdown=markdown, html=html)
        )
    else:
        row.markdown, row.html = markdown, html


def explanation_of(consultation: Consultation, eid: str, language: str) -> Explanation | None:
    """Return the explanation of a provision in exactly this language, or None."""
    return next(
        (one for one in consultation.explanations if one.eid == eid and one.language == language), None
    )


def set_explanations(
    session: Session,
    consultation: Consultation,
    texts: Mapping[tuple[str, str], str],
    *,
    markup: Markup,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Save explanations by (eid, language); an empty one is taken away, also beside a provision that is gone.

    Raise Invalid `no-such-provision`.
    While there is no bill yet every eid is taken; the publication gate checks them later.
    """
    require_editable(consultation, by)
    version = bills.find_current(session, consultation)
    forest = bills.tree(session, version) if version else ()
    law = {node.eid: node for node in walk(forest)} if version else None
    written = {(one.eid, one.language): one for one in consultation.explanations}
    for (eid, language), text in texts.items():
        check_language(language)
        if law is not None and eid not in law and normalise(text):
            raise Invalid("no-such-provision", {"provision": "no-such-provision"}, eid=eid)
        _set_explanation(consultation, written.get((eid, language)), (eid, language), text, markup, law)
    changed = sorted({eid for eid, _ in texts})
    links = [one for one in consultation.explanations if one.eid in changed]
    bill_links.link_explanations(links, forest, version.language if version else "")
    session.flush()
    facts = {"provision": changed[0]} if len(changed) == 1 else {"provisions": len(changed)}
    note_edit(session, consultation, "explanations", by, facts=facts, now=now)


def _set_explanation(
    consultation: Consultation,
    row: Explanation | None,
    key: tuple[str, str],
    text: str,
    markup: Markup,
    law: Mapping[str, Provision] | None,
) -> None:
    markdown = normalise(text)
    if not markdown:
        if row is not None:
            consultation.explanations.remove(row)
        return
    if row is None:
        row = Explanation(eid=key[0], language=key[1], law_digest="", outdated=False, markdown="")
        consultation.explanations.append(row)
    if markdown == row.markdown:
        return  # sent along with another language: that is not looking
    row.markdown, row.html = markdown, render(markup, markdown, key[1])
    if law is not None:
        explanation_freshness.looked_at(row, law[key[0]])


def confirm_explanations(
    session: Session, consultation: Consultation, provision: Provision, *, by: Viewer | None, now: datetime
) -> None:
    """Note that somebody read the explanations of a provision beside its present text, and that they still fit."""
    require_editable(consultation, by)
    for one in consultation.explanations:
        if one.eid == provision.eid:
            explanation_freshness.looked_at(one, provision)
    session.flush()
    note_edit(
        session, consultation, "explanations-confirmed", by, facts={"provision": provision.eid}, now=now
    )


def law_before(session: Session, consultation: Consultation, explanation: Explanation) -> str | None:
    """Return the law text that an explanation was last read beside, None when no version has it any more."""
    for version in reversed(consultation.versions):
        for node in walk(bills.tree(session, version)):
            if (
                node.eid == explanation.eid
                and explanation_freshness.law_digest(node) == explanation.law_digest
            ):
                return node.full_text()
    return None
