"""The form with everything that is said about a picture: alternatives per language, maker, licence."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from consultatie.domain.licences import LICENCES
from consultatie.models.pictures import Picture
from consultatie.services.picture_texts import PictureTexts
from consultatie.web import labels
from consultatie.web.workspace.desk import FilePresent, in_words, languages

Choices = list[tuple[str, str]]


def picture_form(
    current: Picture | None,
    *,
    departments: Choices | None = None,
    places: Choices | None = None,
    eid: str = "",
) -> FlaskForm:
    """Return the form, filled with what there is; a new picture has a file too. `places` and `departments` are to choose from."""
    codes = languages()
    fields: dict[str, Any] = {"file": FileField(validators=[FilePresent()])} if current is None else {}
    if departments:
        fields["department"] = SelectField()
    if places is not None:
        fields["eid"] = SelectField()
    fields["decorative"] = BooleanField()
    for code in codes:
        fields[f"alt_{code}"], fields[f"description_{code}"] = StringField(), TextAreaField()
    fields |= {
        "credit": StringField(),
        "licence": SelectField(validate_choice=False),
        "licence_note": StringField(),
    }
    form = type("PictureForm", (FlaskForm,), fields)(data=_known(current) | {"eid": eid})
    _label(form)
    for name, choices in (("department", departments), ("eid", places)):
        if name in form:
            form[name].choices = choices
    return form


def _known(current: Picture | None) -> dict[str, Any]:
    if current is None:
        return {}
    known: dict[str, Any] = {
        "decorative": current.decorative,
        "credit": current.credit,
        "licence": current.licence,
        "licence_note": current.licence_note,
    }
    for code in languages():
        known[f"alt_{code}"] = current.alt.get(code, "")
        known[f"description_{code}"] = current.description.get(code, "")
    return known


def _label(form: FlaskForm) -> None:
    if "file" in form:
        form.file.label.text = _("Bestand")
    if "department" in form:
        form.department.label.text = _("Ministerie")
    if "eid" in form:
        form.eid.label.text = _("Waar hoort de illustratie bij?")
    form.decorative.label.text = _("Dit plaatje is alleen versiering")
    for code in languages():
        form[f"alt_{code}"].label.text = in_words(_("Korte beschrijving"), code)
        form[f"description_{code}"].label.text = in_words(_("Lange beschrijving"), code)
    form.credit.label.text = _("Wie maakte het?")
    form.licence.label.text = _("Hoe mag iedereen het gebruiken?")
    form.licence.choices = [("", _("Nog niet bekend")), *((code, labels.licence(code)) for code in LICENCES)]
    form.licence_note.label.text = _("Afspraken in woorden")


def texts_of(form: FlaskForm) -> PictureTexts:
    """Return what was typed."""
    return PictureTexts(
        alt={code: form[f"alt_{code}"].data or "" for code in languages()},
        description={code: form[f"description_{code}"].data or "" for code in languages()},
        decorative=bool(form.decorative.data),
        credit=form.credit.data or "",
        licence=form.licence.data or "",
        licence_note=form.licence_note.data or "",
    )
