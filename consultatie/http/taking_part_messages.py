"""Sentences for the codes of inviting, co-signing and other channels; part of `messages.MESSAGES`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

TAKING_PART: dict[str, Any] = {
    "draft-waits": _("In deze browser staat nog een reactie. Verstuur die eerst, of maak haar leeg."),
    "no-such-edition": _("Deze versie van uw reactie is er niet."),
    "no-such-invitee": _("Deze organisatie staat niet meer op de lijst."),
    "invitee-invalid": _("Kijk de gegevens na."),
    "invitee-name-missing": _("Vul in hoe de organisatie heet."),
    "invitee-name-too-long": _("Maak de naam korter dan 200 tekens."),
    "invitee-contact-too-long": _("Maak de naam van de contactpersoon korter dan 200 tekens."),
    "invitee-point-too-long": _("Maak het aandachtspunt korter dan 2.000 tekens."),
    "invitee-twice": _("Deze organisatie staat al op de lijst, met hetzelfde adres."),
    "invitee-no-such-response": _("Bij deze consultatie is geen reactie met dit kenmerk."),
    "invitee-response-taken": _("Deze reactie hoort al bij een andere organisatie op de lijst."),
    "invitees-nothing": _("Plak ten minste één regel met een naam en een e-mailadres."),
    "invitees-too-many": _("Er passen %(limit)s organisaties op de lijst. Er is niets toegevoegd."),
    "invitee-line": _("Er is niets toegevoegd."),
    "invitee-line-name": _("Op regel %(line)s ontbreekt de naam. Er is niets toegevoegd."),
    "invitee-line-email": _("Op regel %(line)s staat geen e-mailadres. Er is niets toegevoegd."),
    "invitee-line-long": _("Op regel %(line)s staat te veel tekst. Er is niets toegevoegd."),
    "invite-not-open": _("Uitnodigen kan alleen als de consultatie open is."),
    "invite-nobody": _("Kies ten minste één organisatie."),
    "earlier-list-missing": _("Kies een lijst."),
    "reminder-days": _("Vul een getal in van 0 tot en met %(limit)s."),
    "decline-reason": _("Maak de reden korter."),
    "decline-reason-long": _("Maak de reden korter dan 2.000 tekens."),
    "invitee-answered": _("U heeft al gereageerd. Afmelden kan dan niet meer."),
    "no-such-campaign": _("Deze actie is er niet, of is van de site gehaald."),
    "campaign-invalid": _("Kijk de gegevens na."),
    "campaign-title-missing": _("Geef de actie een titel."),
    "campaign-title-too-long": _("Maak de titel korter dan 120 tekens."),
    "campaign-text-missing": _("Schrijf de tekst die anderen ondertekenen."),
    "campaign-text-too-long": _("Maak de tekst korter dan 10.000 tekens."),
    "campaign-organiser-missing": _("Vul in wie de actie organiseert."),
    "campaign-organiser-too-long": _("Maak de naam korter dan 200 tekens."),
    "campaign-position-missing": _("Kies wat de tekst van het voorstel vindt."),
    "campaign-closed": _("Deze actie is gestopt. U kunt nog wel zelf een reactie schrijven."),
    "campaign-moved-on": _("Iemand anders nam net een besluit over deze actie."),
    "addition-too-long": _("Maak uw toevoeging korter. Er passen %(limit)s tekens in."),
    "already-responded": _(
        "Vanaf dit adres is al een reactie bevestigd. Iedereen telt één keer mee, dus deze telt niet mee."
    ),
    "entry-invalid": _("Kijk de gegevens na."),
    "entry-not-open": _("Invoeren kan vanaf de dag dat de consultatie open is."),
    "entry-channel-missing": _("Kies hoe de reactie binnenkwam."),
    "entry-day-missing": _("Kies de dag waarop de reactie binnenkwam."),
    "entry-day-future": _("Deze dag moet nog komen. Kies de dag waarop de reactie binnenkwam."),
    "entry-source-too-long": _("Maak de bron korter dan 200 tekens."),
    "entry-publication-missing": _("Kies wat iedereen mag lezen."),
    "entry-provision-unknown": _("Kies een artikel uit de lijst."),
    "entry-provision-twice": _("Dit artikel staat er al. Zet alles over één artikel bij elkaar."),
    "under-16-off": _("Jongeren onder de 16 kunnen hier niet reageren. Kies iets anders."),
    "under-16-unnamed": _("Bij iemand jonger dan 16 komt geen naam. Kies zonder naam, of niets."),
    "under-16-recording": _(
        "Een opname kan niet onder de 16, want een stem of gezicht is te herkennen. Schrijf het op."
    ),
    "held-under-16": _("Iemand jonger dan 16 schreef dit. Kijk of niemand te herkennen is."),
    "held-same-guardian": _(
        "Iemand jonger dan 16 schreef dit. Wie het goedvond, deed dat ook voor een andere reactie."
    ),
    "class-invalid": _("Kijk na wat u invulde."),
    "class-code-unknown": _("Deze code kennen wij niet. Kijk nog eens goed op het bord."),
    "class-closed": _("Deze klas is gesloten. Met de code kan niemand meer reageren."),
    "class-full": _("Met deze code zijn al genoeg reacties gekomen. Vraag de docent een nieuwe code."),
    "classes-many": _("U heeft bij dit voorstel al 10 klassen. Meer kan niet."),
    "class-over": _("Reageren kan niet meer. U kunt ook niets meer laten meetellen."),
    "under-16-missing": _("Kies ja of nee."),
    "no-such-department": _("Dit ministerie staat niet in de lijst."),
    "invitee-begun": _("Een collega begon net ook met deze reactie. Open de link opnieuw."),
}
