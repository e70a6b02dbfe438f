"""Sentences for codes: what domain and services refuse with, said to a person. One place, both for pages and the API."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consultatie.domain.errors import ConsultatieError
from consultatie.http.after_sending_messages import AFTER_SENDING
from consultatie.http.elsewhere_messages import ELSEWHERE
from consultatie.http.organisation_messages import ORGANISATIONS
from consultatie.http.taking_part_messages import TAKING_PART

MESSAGES: dict[str, Any] = {
    **ORGANISATIONS,
    **TAKING_PART,
    **AFTER_SENDING,
    **ELSEWHERE,
    "no-such-page": _("Deze pagina is er niet. Controleer het adres, of zoek het voorstel op."),
    "no-such-theme": _("Het bestand met de huisstijl is niet te lezen. Controleer de instelling theme_file."),
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
    "reason-personal-data": _(
        "Er staan gegevens in van uzelf of van iemand anders, zoals een adres of telefoonnummer."
    ),
    "reason-insult": _("De tekst beledigt iemand."),
    "reason-discrimination": _("De tekst discrimineert mensen."),
    "reason-threat": _("De tekst bedreigt iemand."),
    "reason-advertising": _("De tekst is reclame."),
    "reason-off-topic": _("De tekst gaat niet over dit voorstel."),
    "reason-not-yours": _("De reactie is niet van degene die genoemd wordt."),
    "no-such-consultation": _("Dit voorstel is er niet."),
    "media-incomplete": _("Vul aan wat er nog mist."),
    "sign-kind": _("Kies een video, in MP4 of WebM."),
    "audio-kind": _("Kies geluid, in MP3, M4A, Ogg of WAV."),
    "words-missing": _("Schrijf op wat er gezegd of gebaard wordt."),
    "captions-missing": _("Een video heeft ondertitels nodig. Kies een WebVTT-bestand."),
    "captions-kind": _("Dit zijn geen ondertitels in WebVTT. Het bestand begint met WEBVTT, in UTF-8."),
    "captions-empty": _("In dit bestand staan geen ondertitels."),
    "captions-line": _("De ondertitel op regel %(line)s klopt niet. Kijk naar de tijd en de woorden."),
    "no-such-media-version": _("Deze opname is er niet meer."),
    "step-heading-missing": _("Geef deze stap een kop."),
    "step-text-missing": _("Schrijf wat er in deze stap gebeurt."),
    "steps-incomplete": _("Vul elke stap aan."),
    "steps-too-many": _("Maak er hoogstens %(limit)s stappen van."),
    "no-easy-text": _("Dit voorstel is er niet in makkelijke taal. Lees het in gewone taal."),
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
    "migrate-down-unsure": _(
        "Hierbij kunnen gegevens verloren gaan. Maak eerst een kopie en geef dan --yes."
    ),
    "database-away": _("De site is nu even te druk. Wacht een minuut en probeer het dan opnieuw."),
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
    "title-missing": _("Vul een titel in."),
    "title-too-long": _("Maak de titel korter. Er passen 300 tekens in."),
    "slug-unreadable": _("Dit adres kan niet. Gebruik kleine letters, cijfers en streepjes."),
    "slug-taken": _("Er is al een consultatie met dit adres. Kies een ander adres."),
    "keten-id-unreadable": _("Een KetenID is WGK met zes cijfers, zoals WGK012345."),
    "text-too-long": _("Deze tekst is te lang. Maak hem korter."),
    "themes-too-many": _("Kies hoogstens 10 thema's van hoogstens 80 tekens."),
    "closes-before-opens": _("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag."),
    "dates-fixed": _("De consultatie is gepubliceerd. U kunt de termijn alleen nog verlengen."),
    "consultation-withdrawn": _("Deze consultatie is ingetrokken. U kunt er niets meer aan veranderen."),
    "bill-already-public": _("De wettekst is al openbaar. Een nieuwe versie plaatst u met twee personen."),
    "bill-not-public-yet": _("De wettekst is nog niet openbaar. Lever het bestand in bij Wettekst."),
    "no-proposed-version": _("Er wacht geen nieuwe versie. Iemand plaatste haar al, of haalde haar terug."),
    "handed-in-by-you": _("U leverde deze versie in. Vraag een collega om haar te plaatsen."),
    "notice-wrong": _("Kijk de tekst voor de lezer na."),
    "notice-missing": _("Vertel in het Nederlands waarom er een nieuwe versie is."),
    "notice-too-long": _("Maak deze tekst korter. Er passen %(limit)s tekens in."),
    "no-bill": _("Er is nog geen wettekst. Voeg eerst het bestand toe."),
    "no-such-version": _("Deze versie van de wettekst is er niet."),
    "no-such-law": _("Deze wet is hier niet, of het voorstel wijzigt haar niet."),
    "no-such-provision": _("Deze bepaling staat niet in de wettekst. Kies een bepaling uit de lijst."),
    "language-unknown": _("Deze taal kennen wij niet."),
    "markdown-too-large": _("Deze tekst is te lang. Verdeel hem of maak hem korter."),
    "markdown-too-deep": _(
        "De opmaak van deze tekst is te ingewikkeld. Gebruik minder haakjes en sterretjes."
    ),
    "picture-unreadable": _(
        "Wij kunnen deze afbeelding niet lezen. Kies een bestand van het soort SVG, PNG, JPEG of WebP."
    ),
    "picture-too-large": _("Deze afbeelding is te groot. Maak haar kleiner en probeer het nog een keer."),
    "picture-without-size": _("Deze tekening heeft geen maat. Geef haar in het tekenprogramma een viewBox."),
    "picture-texts": _("Kijk de teksten bij het plaatje na."),
    "picture-known": _("Dit plaatje staat al in de beeldbank. Kies het daar."),
    "picture-in-use": _("Dit plaatje staat nog in een consultatie. Haal het daar eerst weg."),
    "no-such-picture": _("Dit plaatje is er niet meer."),
    "illustration-twice": _("Dit plaatje staat hier al. Kies een ander plaatje of een andere plaats."),
    "alt-missing": _("Schrijf in één zin wat er te zien is. Of kies dat het versiering is."),
    "decorative-with-texts": _("U schreef ook een beschrijving. Haal het vinkje weg, of haal de tekst weg."),
    "credit-missing": _("Vul in wie het maakte. Bij deze afspraak hoort de naam."),
    "credit-too-long": _("Maak de naam korter. Er passen 200 tekens in."),
    "licence-unknown": _("Kies een afspraak uit de lijst."),
    "licence-note-missing": _("Schrijf op wat er is afgesproken."),
    "illustrations-too-many": _("Er kunnen hoogstens 100 illustraties bij een consultatie."),
    "alt-too-long": _("Houd deze tekst bij 160 tekens. Zet de rest in de lange beschrijving."),
    "no-such-illustration": _("Deze illustratie is er niet meer."),
    "figures-too-many": _("Er kunnen hoogstens 50 figuren bij een consultatie."),
    "figure-words": _("Kijk de woorden van de figuur na."),
    "figure-title-missing": _("Geef de figuur een titel in het Nederlands."),
    "figure-title-long": _("Maak de titel korter. Er passen 120 tekens in."),
    "figure-rows-few": _("Vul minstens twee rijen in."),
    "figure-rows-many": _("Maak hoogstens twaalf rijen. Verdeel ze over twee figuren."),
    "figure-label-missing": _("Vul deze regel in het Nederlands in, of haal de rij weg."),
    "figure-label-long": _("Maak deze regel korter. Er passen 80 tekens in."),
    "figure-text-long": _("Maak deze tekst korter. Er passen 240 tekens in."),
    "figure-mark-unknown": _("Kies een van de mogelijkheden uit de lijst."),
    "no-such-figure": _("Deze figuur is er niet."),
    "file-missing": _("Kies een bestand."),
    "file-empty": _("Dit bestand is leeg. Kies een ander bestand."),
    "document-kind": _("Kies een document van het soort PDF, DOCX, ODT of TXT, zonder macro's."),
    "document-title": _("Geef het document een titel van hoogstens 300 tekens."),
    "documents-too-many": _("Er kunnen hoogstens 50 documenten bij een consultatie."),
    "no-such-document": _("Dit document is er niet meer."),
    "question-missing": _("Schrijf de vraag in het Nederlands."),
    "question-too-long": _("Maak de vraag korter. Er passen 1000 tekens in."),
    "questions-too-many": _("Er kunnen hoogstens 50 vragen bij een consultatie."),
    "questions-fixed": _("De vragen staan vast, want de consultatie is gepubliceerd."),
    "question-key": _("Geef elke vraag een eigen id van letters en cijfers."),
    "no-such-reference": _("Deze verwijzing is er niet meer."),
    "reference-reason-missing": _("Schrijf waarom deze verwijzing klopt."),
    "reference-reason-too-long": _("Schrijf de reden in ten hoogste %(limit)s tekens."),
    "no-such-question": _("Deze vraag is er niet meer."),
    "options-number": _("Geef minstens 2 en hoogstens 30 antwoorden, elk op een eigen regel."),
    "options-unreadable": _("Geef elk antwoord een Nederlandse tekst van hoogstens 300 tekens."),
    "options-repeated": _("Twee antwoorden zijn gelijk. Maak er één van, of pas er een aan."),
    "options-uneven": _("Geef in elke taal evenveel antwoorden, in dezelfde volgorde."),
    "gate-closed": _("De consultatie kan nog niet online. Vul eerst aan wat er ontbreekt."),
    "gate-would-break": _("Deze consultatie is gepubliceerd. Dan mag dit onderdeel niet leeg zijn."),
    "second-person-needed": _("U bewerkte deze consultatie als laatste. Vraag een collega om te publiceren."),
    "already-published": _("Deze consultatie is al gepubliceerd."),
    "not-published": _("Deze consultatie is niet gepubliceerd."),
    "already-reported": _("Het verslag is gepubliceerd. Intrekken kan nu niet meer."),
    "not-open": _("Dit voorstel is niet open voor reacties."),
    "not-later": _("Kies een dag na de laatste dag van nu."),
    "no-such-colleague": _("Kies een collega uit de lijst."),
    "day-unreadable": _("Schrijf de dag als 2027-03-15."),
    "consultation-file": _("Het bestand van de consultatie klopt niet."),
    "file-not-toml": _("Dit bestand is geen TOML."),
    "folder-not-empty": _("In deze map staat al iets. Kies een nieuwe map."),
    "no-such-step": _("Deze stap staat niet in de tekst in makkelijke taal."),
    "step-has-picture": _("Bij deze stap hoort al een plaatje."),
    "media-twice": _("Deze opname staat er twee keer in: zelfde soort, onderwerp en taal."),
    "document-address": _("Dit is geen adres van een webpagina. Begin met https:// of laat het leeg."),
    "edition-not-ready": _("Wij maken dit bestand nu. Probeer het over een paar minuten nog een keer."),
    "pdf-unavailable": _("Deze server kan nu geen PDF maken. Kies een ander soort bestand."),
    "pdf-failed": _("Het lukt nu niet om deze PDF te maken. Kies een ander soort bestand."),
    "number-too-long": _(
        "Een nummer van een bepaling is te lang om te bewaren. Kijk de opmaak van het bestand na."
    ),
    "not-a-bill": _("In dit bestand vinden wij geen wettekst met artikelen. Kies een ander bestand."),
    "only-memorandum": _("In dit bestand staat alleen een toelichting. Voeg eerst de wettekst toe."),
    "not-a-memorandum": _("In dit bestand vinden wij geen toelichting met koppen. Kies een ander bestand."),
    "broken-xml": _("Dit XML-bestand is niet heel. Maak het opnieuw en probeer het nog een keer."),
    "empty-file": _("Dit bestand is leeg. Kies een ander bestand."),
    "encoding": _("Wij kunnen de letters in dit bestand niet lezen. Sla het op als UTF-8."),
    "entity-bomb": _(
        "Dit bestand verwijst naar zichzelf of naar iets van buiten. Haal de regel met DOCTYPE weg."
    ),
    "format-not-yet": _("Dit soort bestand lezen wij nog niet. Gebruik Word, XML of Markdown."),
    "format-unknown": _("Dit soort bestand kennen wij niet. Gebruik Word, XML of Markdown."),
    "other-file": _("Dit is een ander soort bestand. Gebruik Word, XML of Markdown."),
    "other-format": _("Dit bestand is van een ander soort dan u koos. Kies het soort dat erbij past."),
    "broken-file": _(
        "Dit Word-bestand is niet heel. Sla het opnieuw op in Word en kies het dan nog een keer."
    ),
    "encrypted": _(
        "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en kies het opnieuw."
    ),
    "external-links": _(
        "Dit bestand haalt onderdelen van buiten op. Zet ze in het bestand zelf of haal ze weg."
    ),
    "macros": _("In dit bestand zitten macro’s. Sla het op als .docx, zonder macro’s."),
    "zip-bomb": _(
        "Dit bestand wordt bij het uitpakken veel te groot. Haal grote plaatjes weg en sla het opnieuw op."
    ),
    "reader-crashed": _("Wij konden dit bestand niet lezen. Kijk het na of kies een ander."),
    "too-deep": _("De onderdelen in dit bestand zitten te diep in elkaar. Kijk de opmaak na."),
    "took-too-long": _("Het lezen van dit bestand duurde te lang. Maak het kleiner of eenvoudiger."),
    "consultation-closed": _("De termijn is voorbij. U kunt niet meer reageren."),
    "place-unknown": _("Wij kennen deze plaats niet. Kies hieronder, of ga verder als dit klopt."),
    "proposal-empty": _("Het vak is leeg. Kies hieronder: de tekst vervalt, of u doet geen voorstel."),
    "quote-not-there": _("Deze woorden staan zo niet in de tekst. Verander ze, of bewaar ze toch."),
    "position-missing": _("Kies wat u ervan vindt."),
    "comment-too-long": _("Uw tekst is te lang. Er passen %(limit)s tekens in."),
    "response-too-long": _("Uw hele reactie is te lang. Er passen %(limit)s tekens in."),
    "response-too-large": _("Uw hele reactie is veel te lang. Er passen %(limit)s tekens in."),
    "nothing-said": _("Schrijf eerst een reactie op een artikel of een vraag."),
    "recording-missing": _("Kies het bestand met uw opname."),
    "recording-kind": _("Deze soort opname kennen wij niet. Kies geluid of video, zoals MP3."),
    "recording-too-large": _("Uw opname is te groot. Kies een bestand van hoogstens %(limit)s MB."),
    "recording-invalid": _("Kijk uw opname na."),
    "no-such-recording": _("Deze opname is er niet."),
    "too-many-recordings": _("Er kwamen veel opnamen binnen. Wacht even en probeer het dan nog een keer."),
    "transcript-missing": _("Schrijf op wat iemand zegt of gebaart."),
    "transcript-invalid": _("Kijk de tekst na."),
    "held-transcript": _("Dit is een opname. Schrijf eerst op wat iemand zegt of gebaart."),
    "articles-missing": _("Kies een of meer artikelen."),
    "kind-missing": _("Kies voor wie u reageert."),
    "organisation-missing": _("Vul de naam van de organisatie in."),
    "name-missing-for-named": _("Vul uw naam in, of kies voor een reactie zonder naam."),
    "name-too-long": _("Maak de naam korter. Er passen 200 tekens in."),
    "organisation-too-long": _("Maak de naam van de organisatie korter. Er passen 200 tekens in."),
    "place-too-long": _("Maak de plaats korter. Er passen 120 tekens in."),
    "publication-missing": _("Kies wat iedereen mag lezen."),
    "response-incomplete": _("Uw reactie is nog niet compleet."),
    "response-already-sent": _("Deze reactie is al verstuurd. U kunt er niets meer aan veranderen."),
    "response-already-confirmed": _("Deze reactie is al bevestigd."),
    "response-not-sent": _("Deze reactie is nog niet verstuurd."),
    "token-unknown": _("Deze link klopt niet. Kopieer de hele link uit de mail."),
    "token-expired": _("Deze link is verlopen. Reageer opnieuw zolang het voorstel open is."),
    "too-many-mails": _("Uw tekst is bewaard. Wacht even en vraag de mail dan opnieuw."),
    "too-many-reports": _("Er komen nu veel meldingen binnen. Probeer het over een uur nog een keer."),
    "barrier-missing": _("Schrijf op wat er niet lukt."),
    "barrier-too-long": _("Maak uw melding korter. Er passen 5.000 tekens in."),
    "import-line": _("Regel %(line)s van het bestand klopt niet. Er is niets toegevoegd."),
    "import-double-id": _("Twee reacties in het bestand hebben hetzelfde id. Er is niets toegevoegd."),
    "import-not-utf8": _("Wij kunnen de letters in dit bestand niet lezen. Sla het op als UTF-8."),
    "export-format-not-yet": _("In dit soort bestand kunnen wij nog niet schrijven. Kies csv of jsonl."),
    "load-test-not-opened": _(
        "Deze consultatie is nog niet open geweest. Proefreacties kunnen er nog niet bij."
    ),
    "answer-invalid": _("Kijk uw antwoord na."),
    "comment-invalid": _("Kijk uw opmerking na."),
    "respondent-invalid": _("Kijk uw gegevens na."),
    "no-such-file": _("Dit bestand is er niet."),
    "mail-unavailable": _("De mailserver neemt nu geen mail aan. Wij proberen het later nog een keer."),
    "search-index-busy": _("De zoekindex wordt net bijgewerkt. Probeer het zo nog een keer."),
    "search-index-outdated": _("De zoekindex is van een oudere versie. Draai: consultatie search rebuild."),
    "search-index-unreadable": _("Zoeken lukt nu niet. Probeer het over een paar minuten nog een keer."),
    "search-index-unsafe": _(
        "De map van de zoekindex is niet veilig. Zorg dat alleen de site erin schrijft."
    ),
    "server-error": _("Er ging bij ons iets mis. Probeer het over een paar minuten nog een keer."),
    "too-often": _("U probeerde dit vaak achter elkaar. Wacht even en probeer het dan nog een keer."),
    "unavailable": _(
        "Dit deel van de site werkt nu even niet. Probeer het over een paar minuten nog een keer."
    ),
    "query-unreadable": _(
        "Een van de filters in het adres kennen wij niet. Kijk in de beschrijving van de API."
    ),
    "unknown-filter": _("Dit filter is er niet."),
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
