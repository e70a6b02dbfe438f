"""Sentences for codes: what domain and services refuse with, said to a person. One place, both for pages and the API."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consultatie.domain.errors import ConsultatieError

MESSAGES: dict[str, Any] = {
    "no-such-page": _("Deze pagina is er niet. Controleer het adres, of zoek de consultatie op."),
    "no-such-user": _("Dit account is er niet."),
    "sign-in-first": _("Meld u eerst aan."),
    "role-may-not": _("Uw rol mag dit niet. Vraag de beheerder om de juiste rol."),
    "no-policy": _("Deze pagina is dicht."),
    "not-your-consultation": _("Deze consultatie is van een ander ministerie."),
    "department-missing": _("Vul in welk ministerie de consultatie houdt."),
    "user-invalid": _("Kijk de gegevens na."),
    "email-unreadable": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
    "email-taken": _("Er is al een account met dit e-mailadres."),
    "name-missing": _("Vul een naam in."),
    "password-short": _("Kies een wachtwoord van 12 tekens of meer."),
    "last-administrator": _("Er moet een beheerder overblijven. Maak eerst iemand anders beheerder."),
    "page-expired": _(
        "Deze pagina stond lang open. Uw tekst staat hieronder nog. Druk nog een keer op de knop."
    ),
    "too-large": _("Dit is te groot om te ontvangen. Maak het kleiner en probeer het nog een keer."),
    "method": _("Dit adres kan dat niet. Ga terug en gebruik de knop op de pagina."),
    "bad-request": _("Wij konden dit verzoek niet lezen. Ga terug en probeer het nog een keer."),
    "no-such-response": _("Deze reactie is er niet, of is niet openbaar."),
    "response-moved-on": _("Er is intussen iets met deze reactie gebeurd. Kijk hoe zij er nu voor staat."),
    "reason-missing": _("Kies een reden."),
    "reason-personal-data": _("Er staan gegevens in van uzelf of van iemand anders, zoals een adres of telefoonnummer."),
    "reason-insult": _("De tekst beledigt iemand."),
    "reason-discrimination": _("De tekst discrimineert mensen."),
    "reason-threat": _("De tekst bedreigt iemand."),
    "reason-advertising": _("De tekst is reclame."),
    "reason-off-topic": _("De tekst gaat niet over dit voorstel."),
    "reason-not-yours": _("De reactie is niet van degene die genoemd wordt."),
    "no-such-consultation": _("Deze consultatie is er niet."),
    "no-such-article": _("Dit artikel is er niet. Kies een artikel uit de tekst."),
    "held-read-first": _("Het ministerie leest alle reacties eerst."),
    "held-personal-data": _("Er staan misschien persoonsgegevens in."),
    "held-house-rules": _("De tekst past misschien niet bij de huisregels."),
    "held-signal": _("Het formulier is opvallend ingevuld."),
    "held-mended": _("De indiener heeft de tekst aangepast."),
    "disposition-reason-missing": _("Schrijf in het Nederlands wat u met de reacties deed en waarom."),
    "report-not-closed": _("De consultatie is nog niet gesloten. Het verslag kan daarna pas uitkomen."),
    "report-text-missing": _("Schrijf het verslag in het Nederlands."),
    "report-dispositions-missing": _("Schrijf bij ten minste één artikel wat er met de reacties is gedaan."),
    "report-published-already": _("Dit verslag is al gepubliceerd."),
    "migrate-down-unsure": _("Hierbij kunnen gegevens verloren gaan. Maak eerst een kopie en geef dan --yes."),
    "database-behind": _("De database past niet bij deze versie. Draai eerst: consultatie migrate up."),
    "check-broken": _("Niet alles werkt. Kijk de regels met broken na."),
    "log-broken": _("Het logboek klopt niet. Bewaar alles zoals het is en zoek uit wat er is gebeurd."),
    "backup-file-exists": _("Dit bestand is er al. Kies een andere naam."),
    "backup-other-database": _("Deze kopie is van een ander soort database."),
    "no-backup": _("Dit bestand is geen kopie van een installatie."),
    "restore-not-empty": _("Terugzetten kan alleen in een lege installatie. Hier staan al gegevens."),
    "no-postgres-client": _("Een programma van PostgreSQL ontbreekt. Installeer postgresql-client."),
    "postgres-client-failed": _("Een programma van PostgreSQL gaf een fout."),
    "search-index-missing": _("Er is nog geen zoekindex. Draai eerst: consultatie search rebuild."),
    "server-error": _("Er ging bij ons iets mis. Probeer het over een paar minuten nog een keer."),
    "too-often": _("U probeerde dit vaak achter elkaar. Wacht even en probeer het dan nog een keer."),
    "unavailable": _(
        "Dit deel van de site werkt nu even niet. Probeer het over een paar minuten nog een keer."
    ),
}


def sentence(code: str, **facts: object) -> str:
    """Return the sentence for a code in the reader's language; the code itself never reaches a person."""
    message = MESSAGES.get(code)
    if message is None:
        return gettext("Dit lukt nu niet. Ga terug en probeer het nog een keer.")
    text = str(message)
    return text % facts if facts and "%(" in text else text


def sentence_for(error: ConsultatieError) -> str:
    """Return the sentence for a refusal."""
    return sentence(error.code, **error.facts)
