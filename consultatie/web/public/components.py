"""`/componenten`: every component in every state, for who builds pages. In development only."""

from __future__ import annotations

from flask import render_template
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from consultatie.domain.errors import NotFound
from consultatie.http.access import public
from consultatie.http.site import site
from consultatie.web.public import blueprint


class SampleForm(FlaskForm):  # type: ignore[misc]
    """One field of every sort."""

    name = StringField("Naam", [DataRequired("Vul uw naam in.")])
    email = EmailField("E-mailadres", [DataRequired("Vul uw e-mailadres in.")])
    text = TextAreaField("Uw reactie", [DataRequired("Schrijf uw reactie op.")])
    position = RadioField(
        "Standpunt", [DataRequired("Kies een standpunt.")], choices=[("support", "Voor"), ("oppose", "Tegen")]
    )
    topics = SelectMultipleField(
        "Onderwerpen",
        [Optional()],
        choices=[("taal", "Taal"), ("geld", "Geld")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    department = SelectField("Ministerie", choices=[("a", "Ministerie A"), ("b", "Ministerie B")])
    agrees = BooleanField("Ik heb dit gelezen", [DataRequired("Zet een vinkje.")])


@blueprint.get("/componenten")
@public()
def components() -> str:
    """Show every component; 404 outside development."""
    if not site().settings.development:
        raise NotFound("no-such-page")
    wrong = SampleForm(prefix="fout", meta={"csrf": False}, formdata=MultiDict())
    wrong.validate()
    return render_template(
        "public/components.html",
        form=SampleForm(prefix="goed", meta={"csrf": False}, formdata=None),
        form_with_errors=wrong,
        url_for_page=lambda n: f"#bladzijde-{n}",
    )
