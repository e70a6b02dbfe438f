"""Sentences for codes about signing in at an identity provider; part of http/messages."""

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
}
