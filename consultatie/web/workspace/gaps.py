"""The gaps of the publication gate in words, each with the page where it is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from consultatie.models.consultations import Consultation
from consultatie.services.publication_gate import Gap
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace.desk import language_in_words

COUNTED = ("explanation-outdated", "explanation-missing")
ENDPOINTS = {
    "texts": "workspace.texts",
    "details": "workspace.details",
    "dates": "workspace.dates",
    "bill": "workspace.bill",
    "illustrations": "workspace.illustrations",
    "figures": "workspace.figures",
    "questions": "workspace.questions",
    "explanations": "workspace.explanations",
    "lineage": "workspace.versions",
    "references": "workspace.references",
}


MOST = {"reference-dangling": 5}  # what there is more of is told as one number


@dataclass(frozen=True, slots=True)
class Line:
    """One gap as people read it."""

    text: str
    href: str
    blocking: bool


def lines(consultation: Consultation, gaps: Iterable[Gap], names: ProvisionNames) -> list[Line]:
    """Return the gaps in words, those that block first; articles without a good explanation are told as a number."""
    found: list[Line] = []
    counted: Counter[str] = Counter()
    for gap in gaps:
        counted[gap.code] += 1
        if gap.code not in COUNTED and counted[gap.code] <= MOST.get(gap.code, counted[gap.code]):
            found.append(Line(_sentence(gap, names), address(consultation, gap), gap.blocking))
    if (more := counted["reference-dangling"] - MOST["reference-dangling"]) > 0:
        found.append(
            Line(_more_references(more), url_for("workspace.references", slug=consultation.slug), False)
        )
    place = url_for("workspace.explanations", slug=consultation.slug)
    return [*found, *(Line(_counted(code, counted[code]), place, False) for code in COUNTED if counted[code])]


def _more_references(number: int) -> str:
    return ngettext(
        "Er is nog %(num)s verwijzing die niet uitkomt.",
        "Er zijn nog %(num)s verwijzingen die niet uitkomen.",
        number,
    )


def _counted(code: str, number: int) -> str:
    if code == "explanation-missing":
        return ngettext(
            "Bij %(num)s artikel staat nog geen uitleg in gewone taal.",
            "Bij %(num)s artikelen staat nog geen uitleg in gewone taal.",
            number,
        )
    return ngettext(
        "Bij %(num)s bepaling kan de uitleg verouderd zijn. Kijk of zij nog klopt.",
        "Bij %(num)s bepalingen kan de uitleg verouderd zijn. Kijk of die nog klopt.",
        number,
    )


def address(consultation: Consultation, gap: Gap) -> str:
    """Return where a gap is mended."""
    slug = consultation.slug
    if gap.place == "texts":
        return url_for("workspace.texts", slug=slug, language=gap.subject)
    if gap.place == "easy":
        return url_for("workspace.easy_steps", slug=slug, language=gap.subject)
    if gap.place == "illustrations":
        return url_for("workspace.illustration", slug=slug, number=int(gap.subject))
    if gap.place == "questions":
        return url_for("workspace.question", slug=slug, key=gap.subject)
    return url_for(ENDPOINTS[gap.place], slug=slug)


def _sentence(gap: Gap, names: ProvisionNames) -> str:
    if gap.code == "translation-incomplete":
        return _("De teksten in het %(language)s zijn nog niet af.", language=language_in_words(gap.subject))
    if gap.code == "lineage-unsure":
        return ngettext(
            "Van %(num)s bepaling is de herkomst niet zeker. Kies waar zij vandaan komt.",
            "Van %(num)s bepalingen is de herkomst niet zeker. Kies waar zij vandaan komen.",
            int(gap.subject),
        )
    if gap.code == "reference-dangling":
        return _(
            "%(place)s verwijst naar “%(words)s”. Die bepaling staat niet in het voorstel.",
            place=names.name(gap.subject),
            words=gap.words,
        )
    if gap.code == "provision-unknown":
        return _unknown_provision(gap, names)
    return {
        "summary-missing": _("Schrijf In het kort."),
        "changes-missing": _("Schrijf wat er verandert."),
        "summary-long": _("Maak In het kort hoogstens 150 woorden lang, of schrijf waarom dat niet kan."),
        "summary-sentence-long": _(
            "Maak elke zin in In het kort hoogstens 20 woorden lang, of schrijf waarom dat niet kan."
        ),
        "summary-sentences-long": _("Maak de zinnen in In het kort korter, of schrijf waarom dat niet kan."),
        "summary-questions": _("Beantwoord in In het kort vijf vragen, of schrijf waarom dat niet kan."),
        "easy-missing": _("Schrijf het plan ook in makkelijke taal."),
        "easy-sentence-long": _("Maak in de makkelijke tekst elke zin hoogstens 12 woorden lang."),
        "easy-sentences-long": _("Maak de zinnen in de makkelijke tekst korter: gemiddeld 8 woorden."),
        "easy-line": _("Zet in de makkelijke tekst elke zin op een eigen regel."),
        "easy-picture": _("Geef elke stap van de makkelijke tekst een plaatje."),
        "audience-missing": _("Schrijf voor wie het voorstel is."),
        "contact-missing": _("Vul in bij wie mensen terechtkunnen."),
        "keten-id-missing": _("Vul de KetenID in."),
        "department-missing": _("Kies het ministerie."),
        "themes-missing": _("Zonder thema vinden mensen de consultatie moeilijker."),
        "dates-missing": _("Kies de eerste en de laatste dag."),
        "closes-before-opens": _("De laatste dag ligt voor de eerste dag."),
        "term-short": _("De termijn is korter dan vier weken. Schrijf op waarom."),
        "closes-past": _("De laatste dag is al geweest. Kies een latere dag."),
        "opens-past": _("De eerste dag is al geweest. Kies vandaag of later."),
        "bill-missing": _("Voeg de wettekst toe."),
        "articles-missing": _("In de wettekst staan geen artikelen. Kies een ander bestand."),
        "bill-without-text": _("De artikelen hebben geen tekst. Kies een ander bestand."),
        "alt-missing": _("Een illustratie heeft nog geen korte beschrijving."),
        "description-missing": _("Een illustratie heeft nog geen lange beschrijving."),
        "alt-not-translated": _("Een illustratie is nog niet in elke taal beschreven."),
    }[gap.code]


def _unknown_provision(gap: Gap, names: ProvisionNames) -> str:
    return {
        "illustrations": _("Een illustratie hoort bij een bepaling die er niet is."),
        "figures": _("Een figuur hoort bij een bepaling die er niet is."),
        "questions": _("Een vraag hoort bij een bepaling die er niet is."),
        "explanations": _(
            "Er is uitleg bij een bepaling die er niet is: %(eid)s.", eid=names.name(gap.subject)
        ),
    }[gap.place]
