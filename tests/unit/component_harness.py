"""The templates without the app: Jinja set up as the app does it, a form with every kind of field, and macros parsed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from consultatie.domain.reading_settings import ReadingSettings

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "templates" / "components"
CSS = ROOT / "static" / "css"


class Response(Form):
    """A form with every kind of field."""

    name = StringField("Uw naam", [validators.InputRequired("Vul uw naam in."), validators.Length(max=80)])
    email = EmailField("Uw e-mailadres", [validators.Optional()])
    text = TextAreaField("Wat wilt u zeggen?", [validators.InputRequired("Schrijf wat u wilt zeggen.")])
    position = RadioField(
        "Uw standpunt",
        [validators.InputRequired("Kies wat u van dit artikel vindt.")],
        choices=[SelectChoice("support", "Ik ben voor."), SelectChoice("oppose", "Ik ben tegen.")],
    )
    themes = SelectMultipleField(
        "Onderwerpen",
        [validators.InputRequired("Kies een onderwerp.")],
        choices=[SelectChoice("wonen", "Wonen"), SelectChoice("water", "Water")],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    department = SelectField("Ministerie", choices=[SelectChoice("", "Kies"), SelectChoice("a", "Wonen")])
    file = FileField("Bestand", [validators.InputRequired("Kies een bestand.")])
    seen = BooleanField("Ik heb dit gelezen.", [validators.InputRequired("Zet een vinkje als u dit las.")])


class Wrong(Response):
    """The same form, sent empty."""


def empty_form() -> Form:
    """Return a form after an empty submission."""
    form = Wrong(prefix="fout-")
    form.validate()
    return form


def gettext(message: str, **values: object) -> str:
    """Stand in for the catalogue: the message itself."""
    return message % values if values else message


def environment(language: str = "nl", viewer: object = None) -> Environment:
    """Return Jinja as the app sets it up, without the app."""
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "_": gettext,
        "url_for": lambda endpoint, **_values: f"/{endpoint}",
        "asset": lambda path: f"/static/{path}",
        "style_sheet": "/static/css/site.css",
        "theme": None,
        "csrf_token": lambda: "teken",
        "language": language,
        "other_language_url": "/en/",
        "viewer": viewer,
        "reading": ReadingSettings(),
        "request": SimpleNamespace(endpoint="public.front", script_root="", full_path="/", path="/"),
        "absolute": lambda path, language="nl": f"https://example.nl{path}",
    }
    env.filters |= {"prose": Markup, "numberformat": lambda n: f"{n:,}".replace(",", ".")}
    return env


def tree(source: str, **values: Any) -> html.HtmlElement:
    """Render a template's source and parse it."""
    return html.fromstring(f"<div>{environment().from_string(source).render(**values)}</div>")


def call(name: str, arguments: str, body: str | None = None, **values: Any) -> html.HtmlElement:
    """Render one macro, with a body as a call block."""
    use = f"{{{{ {name}({arguments}) }}}}"
    if body is not None:
        use = f"{{% call {name}({arguments}) %}}{body}{{% endcall %}}"
    return tree(f'{{% from "components/{name}.html" import {name} %}}{use}', **values)


def components_page() -> html.HtmlElement:
    """Render the page that shows every component."""
    template = environment().get_template("public/components.html")
    made = template.render(
        form=Response(), form_with_errors=empty_form(), url_for_page=lambda n: f"#bladzijde-{n}"
    )
    return html.fromstring(made)
