"""What is measured: every example of tests/e2e/examples.py in both languages, and the states of paths.txt and flows/.

Belongs here: addresses and the audit's options for them. Not here: running (tool), what came out (summary).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e import examples
from tests.e2e.example import Example
from tests.e2e.scene import Scene

HERE = Path(__file__).parent
# Sending the empty form would end what the other pages need (a response is sent, a consultation closes).
SENDS_AT_ONCE = {
    "account.home",
    "admin.edit_user",
    "organisation.confirm",
    "organisation.end",
    "organisation.invitation",
    "organisation.sign_in_link",
    "organisation.choose",
    "organisation.draft",
    "organisation.step",
    "respond.check",
    "respond.confirm",
    "respond.confirm_class",
    "respond.consent",
    "respond.refuse_pupil",
    "respond.school_class",
    "respond.manage",
    "respond.other_address",
    "respond.resume",
    "respond.withdraw",
    "workspace.close",
    "workspace.publish",
    "workspace.remove_document",
    "workspace.remove_figure",
    "workspace.remove_illustration",
    "workspace.remove_media_version",
    "workspace.remove_picture",
    "workspace.remove_question",
    "workspace.withdraw",
}
# Filled in already: the audit empties an address only where it has JavaScript, and takes a saved form without it for a
# fault. The same form, empty, is workspace.new_invitee.
FILLED_IN = {"workspace.invitee"}
# Words of a law, of respondents, of a department: measured, not judged.
WORDS_OF_OTHERS = {
    "public.article",
    "public.report",
    "public.response",
    "public.responses",
    "public.search",
    "public.text",
    "public.amended_law",
    "public.version_article",
    "respond.article",
    "respond.choose",
    "respond.mend",
    "workspace.article",
    "workspace.check_bill",
    "workspace.explain",
    "workspace.explanations",
    "workspace.moderate",
    "workspace.report",
    "workspace.report_item",
    "workspace.response",
}
COMPONENTS = "public.components"  # a show of parts, only in development: no page of the site


@dataclass(frozen=True, slots=True)
class Target:
    """One line for the audit. `endpoint` is the page it belongs to, or "" for a state of its own."""

    who: str
    endpoint: str
    line: str

    @property
    def label(self) -> str:
        """Return the name under which the audit reports it (a flow has one per state and is not looked up)."""
        return self.line.split()[0]


def all_targets(scene: Scene, app: Any, languages: tuple[str, ...]) -> list[Target]:
    """Return every page and state, by visitor in the order of the examples."""
    found = [
        Target(one.who, one.endpoint, f"{_in(language, one.path(scene, app))} {_options(one, language)}")
        for one in examples.ALL
        if one.endpoint != COMPONENTS
        for language in languages
    ]
    return found + [Target(examples.GUEST, "", line) for line in _states(languages)]


def _states(languages: tuple[str, ...]) -> list[str]:
    lines = (HERE / "paths.txt").read_text("utf-8").splitlines()
    marks = {f"lang={language}" for language in languages}
    return [line for line in lines if not line.startswith("#") and marks & set(line.split())]


def _in(language: str, path: str) -> str:
    return path if language == "nl" else f"/{language}{path}"


def _options(example: Example, language: str) -> str:
    options = [f"lang={language}"]
    if example.endpoint in SENDS_AT_ONCE | FILLED_IN:
        options.append("form=no")
    if example.endpoint in WORDS_OF_OTHERS:
        options.append("read=legal")
    if example.status != 200:
        options.append(f"status={example.status}")
    return " ".join(options)
