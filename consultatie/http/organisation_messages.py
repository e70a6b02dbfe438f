"""Sentences for codes about organisations, their people and what they write together; part of http/messages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

ORGANISATIONS: dict[str, Any] = {
    "no-such-organisation": _("Deze organisatie is er niet, of u hoort er niet bij."),
    "no-such-member": _("Deze collega hoort niet bij de organisatie."),
    "organisation-invalid": _("Kijk de gegevens na."),
    "organisation-exists": _("Deze organisatie is er al. Vraag een collega om u uit te nodigen."),
    "organisation-decided": _("Over deze organisatie is al beslist."),
    "organisation-waits": _("Een beheerder kijkt uw organisatie nog na. Daarna kan dit wel."),
    "kvk-unreadable": _("Vul de 8 cijfers van het KvK-nummer in, of laat het leeg."),
    "person-missing": _("Vul uw eigen naam in."),
    "work-address-missing": _("Vul uw e-mailadres bij de organisatie in."),
    "email-of-anyone": _("Iedereen kan zo'n adres hebben. Neem uw werkadres, of vraag een beheerder."),
    "email-of-staff": _("Dit adres hoort bij een medewerker van deze site. Neem een ander adres."),
    "explanation-missing": _("Schrijf waaraan wij kunnen zien dat de organisatie bestaat."),
    "explanation-too-long": _("Maak uw uitleg korter. Er passen 2000 tekens in."),
    "colleague-already": _("Deze collega hoort al bij de organisatie."),
    "role-missing": _("Kies wat deze collega mag."),
    "mandate-needed": _("Dit mag alleen een collega die voor de organisatie mag insturen."),
    "last-mandated": _("Er moet iemand overblijven die mag insturen. Kies eerst een ander."),
    "link-unknown": _("Deze link kennen wij niet. Vraag een nieuwe link aan."),
    "link-used": _("Deze link is al gebruikt. Vraag een nieuwe link aan."),
    "link-expired": _("Deze link is te oud. Vraag een nieuwe link aan."),
    "signer-needed": _("Aftekenen mag alleen een collega die dat van u mag."),
    "no-such-joint-draft": _("Uw organisatie schrijft hier nog niet over. Begin eerst een reactie."),
    "no-such-part": _("Dit deel staat niet in uw reactie. Kies het eerst."),
    "no-such-submission": _("Deze versie is niet ingestuurd."),
    "joint-draft-locked": _("De tekst is op slot. Neem hem eerst terug om te schrijven."),
    "joint-draft-moved": _("Een collega was u voor. Kijk hoe de tekst er nu voor staat."),
    "joint-draft-incomplete": _("Er ontbreekt nog iets aan de reactie."),
    "text-overtaken": _("Een collega veranderde dit intussen. Vergelijk beide en bewaar dan."),
    "note-invalid": _("Kijk het bericht na."),
    "note-missing": _("Schrijf eerst een notitie."),
    "note-too-long": _("Maak dit korter. Er passen 5000 tekens in."),
    "refusal-note-missing": _("Schrijf wat er anders moet."),
    "details-invalid": _("Kijk de gegevens na."),
    "principals-too-many": _("Noem hoogstens 200 namen."),
    "principal-too-long": _("Maak elke naam hoogstens 200 tekens lang."),
    "attachment-invalid": _("Kijk de bijlage na."),
    "attachment-unreadable": _("Wij kunnen dit bestand niet openen. Kies een ander bestand."),
    "file-text-moved-on": _("Deze bijlage is al gelezen, of wacht nog. Ververs de pagina."),
    "held-attachment": _("Er zit een bijlage bij. Bekijk die eerst."),
}
