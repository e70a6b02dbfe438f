"""Mails as people read them: rendered from templates/email, links from BASE_URL only."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import force_locale

from consultatie.domain.ports import Letter


def compose(
    kind: str, *, to: str, language: str, message_id: str, unsubscribe: str = "", **facts: Any
) -> Letter:
    """Return a letter of a kind ("confirm", "resume" …) in a language.

    templates/email/<kind>.txt holds the subject on its first line, a blank line, then the text; <kind>.html the
    same as HTML. `unsubscribe` is the address at which one POST ends such mails (RFC 8058). Needs an application context.
    """
    with force_locale(language):
        given = facts | {
            "language": language,
            "unsubscribe": unsubscribe,
            "prefix": "" if language == "nl" else f"/{language}",
        }
        subject, _, text = render_template(f"email/{kind}.txt", **given).lstrip().partition("\n")
        html = render_template(f"email/{kind}.html", subject=subject.strip(), **given)
    headers = {"X-Consultatie-Type": kind, "Auto-Submitted": "auto-generated", "Content-Language": language}
    if unsubscribe:
        headers |= {
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return Letter(
        to=to,
        subject=subject.strip(),
        text=text.strip() + "\n",
        html=html,
        type=kind,
        message_id=message_id,
        headers=headers,
    )
