"""The parts of a consultation in the making, each with how far it is, for the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from consultatie.domain.provisions import articles
from consultatie.models.consultations import Consultation
from consultatie.services import bills, easy_reading, invitees
from consultatie.services.publication_gate import Gap
from consultatie.web.workspace.desk import language_in_words


@dataclass(frozen=True, slots=True)
class Task:
    """One part: its page, what is there now, and whether it is "done", "todo" or "optional"."""

    label: str
    href: str
    detail: str
    state: str

    @property
    def word(self) -> str:
        """Return the state in a word or two."""
        return {"done": _("Klaar"), "todo": _("Nog doen"), "optional": _("Niet verplicht")}[self.state]

    @property
    def tone(self) -> str:
        """Return the tone of the badge."""
        return {"done": "answer", "todo": "warning", "optional": "neutral"}[self.state]


def of(
    session: Session, consultation: Consultation, gaps: Iterable[Gap], languages: Iterable[str]
) -> list[Task]:
    """Return the parts in the order in which one usually makes them."""
    slug = consultation.slug
    blocked = {gap.place for gap in gaps if gap.blocking}
    number = _Counts(session, consultation)

    def task(label: str, endpoint: str, place: str, detail: str = "", there: bool = True) -> Task:
        state = "todo" if place in blocked else "done" if there else "optional"
        return Task(label, url_for(f"workspace.{endpoint}", slug=slug), detail, state)

    return [
        task(_("Wettekst"), "bill", "bill", number.of_articles()),
        *_texts(consultation, blocked, languages),
        *_easy(consultation, languages),
        task(
            _("Uitleg per artikel"),
            "explanations",
            "explanations",
            number.of_explanations(),
            bool(consultation.explanations),
        ),
        task(
            _("Illustraties"),
            "illustrations",
            "illustrations",
            number.of_illustrations(),
            bool(consultation.illustrations),
        ),
        task(_("Figuren"), "figures", "figures", number.of_figures(), bool(consultation.figures)),
        task(_("Vragen"), "questions", "questions", number.of_questions(), bool(consultation.questions)),
        task(
            _("Geluid en gebarentaal"),
            "media_versions",
            "media_versions",
            number.of_media_versions(),
            bool(consultation.media_versions),
        ),
        task(_("Documenten"), "documents", "documents", number.of_documents(), bool(consultation.documents)),
        task(_("Wie u vraagt"), "invitees", "invitees", number.of_invitees(), bool(number.invitees)),
        task(_("Ministerie, contact en thema's"), "details", "details", consultation.department.name),
        task(_("Termijn"), "dates", "dates"),
    ]


def _texts(consultation: Consultation, blocked: set[str], languages: Iterable[str]) -> list[Task]:
    found = []
    for language in languages:
        written = [text for text in consultation.texts if text.language == language]
        state = "todo" if language == "nl" and "texts" in blocked else "done" if written else "optional"
        label = _("Teksten in het %(language)s", language=language_in_words(language))
        href = url_for("workspace.texts", slug=consultation.slug, language=language)
        detail = ngettext("%(num)s tekst", "%(num)s teksten", len(written)) if written else ""
        found.append(Task(label, href, detail, state))
    return found


def _easy(consultation: Consultation, languages: Iterable[str]) -> list[Task]:
    found = []
    for language in languages:
        steps = len(easy_reading.steps_of(consultation, language))
        label = _("Makkelijke taal in het %(language)s", language=language_in_words(language))
        href = url_for("workspace.easy_steps", slug=consultation.slug, language=language)
        detail = ngettext("%(num)s stap", "%(num)s stappen", steps) if steps else ""
        found.append(Task(label, href, detail, "done" if steps else "optional"))
    return found


class _Counts:
    """How much there is of each part, in words; empty for nothing."""

    def __init__(self, session: Session, consultation: Consultation) -> None:
        self.consultation = consultation
        version = bills.find_current(session, consultation)
        self.articles = list(articles(bills.tree(session, version))) if version else []
        self.invitees = len(invitees.listed(session, consultation))

    def of_articles(self) -> str:
        number = len(self.articles)
        return ngettext("%(num)s artikel", "%(num)s artikelen", number) if number else ""

    def of_explanations(self) -> str:
        explained = {one.eid for one in self.consultation.explanations if one.language == "nl"}
        done = sum(any(node.eid in explained for node in article.walk()) for article in self.articles)
        if not self.articles:
            return ""
        return _("Bij %(done)s van de %(all)s artikelen", done=done, all=len(self.articles))

    def of_illustrations(self) -> str:
        number = len(self.consultation.illustrations)
        return ngettext("%(num)s illustratie", "%(num)s illustraties", number) if number else ""

    def of_figures(self) -> str:
        number = len(self.consultation.figures)
        return ngettext("%(num)s figuur", "%(num)s figuren", number) if number else ""

    def of_questions(self) -> str:
        number = len(self.consultation.questions)
        return ngettext("%(num)s vraag", "%(num)s vragen", number) if number else ""

    def of_media_versions(self) -> str:
        number = len(self.consultation.media_versions)
        return ngettext("%(num)s opname", "%(num)s opnamen", number) if number else ""

    def of_documents(self) -> str:
        number = len(self.consultation.documents)
        return ngettext("%(num)s document", "%(num)s documenten", number) if number else ""

    def of_invitees(self) -> str:
        number = self.invitees
        return ngettext("%(num)s organisatie", "%(num)s organisaties", number) if number else ""
