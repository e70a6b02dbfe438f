"""Words for our enumerations, the same on every page. Templates reach them as `labels.state(…)`; views may too.

Belongs here: one function per enumeration, returning words in the reader's language. Not here: sentences of one page.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from flask import Flask
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from consultatie.domain import licences
from consultatie.domain.licences import OTHER, OWN, PERMISSION
from consultatie.domain.lifecycle import ConsultationState, ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.provisions import BillKind, ProvisionKind
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.responses import Respondent

LAW_LANGUAGE = "nl"
CITED_FROM = frozenset(
    {ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION}
)


def state(value: ConsultationState | str) -> str:
    """Return what a consultation is now, in a word or two."""
    return {
        "draft": _("Concept"),
        "scheduled": _("Ingepland"),
        "open": _("Open"),
        "closed": _("Gesloten"),
        "reported": _("Verslag gepubliceerd"),
        "withdrawn": _("Ingetrokken"),
    }[ConsultationState(value).value]


def state_tone(value: ConsultationState | str) -> str:
    """Return the tone of a state badge; the word beside it carries the meaning."""
    tones = {"open": "open", "reported": "answer", "withdrawn": "warning"}
    return tones.get(ConsultationState(value).value, "neutral")


def days_left(days: int) -> str:
    """Return how long one can still respond; 0 is the last day."""
    if days == 0:
        return _("Vandaag is de laatste dag.")
    return ngettext("Nog %(num)s dag.", "Nog %(num)s dagen.", days)


def responses(number: int) -> str:
    """Return a number of public responses."""
    return ngettext("%(num)s reactie", "%(num)s reacties", number)


def kind(value: BillKind | str) -> str:
    """Return what sort of text is consulted on."""
    return {
        "act": _("Wet"),
        "order_in_council": _("Algemene maatregel van bestuur"),
        "ministerial_regulation": _("Ministeriële regeling"),
        "policy_paper": _("Beleidsnota"),
    }[BillKind(value).value]


def position(value: str) -> str:
    """Return what somebody thinks of a provision."""
    return {
        "support": _("Voor"),
        "support_with_changes": _("Voor, met wijzigingen"),
        "oppose": _("Tegen"),
        "neutral": _("Neutraal"),
        "none": _("Geen standpunt"),
    }[str(value)]


def proposal(value: ProposalKind | str) -> str:
    """Return what a proposal does with the provision it is about."""
    return {
        "text": _("Voorstel voor een andere tekst"),
        "change": _("Voorstel voor een andere tekst"),
        "addition": _("Voorstel voor tekst erbij"),
        "removal": _("Voorstel om deze tekst te laten vervallen"),
    }[ProposalKind(value).value]


def respondent(value: RespondentKind | str) -> str:
    """Return who responds: the kind."""
    return {"person": _("Persoon"), "organisation": _("Organisatie")}[RespondentKind(value).value]


def respondents(value: RespondentKind | str) -> str:
    """Return who respond: the kind, as the head of a column."""
    return {"person": _("Personen"), "organisation": _("Organisaties")}[RespondentKind(value).value]


def respondent_name(who: RespondentFacts | Respondent) -> str:
    """Return by what name the public knows a respondent: the organisation, the person, or only the kind."""
    if who.under_16:
        return _("Iemand jonger dan 16")
    if who.organisation or who.name:
        return who.organisation or who.name
    return _("Een organisatie") if who.kind == RespondentKind.ORGANISATION else _("Iemand zonder naam")


def publication(value: Publication | str) -> str:
    """Return what becomes public of a response."""
    return {
        "named": _("Openbaar, met naam"),
        "unnamed": _("Openbaar, zonder naam"),
        "not": _("Niet openbaar"),
    }[Publication(value).value]


def on_behalf(who: RespondentFacts | Respondent) -> str:
    """Return for whom somebody responds, as the form asks it."""
    if who.under_16:
        return _("Ik ben jonger dan 16")
    if who.helped:
        return _("Voor iemand anders")
    return _("Voor een organisatie") if who.kind == RespondentKind.ORGANISATION else _("Voor mijzelf")


def response_state(value: ResponseState | str) -> str:
    """Return where a response is."""
    return {
        "draft": _("Nog niet verstuurd"),
        "sent": _("Wacht op bevestiging"),
        "confirmed": _("Bevestigd"),
        "held": _("Wordt nagekeken"),
        "public": _("Openbaar"),
        "redacted": _("Openbaar, deels weggelaten"),
        "rejected": _("Niet geplaatst"),
        "withdrawn": _("Ingetrokken"),
        "erased": _("Gewist"),
        "expired": _("Verlopen"),
    }[ResponseState(value).value]


def role(value: Role | str) -> str:
    """Return what somebody is here."""
    return {
        "respondent": _("Indiener"),
        "drafter": _("Wetgevingsjurist"),
        "reviewer": _("Meelezer"),
        "moderator": _("Moderator"),
        "administrator": _("Beheerder"),
    }[Role(value).value]


def disposition(value: str) -> str:
    """Return what was done with the points people made."""
    return {
        "adopted": _("Overgenomen"),
        "partly": _("Deels overgenomen"),
        "not_adopted": _("Niet overgenomen"),
        "noted": _("Wij hebben dit gelezen"),
    }[str(value)]


def channel(value: str) -> str:
    """Return by which way a response came in."""
    return {
        "web": _("Website"),
        "post": _("Post"),
        "email": _("E-mail"),
        "phone": _("Telefoon"),
        "meeting": _("Gesprek of bijeenkomst"),
        "import": _("Overgenomen uit een ander systeem"),
    }[str(value)]


def question_kind(value: str) -> str:
    """Return how a question is answered."""
    return {
        "open": _("Open vraag"),
        "one": _("Eén antwoord"),
        "several": _("Meer antwoorden"),
        "scale": _("Schaal van 1 tot 5"),
    }[str(value)]


def found_type(value: str) -> str:
    """Return what sort of thing a search result is: one of the four voices, or the consultation itself."""
    return {
        "consultation": _("Consultatie"),
        "provision": _("De wettekst"),
        "explanation": _("In gewone taal"),
        "response": _("Wat anderen zeggen"),
    }[str(value)]


def media_kind(value: str) -> str:
    """Return what a recording is."""
    return {"audio": _("Geluid"), "sign": _("Nederlandse Gebarentaal (NGT)")}[str(value)]


def media_subject(value: str) -> str:
    """Return what a recording is about."""
    return {
        "overview": _("Het plan in het kort"),
        "questions": _("De vragen aan het publiek"),
        "outcome": _("Wat er met de reacties is gedaan"),
    }[str(value)]


def media_title(kind_: str, subject: str) -> str:
    """Return the name of a recording: what it is, and about what."""
    return f"{media_kind(kind_)}: {media_subject(subject)}"


def text_field(value: str) -> str:
    """Return the heading of a text around the bill."""
    return {
        "title": _("Titel in gewone taal"),
        "summary": _("In het kort"),
        "changes": _("Wat verandert er?"),
        "audience": _("Voor wie?"),
        "goal": _("Waarom?"),
        "effects": _("Wat merkt u ervan?"),
        "summary_reason": _("Waarom is In het kort lang, moeilijk of niet volledig?"),
        "easy": _("In makkelijke taal"),
    }[str(value)]


def provision(kind_: ProvisionKind | str, number: str = "") -> str:
    """Return how a provision is cited: "Artikel 3", "lid 2", "Hoofdstuk 1"."""
    # Only the word that is asked for is looked up: the contents of a code call this a thousand times.
    names: dict[str, Callable[[], str]] = {
        "book": lambda: _("Boek %(number)s", number=number),
        "part": lambda: _("Deel %(number)s", number=number),
        "title": lambda: _("Titel %(number)s", number=number),
        "chapter": lambda: _("Hoofdstuk %(number)s", number=number),
        "division": lambda: _("Afdeling %(number)s", number=number),
        "section": lambda: _("Paragraaf %(number)s", number=number),
        "subsection": lambda: _("Subparagraaf %(number)s", number=number),
        "article": lambda: _("Artikel %(number)s", number=number),
        "paragraph": lambda: _("lid %(number)s", number=number),
        "list": lambda: _("opsomming %(number)s", number=number),
        "point": lambda: _("onderdeel %(number)s", number=number),
        "amendment": lambda: _("onderdeel %(number)s", number=number),
        "quote": lambda: _("nieuwe tekst"),
        "annex": lambda: _("Bijlage %(number)s", number=number),
        "preamble": lambda: _("Aanhef"),
        "conclusion": lambda: _("Slot"),
    }
    return names[ProvisionKind(kind_).value]().strip()


def provision_title(kind_: ProvisionKind | str, number: str, heading: str) -> str:
    """Return a provision's number and heading: "Artikel 4. Tijd om te reageren".

    With a heading it is the law's own name, in the language of the law, on every page.
    """
    if not heading:
        name = provision(kind_, number)
        return name[:1].upper() + name[1:]
    with force_locale(LAW_LANGUAGE):
        return f"{provision(kind_, number)}. {heading}"


def citation(chain: Sequence[tuple[ProvisionKind, str, str]]) -> str:
    """Return how a provision is cited, from (kind, number, heading) of all around it, outermost first.

    Chapters and the like are left out when an article is named: "Artikel 3, lid 2, onderdeel a".
    """
    starts = [place for place, (kind_, _number, _heading) in enumerate(chain) if kind_ in CITED_FROM]
    named = [provision(kind_, number) for kind_, number, _heading in chain[starts[0] if starts else -1 :]]
    text = ", ".join(named)
    return text[:1].upper() + text[1:] if text else _("Het hele voorstel")


def licence(code: str) -> str:
    """Return under which terms a picture may be used; nothing for an unknown code."""
    return {
        OWN: _("Van het ministerie zelf"),
        PERMISSION: _("Met toestemming van de maker"),
        "CC0-1.0": _("Vrij te gebruiken (CC0 1.0)"),
        "CC-PDM-1.0": _("Rechten voorbij (Public Domain Mark 1.0)"),
        "CC-BY-4.0": _("Met de naam van de maker (CC BY 4.0)"),
        "CC-BY-SA-4.0": _("Met de naam, en gelijk delen (CC BY-SA 4.0)"),
        "CC-BY-ND-4.0": _("Met de naam, en niets veranderen (CC BY-ND 4.0)"),
        OTHER: _("Andere afspraken"),
    }.get(code, "")


def licence_address(code: str) -> str:
    """Return where the terms of a picture can be read; empty when they are nowhere."""
    return licences.address(code)


def register(app: Flask) -> None:
    """Give every template this module as `labels`."""
    app.jinja_env.globals["labels"] = sys.modules[__name__]
