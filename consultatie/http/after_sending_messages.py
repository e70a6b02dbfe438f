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
    "parliament-too-early": _("De consultatie is nog niet gesloten. Leg dit daarna vast."),
    "parliament-invalid": _("Kijk de gegevens na."),
    "parliament-in-future": _("Kies een dag die niet in de toekomst ligt."),
    "parliament-before-closing": _("Kies een dag na de laatste dag van de consultatie."),
}
