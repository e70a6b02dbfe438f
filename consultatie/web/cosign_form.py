"""The form to co-sign a text. It stands on a public page and on the road of responding, so it belongs to neither."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from consultatie.domain.text import normalise, normalise_line


class CosignForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """Who co-signs, and what they add."""

    email = EmailField(_("Uw e-mailadres"), filters=[lambda line: normalise_line(line or "")])
    name = StringField(
        _("Uw naam"), validators=[Optional()], filters=[lambda line: normalise_line(line or "")]
    )
    addition = TextAreaField(
        _("Uw eigen toevoeging"), validators=[Optional()], filters=[lambda text: normalise(text or "")]
    )
    idempotency_key = HiddenField()
