"""Words for a measurement of accessibility: names of pages, and what is wrong, for people who never saw the audit."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

STATES = "states"  # how the summary calls the states that belong to no page of their own


def page(endpoint: str) -> str:
    """Return the name of a page; the endpoint itself for one that has no name yet (a test finds those)."""
    named = _public() | _respond() | _organisation()
    return named.get(endpoint, endpoint)


def staff() -> str:
    """Return what the pages for staff are called together."""
    return _("Werkplek en beheer, alle pagina's")


def error_pages() -> str:
    """Return what the states that belong to no page are called together."""
    return _("Foutpagina's en stappen onderweg")


def _public() -> dict[str, str]:
    return {
        "public.front": _("Voorpagina"),
        "public.consultations": _("Lijst van consultaties"),
        "public.consultation": _("Eén voorstel"),
        "public.text": _("Tekst van een voorstel"),
        "public.article": _("Artikel"),
        "public.amended_law": _("Bestaande wet met wijzigingen"),
        "public.version_article": _("Artikel in een eerdere versie"),
        "public.versions": _("Versies van een voorstel"),
        "public.responses": _("Reacties op een voorstel"),
        "public.response": _("Eén reactie"),
        "public.attachment_text": _("Bijlage als webpagina"),
        "public.report": _("Verslag"),
        "public.asked": _("Wie is gevraagd"),
        "public.shared_texts": _("Acties"),
        "public.shared_text": _("Eén actie"),
        "public.search": _("Zoeken"),
        "public.help": _("Hulp"),
        "public.about": _("Over deze website"),
        "public.privacy": _("Privacy"),
        "public.accessibility": _("Toegankelijkheid"),
        "public.barrier": _("Meld wat niet lukt"),
        "public.barrier_reported": _("Uw melding is binnen"),
        "public.house_rules": _("Huisregels"),
        "public.large_picture": _("Een plaatje, groot"),
        "public.easy": _("Voorstel in makkelijke taal"),
        "public.young": _("Voor jongeren"),
        "public.reading_settings": _("Leesinstellingen"),
        "public.objection": _("Meld dat een reactie niet klopt"),
        "public.objection_filed": _("Melding over een reactie is binnen"),
        "public.transparency": _("Wat u kunt controleren"),
        "public.follow": _("Volgen per mail"),
        "public.follow_asked": _("Volgen: kijk in uw mail"),
        "public.follow_confirm": _("Volgen: bevestigen"),
        "public.follow_manage": _("Wat u volgt"),
        "public.follow_stop": _("Stoppen met mails"),
        "public.follow_stopped": _("U krijgt geen mail meer"),
        "account.sign_in": _("Inloggen voor medewerkers"),
        "account.back_from_elsewhere": _("Inloggen bij een inlogdienst is niet gelukt"),
        "account.signed_out": _("Uitgelogd"),
        "account.passkeys": _("Uw passkeys"),
    }


def _organisation() -> dict[str, str]:
    return {
        "organisation.about": _("Organisaties: uitleg"),
        "organisation.register": _("Organisaties: aanmelden"),
        "organisation.register_sent": _("Organisaties: link verstuurd"),
        "organisation.confirm": _("Organisaties: aanmelding bevestigen"),
        "organisation.sign_in": _("Organisaties: link om in te loggen"),
        "organisation.sign_in_sent": _("Organisaties: link om in te loggen verstuurd"),
        "organisation.sign_in_link": _("Organisaties: inloggen"),
        "organisation.invitation": _("Organisaties: uitnodiging"),
        "organisation.home": _("Organisaties: uw organisatie"),
        "organisation.colleagues": _("Organisaties: collega's"),
        "organisation.invite": _("Organisaties: collega uitnodigen"),
        "organisation.colleague": _("Organisaties: één collega"),
        "organisation.end": _("Organisaties: collega weghalen"),
        "organisation.draft": _("Organisaties: de reactie"),
        "organisation.choose": _("Organisaties: artikelen kiezen"),
        "organisation.part": _("Organisaties: een deel schrijven"),
        "organisation.editions": _("Organisaties: eerdere teksten"),
        "organisation.details": _("Organisaties: ook namens"),
        "organisation.attachments": _("Organisaties: bijlagen"),
        "organisation.step": _("Organisaties: aftekenen en insturen"),
        "organisation.submission": _("Organisaties: een ingestuurde versie"),
    }


def _respond() -> dict[str, str]:
    return {
        "respond.start": _("Reageren: begin"),
        "respond.choose": _("Reageren: artikelen kiezen"),
        "respond.general": _("Reageren: op het hele voorstel"),
        "respond.article": _("Reageren: op een artikel"),
        "respond.recording": _("Reageren: met een opname"),
        "respond.reason": _("Reageren: uw uitleg"),
        "respond.proposal": _("Reageren: uw tekstvoorstel"),
        "respond.quote": _("Reageren: over welke woorden het gaat"),
        "respond.question": _("Reageren: een vraag"),
        "respond.overview": _("Reageren: overzicht"),
        "respond.kind": _("Reageren: voor wie"),
        "respond.details": _("Reageren: gegevens"),
        "respond.publication": _("Reageren: wat openbaar wordt"),
        "respond.check": _("Reageren: controle"),
        "respond.keep": _("Reageren: bewaren"),
        "respond.kept": _("Reageren: bewaard"),
        "respond.almost": _("Reageren: bijna klaar"),
        "respond.other_address": _("Reageren: een ander mailadres"),
        "respond.resume": _("Reageren: verdergaan"),
        "respond.confirm": _("Reageren: bevestigen"),
        "respond.consent": _("Onder de 16: een ouder beslist"),
        "respond.refused": _("Onder de 16: de reactie is gewist"),
        "respond.join_class": _("Meedoen met een klas"),
        "respond.new_class": _("Een klas: code aanvragen"),
        "respond.class_almost": _("Een klas: kijk in uw mail"),
        "respond.confirm_class": _("Een klas openen"),
        "respond.school_class": _("Een klas: reacties lezen"),
        "respond.refuse_pupil": _("Een klas: een reactie wissen"),
        "respond.manage": _("Uw eigen reactie"),
        "respond.edition": _("Een eerdere versie van uw reactie"),
        "respond.withdraw": _("Uw reactie intrekken"),
        "respond.invited": _("Uw mening gevraagd"),
        "respond.decline": _("Afmelden als u bent gevraagd"),
        "respond.new_campaign": _("Een actie beginnen"),
        "respond.campaign_almost": _("Een actie beginnen: bijna klaar"),
        "respond.confirm_campaign": _("Een actie bevestigen"),
        "respond.manage_campaign": _("Uw eigen actie"),
        "respond.cosign": _("Een actie ondertekenen"),
        "respond.mend": _("Uw reactie verbeteren"),
        "respond.mend_answer": _("Uw antwoord verbeteren"),
    }


def fault(rule: str, states: int) -> str:
    """Return in one sentence what is wrong, and on how many pages and states."""
    known = {
        "form-many-questions": ngettext(
            "Er staan meer vragen bij elkaar dan één. Dat is zo op %(num)s pagina.",
            "Er staan meer vragen bij elkaar dan één. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "read-rare-words": ngettext(
            "Er staan te veel moeilijke woorden. Dat is zo op %(num)s pagina.",
            "Er staan te veel moeilijke woorden. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "read-sentence-long": ngettext(
            "Een zin is te lang. Dat is zo op %(num)s pagina.",
            "Een zin is te lang. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "read-jargon": ngettext(
            "Er staat een ambtelijk woord. Dat is zo op %(num)s pagina.",
            "Er staat een ambtelijk woord. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "read-u-je": ngettext(
            "De lezer heet soms u en soms anders. Dat is zo op %(num)s pagina.",
            "De lezer heet soms u en soms anders. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "read-passive": ngettext(
            "Er staan te veel lijdende zinnen. Dat is zo op %(num)s pagina.",
            "Er staan te veel lijdende zinnen. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "read-flesch": ngettext(
            "De tekst is wat lastig te lezen. Dat is zo op %(num)s pagina.",
            "De tekst is wat lastig te lezen. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "target-under-44": ngettext(
            "Een link of knop is kleiner dan 44 pixels. Dat is zo op %(num)s pagina.",
            "Een link of knop is kleiner dan 44 pixels. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "layout-shift": ngettext(
            "De pagina verspringt bij het laden. Dat is zo op %(num)s pagina.",
            "De pagina verspringt bij het laden. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "page-weight": ngettext(
            "De pagina is zwaarder dan 100 kB. Dat is zo op %(num)s pagina.",
            "De pagina is zwaarder dan 100 kB. Dat is zo op %(num)s pagina's.",
            states,
        ),
        "request-count": ngettext(
            "De pagina haalt veel bestanden op. Dat is zo op %(num)s pagina.",
            "De pagina haalt veel bestanden op. Dat is zo op %(num)s pagina's.",
            states,
        ),
    }
    return known.get(rule) or ngettext(
        "Een controle slaagt niet: %(rule)s. Dat is zo op %(num)s pagina.",
        "Een controle slaagt niet: %(rule)s. Dat is zo op %(num)s pagina's.",
        states,
        rule=rule,
    )
