"""What every view that edits a consultation does: find it, save or put the refusal at its field, show, go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale
from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer
from wtforms import DateField, Field
from wtforms.validators import ValidationError

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer
from consultatie.http.languages import current_language
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, site
from consultatie.models.consultations import Consultation
from consultatie.services import bills, consultations
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace import blueprint

Shown = str | tuple[str, int]
Page = Shown | Answer


class DayField(DateField):
    """A day, with our own words for what cannot be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; empty is None."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Kies een dag, zoals 15-03-2027."))) from None


class FilePresent:
    """Asks for a file with a name."""

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Raise ValidationError when no file was chosen."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(sentence("file-missing"))


def drafted(slug: str) -> Consultation:
    """Return the consultation that this person may edit; raise NotFound or NotAllowed."""
    return consultations.get_for(db_session(), slug, require_viewer(), Permission.EDIT_CONSULTATION)


def languages() -> tuple[str, ...]:
    """Return the languages that texts are written in, Dutch first."""
    return site().settings.languages


def saved(form: FlaskForm, save: Callable[[], object], fields: Mapping[str, str] | None = None) -> bool:
    """Save, and say whether that went well; a refusal is put at its field (`fields` maps other names)."""
    try:
        save()
    except Invalid as error:
        db_session().rollback()
        refuse(form, error, fields or {})
        return False
    return True


def refuse(form: FlaskForm, error: Invalid, fields: Mapping[str, str]) -> None:
    """Put the words of a refusal at the fields it names, or above the form."""
    if not error.problems or error.code == "gate-would-break":
        form.form_errors.append(sentence(error.code, **error.facts))
        return
    for name, code in error.problems.items():
        words, own = sentence(code, **error.facts), fields.get(name, name)
        if own in form:
            form[own].errors = [*form[own].errors, words]
        else:
            form.form_errors.append(words)


def shown(template: str, *, form: FlaskForm | None = None, **more: Any) -> Shown:
    """Return a page; 422 when a form was sent and not taken."""
    page = render_template(template, form=form, **more)
    return (page, 422) if request.method == "POST" else page


def done(endpoint: str, slug: str, what: str, **more: Any) -> Answer:
    """Go on to a page that says what was done."""
    return redirect(url_for(endpoint, slug=slug, gedaan=what, **more), 303)


def names_of(session: Session, consultation: Consultation) -> ProvisionNames:
    """Return how the provisions of the newest bill are cited."""
    return ProvisionNames(session, bills.find_current(session, consultation))


def provision_choices(
    session: Session, consultation: Consultation, current: str = ""
) -> list[tuple[str, str]]:
    """Return the whole and every article, lid and lettered amendment, for a list to choose from."""
    version = bills.find_current(session, consultation)
    names = ProvisionNames(session, version)
    found = bills.citable(session, version) if version is not None else []
    choices = [("", names.name("")), *((eid, names.name(eid)) for eid in found)]
    if current and all(eid != current for eid, _name in choices):
        choices.append((current, current))
    return choices


@blueprint.app_template_filter("import_warning")
def import_warning(code: str) -> str:
    """Return what an importer did not understand, in words (docs/formats.md lists the codes)."""
    words = {
        "unknown-element": _("Een onbekend onderdeel van het bestand. De woorden zijn bewaard."),
        "unknown-heading": _("Een kop die wij niet kennen. De woorden zijn bewaard."),
        "picture-left-out": _("Een plaatje of formule. Dit is weggelaten."),
        "editorial-note": _("Woorden van de uitgever. Zij horen niet bij de wet."),
        "lists-kept-as-text": _("Een lijst zonder eigen nummers. Zij staat er als gewone tekst."),
        "text-between-children": _("Tekst tussen leden of onderdelen. Kijk na waar zij nu staat."),
        "repeated-number": _("Een nummer dat twee keer voorkomt."),
        "eid-missing": _("Een onderdeel zonder eId. Het heeft er nu een."),
        "eid-repeated": _("Een eId die twee keer voorkomt. Wij hebben een nieuwe gemaakt."),
        "annex-elsewhere": _("Een bijlage die in een ander bestand staat. Dit is weggelaten."),
        "no-title": _("Geen titel. De naam van het bestand staat er nu."),
        "second-bill-left-out": _("Een tweede voorstel in het bestand. Dit is weggelaten."),
        "paper-left-out": _("Een ander stuk in het bestand. Dit is weggelaten."),
        "memorandum-article-unknown": _("De toelichting noemt een artikel dat er niet is."),
        "too-deep": _("Tekst die heel diep in andere tekst staat. Zij staat er als gewone tekst."),
        "footnote-left-out": _("Een voetnoot. Die staat niet in de tekst van de wet."),
        "hidden-text": _("Verborgen tekst in Word. Dit is weggelaten."),
        "text-box": _("Tekst in een kader. Zij staat er als gewone tekst."),
        "quote-not-closed": _("Nieuwe wettekst zonder aanhalingsteken aan het einde."),
        "no-articles": _("Een voorblad zonder artikelen."),
        "more-warnings": _("Er zijn nog meer plaatsen om na te kijken."),
    }
    return str(words.get(code, _("Iets wat wij niet herkennen. Kijk deze plaats na.")))


def in_words(field: str, language: str) -> str:
    """Return a label with its language: "Korte beschrijving (Engels)"."""
    return f"{field} ({language_in_words(language)})"


@blueprint.app_template_filter("language_in_words")
def language_in_words(code: str) -> str:
    """Return a language by its name in the reader's language, with a capital."""
    name = Locale.parse(code).get_display_name(current_language()) or code
    return name[:1].upper() + name[1:]
