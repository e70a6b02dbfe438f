"""Sentences for codes about signing in at an identity provider or with a passkey; part of http/messages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

ELSEWHERE: dict[str, Any] = {
    "provider-away": _("De inlogdienst antwoordt nu niet. Probeer het later, of neem een andere weg."),
    "provider-attempt-expired": _("Deze poging is te oud, of hoort bij een ander venster. Begin opnieuw."),
    "provider-refused": _("De inlogdienst liet u niet door, of u stopte zelf. Probeer het opnieuw."),
    "provider-untrusted": _("Wij kunnen het antwoord van de inlogdienst niet vertrouwen. Begin opnieuw."),
    "provider-mail-unchecked": _("De inlogdienst zegt niet zeker welk e-mailadres van u is."),
    "provider-unknown": _("Wij kennen %(email)s niet. Vraag een collega om u uit te nodigen."),
    "provider-colleague-needed": _(
        "Uw organisatie is hier al. Vraag een collega om %(email)s uit te nodigen."
    ),
    "provider-account-closed": _("Dit account is gesloten. Vraag de beheerder van deze site waarom."),
    "provider-staff": _("Dit adres hoort bij een medewerker van deze site. Log in met uw wachtwoord."),
    "no-such-passkey": _("Deze passkey is er niet."),
    "passkey-invalid": _("Kijk de gegevens na."),
    "passkey-name-missing": _("Geef de passkey een naam."),
    "passkey-name-too-long": _("Maak de naam korter. Er passen 80 tekens in."),
    "passkey-missing": _("Uw browser gaf geen passkey. Hiervoor is JavaScript nodig. Of gebruik de code."),
    "passkey-unreadable": _("Wij kunnen deze passkey niet gebruiken. Probeer het opnieuw."),
    "passkey-wrong": _("Wij herkennen deze passkey niet. Gebruik een andere, of de code."),
    "passkeys-too-many": _("U heeft al 10 passkeys. Verwijder er eerst een."),
    "passkeys-not-here": _("Passkeys werken niet op deze site."),
}
