"""The reading settings: an ordinary page with a form, and the only cookie a reader ever gets.

The form has no token: a token needs our session cookie, which a reader should not have and which goes past the page
cache. A browser says itself where a form comes from, and that is checked (docs/adr/0011).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import Form, RadioField
from wtforms.validators import InputRequired

from consultatie.domain.reading_settings import CHOICES, ReadingSettings
from consultatie.http import reading_settings as kept
from consultatie.http.access import public
from consultatie.http.origin import own_origins, require_own_page
from consultatie.web.public import blueprint

WORDS = {
    "size": {
        "100": _("Gewoon"),
        "125": _("Groter (125 procent)"),
        "150": _("Nog groter (150 procent)"),
        "200": _("Heel groot (200 procent)"),
    },
    "spacing": {
        "normal": _("Gewoon"),
        "wide": _("Meer ruimte tussen de regels"),
        "wider": _("Meer ruimte tussen regels, woorden en letters"),
    },
    "width": {"normal": _("Gewoon"), "narrow": _("Korte regels")},
    "colour": {
        "system": _("Zoals mijn telefoon of computer"),
        "light": _("Licht"),
        "dark": _("Donker"),
        "contrast": _("Meer contrast"),
    },
}


class ReadingForm(Form):
    """One choice of each kind."""

    size = RadioField(
        _("Hoe groot zijn de letters?"), validators=[InputRequired(_("Kies hoe groot de letters zijn."))]
    )
    spacing = RadioField(
        _("Hoeveel ruimte staat er in de tekst?"),
        validators=[InputRequired(_("Kies hoeveel ruimte er in de tekst staat."))],
    )
    width = RadioField(
        _("Hoe lang zijn de regels?"), validators=[InputRequired(_("Kies hoe lang de regels zijn."))]
    )
    colour = RadioField(
        _("Welke kleuren wilt u?"), validators=[InputRequired(_("Kies welke kleuren u wilt."))]
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for field in (self.size, self.spacing, self.width, self.colour):
            field.choices = [(value, WORDS[field.name][value]) for value in CHOICES[field.name]]
            field.validate_choice = False  # a choice that does not exist is answered with our own words

    def validate(self, *given: Any, **more: Any) -> bool:
        """Take only choices that exist."""
        for name, choices in CHOICES.items():
            if self[name].data not in choices:
                self[name].data = None
                self[name].raw_data = []
        return bool(super().validate(*given, **more))


@blueprint.route("/leesinstellingen", methods=["GET", "POST"])
@public()
def reading_settings() -> str | Response | tuple[str, int]:
    """Show and save how pages look; "zet terug" takes the cookie away."""
    chosen = kept.settings_of(request.environ)
    back = _page_before()
    if request.method == "GET":
        form = ReadingForm(data={name: getattr(chosen, name) for name in CHOICES})
        return render_template("public/reading_settings.html", form=form, back=back)
    require_own_page()
    if request.form.get("doe") == "terugzetten":
        return _saved(ReadingSettings(), back)
    form = ReadingForm(request.form)
    if not form.validate():
        return render_template("public/reading_settings.html", form=form, back=back), 422
    return _saved(ReadingSettings(**{name: form[name].data for name in CHOICES}), back)


def _saved(settings: ReadingSettings, back: str) -> Response:
    done = "bewaard" if settings.word else "teruggezet"
    response = redirect(url_for("public.reading_settings", gedaan=done, terug=back or None), 303)
    kept.keep(response, settings)  # type: ignore[arg-type]
    return response


def _page_before() -> str:
    """Return the path of the page where the reader came from, empty when that is unknown or of another site."""
    given = request.values.get("terug", "")
    if not given and request.referrer:
        parts = urlsplit(request.referrer)
        if f"{parts.scheme}://{parts.netloc}" in own_origins():
            given = parts.path + (f"?{parts.query}" if parts.query else "")
    own = url_for("public.reading_settings")
    is_path = (
        given.startswith("/") and not given.startswith("//") and "\\" not in given and given.isprintable()
    )
    return given[:500] if is_path and not given.startswith(own) else ""


@blueprint.record_once
def _without_token(state: BlueprintSetupState) -> None:
    """Leave this one form out of the check of tokens; it checks where the form came from."""
    state.app.extensions["csrf"].exempt(reading_settings)
