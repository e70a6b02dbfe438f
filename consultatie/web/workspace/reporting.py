"""The report: its text per language, what was done per provision, and publishing it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Answer
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Permission
from consultatie.http.access import require_viewer, requires
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation
from consultatie.models.reports import Disposition
from consultatie.services import bills, reports, reviews
from consultatie.web import labels
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.review import WHOLE

LANGUAGES = ("nl", "en")


class ReportForm(FlaskForm):  # type: ignore[misc]
    """The text of the report in both languages, in Markdown."""

    nl = TextAreaField()
    en = TextAreaField()

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.nl.label.text = _("Verslag in het Nederlands")
        self.en.label.text = _("Verslag in het Engels")


class ItemForm(FlaskForm):  # type: ignore[misc]
    """What was done with the points on one provision, and why."""

    disposition = RadioField(choices=[])
    nl = TextAreaField()
    en = TextAreaField()

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.disposition.label.text = _("Wat is er met de reacties gedaan?")
        self.disposition.choices = [(one.value, labels.disposition(one.value)) for one in Disposition]
        self.disposition.validators = [InputRequired(_("Kies wat er met de reacties is gedaan."))]
        self.nl.label.text = _("Waarom? In het Nederlands")
        self.en.label.text = _("Waarom? In het Engels")


def _consultation(slug: str) -> Consultation:
    return reviews.get_for_review(db_session(), slug, require_viewer())


@blueprint.route("/<slug>/verslag", methods=["GET", "POST"])
@requires(Permission.WRITE_REPORT)
def report(slug: str) -> str | tuple[str, int] | Answer:
    """Show and save the report, with what is missing before it can be published."""
    session, viewer, consultation = db_session(), require_viewer(), _consultation(slug)
    kept = {language: reports.find_report(session, consultation, language) for language in LANGUAGES}
    form = ReportForm(data={language: one.markdown if one else "" for language, one in kept.items()})
    if form.validate_on_submit():
        try:
            _save_texts(form, consultation, kept, viewer)
        except Invalid as error:
            form.nl.errors = [*form.nl.errors, sentence(error.code, **error.facts)]
        else:
            return redirect(url_for("workspace.report", slug=slug, gedaan="bewaard"), 303)
    return _report_page(consultation, form, 422 if request.method == "POST" else 200)


def _save_texts(form: ReportForm, consultation: Consultation, kept: dict[str, Any], viewer: Any) -> None:
    for language in LANGUAGES:
        text = form[language].data or ""
        if text.strip() or kept[language] is not None:
            reports.save_report(
                db_session(),
                consultation,
                language=language,
                markdown=text,
                markup=site().ports.markup,
                by=viewer,
                now=now(),
            )


def _report_page(
    consultation: Consultation, form: ReportForm, status: int, problem: str = ""
) -> tuple[str, int]:
    session, viewer = db_session(), require_viewer()
    page = render_template(
        "workspace/report.html",
        consultation=consultation,
        form=form,
        problem=problem,
        gaps=reports.missing(session, consultation, now=now()),
        state=consultation.state(now()),
        items={item.eid: item for item in reports.list_items(session, consultation)},
        rows=reviews.overview(session, consultation, viewer),
        names=ProvisionNames(session, bills.find_current(session, consultation)),
        whole=WHOLE,
    )
    return page, status


@blueprint.route("/<slug>/verslag/<eid>", methods=["GET", "POST"])
@requires(Permission.WRITE_REPORT)
def report_item(slug: str, eid: str) -> str | tuple[str, int] | Answer:
    """Show and save what was done with the points on one provision."""
    session, consultation = db_session(), _consultation(slug)
    rows = reviews.overview(session, consultation, require_viewer())
    row = reviews.article_row(rows, "" if eid == WHOLE else eid)
    item = next((one for one in reports.list_items(session, consultation) if one.eid == row.eid), None)
    known = (
        {language: item.texts.get(language, {}).get("markdown", "") for language in LANGUAGES} if item else {}
    )
    form = ItemForm(data=known | ({"disposition": item.disposition.value} if item else {}))
    if form.validate_on_submit():
        try:
            reports.save_item(
                session,
                consultation,
                eid=row.eid,
                disposition=Disposition(form.disposition.data),
                texts={language: form[language].data or "" for language in LANGUAGES},
                markup=site().ports.markup,
                by=require_viewer(),
                now=now(),
            )
        except Invalid as error:
            form.nl.errors = [sentence(error.code, **error.facts)]
        else:
            return redirect(url_for("workspace.report", slug=slug, gedaan="bewaard"), 303)
    names = ProvisionNames(session, bills.find_current(session, consultation))
    page = render_template(
        "workspace/report_item.html", consultation=consultation, row=row, form=form, names=names
    )
    return (page, 422) if request.method == "POST" else page


@blueprint.post("/<slug>/verslag/publiceren")
@requires(Permission.WRITE_REPORT)
def publish_report(slug: str) -> tuple[str, int] | Answer:
    """Publish the report when nothing is missing."""
    consultation = _consultation(slug)
    try:
        reports.publish(db_session(), consultation, by=require_viewer(), now=now())
    except Invalid as error:
        kept = {language: reports.find_report(db_session(), consultation, language) for language in LANGUAGES}
        form = ReportForm(
            formdata=None, data={name: one.markdown if one else "" for name, one in kept.items()}
        )
        return _report_page(consultation, form, 422, sentence(error.code))
    return redirect(url_for("workspace.report", slug=slug, gedaan="gepubliceerd"), 303)
