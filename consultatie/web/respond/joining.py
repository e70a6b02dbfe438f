"""A pupil responds with the code of a class: no address, no name."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer
from wtforms import StringField

from consultatie.domain.errors import Invalid
from consultatie.domain.text import normalise_line
from consultatie.domain.wizard import PUBLICATION
from consultatie.http.access import public
from consultatie.http.site import now
from consultatie.models.responses import Response
from consultatie.services import school_classes
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, desk, desk_for_young, write
from consultatie.web.respond.forms import show_problems


class CodeForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """The code of a class."""

    code = StringField(_("Wat is de code van je klas?"), filters=[lambda line: normalise_line(line or "")])


@blueprint.get("/<slug>/klas")
@public()
def join_class(slug: str) -> str:
    """Ask for the code; the address on a hand-out holds it."""
    at = desk_for_young(slug)
    return render_template(
        "respond/join_class.html", at=at, form=CodeForm(data={"code": request.args.get("code", "")[:20]})
    )


@blueprint.post("/<slug>/klas")
@public()
def join_class_post(slug: str) -> Answer | tuple[str, int]:
    """Begin a response of the class, or make what was begun one."""
    desk_for_young(slug).session.close()  # lets go of the database before the draft is written
    form = CodeForm()

    def join(session: Session, at: Desk, draft: Response) -> bool:
        school_classes.join(session, draft, form.code.data or "", now=now())
        return at.progress().says_something

    try:
        written = write(slug, join)
    except Invalid as error:
        show_problems(form, error.problems)
        return render_template("respond/join_class.html", at=desk(slug), form=form), 422
    at = desk(slug)
    return redirect(at.address(PUBLICATION) if written else url_for("respond.start", slug=slug), 303)
