"""Sentences for codes about what comes after sending: following by mail, redaction, reports of abuse."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

AFTER_SENDING: dict[str, Any] = {
    "following-invalid": _("Kijk na wat u wilt volgen."),
    "subjects-missing": _("Kies een onderwerp, ministerie of wet."),
    "subjects-too-many": _("Kies hoogstens 50 onderwerpen."),
    "too-many-follow-mails": _("Wij stuurden u net al mail. Probeer het over een uur nog een keer."),
    "follow-link-expired": _("Deze link is verlopen. Vul uw adres nog een keer in."),
    "follow-link-unknown": _("Deze link klopt niet, of u volgt niets meer."),
    "redaction-invalid": _("Kijk na wat u wilt weglakken."),
    "words-to-hide-missing": _("Typ de woorden die u wilt weglakken."),
    "words-not-there": _("Deze woorden staan niet in dit deel."),
    "words-too-short": _("Kies meer dan één teken."),
    "redaction-note-missing": _("Schrijf op wat de reden is."),
    "redaction-note-too-long": _("Maak de toelichting korter. Er passen 500 tekens in."),
    "no-such-part": _("Dit deel van de reactie is er niet."),
    "no-such-redaction": _("Deze weglakking is er niet."),
    "held-same-address": _("Van dit adres kwam al een reactie voor iemand anders."),
    "objection-invalid": _("Kijk uw melding na."),
    "objection-kind-missing": _("Kies wat er niet klopt."),
    "objection-text-missing": _("Schrijf op wat er niet klopt."),
    "objection-too-long": _("Maak de tekst korter. Er passen 2.000 tekens in."),
    "objection-answer-missing": _("Schrijf een antwoord."),
    "objection-answered": _("Op deze melding is al geantwoord."),
    "no-such-objection": _("Deze melding is er niet meer."),
    "parliament-too-early": _("De consultatie is nog niet gesloten. Leg dit daarna vast."),
    "parliament-invalid": _("Kijk de gegevens na."),
    "parliament-in-future": _("Kies een dag die niet in de toekomst ligt."),
    "parliament-before-closing": _("Kies een dag na de laatste dag van de consultatie."),
}
