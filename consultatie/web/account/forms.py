"""Forms for signing in. What they mean is decided in services/accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """Who somebody says to be. Wrong name and wrong password get the same words."""

    email = EmailField(_("E-mailadres"), validators=[DataRequired(_("Vul uw e-mailadres in."))])
    password = PasswordField(_("Wachtwoord"), validators=[DataRequired(_("Vul uw wachtwoord in."))])


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The six digits that an authenticator app shows."""

    code = StringField(_("Code van 6 cijfers"), validators=[DataRequired(_("Vul de code van uw app in."))])


class PasskeyForm(FlaskForm):  # type: ignore[misc]
    """A passkey: what its owner calls it, and what the browser says (JSON, filled in by static/js/passkey.js)."""

    name = StringField(_("Naam van de passkey"))
    credential = HiddenField()


class UsePasskeyForm(FlaskForm):  # type: ignore[misc]
    """What the browser says of a passkey that is used."""

    credential = HiddenField()
