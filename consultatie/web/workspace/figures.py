"""Figures of a consultation: make one from words, with a preview; change, order, take away."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.figures import MOST_ROWS, FigureKind
from consultatie.domain.permissions import Permission
from consultatie.http import figures as shown_figures
from consultatie.http.access import require_viewer, requires
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.consultations import Consultation, Figure
from consultatie.services import figures as service
from consultatie.web.workspace import advice, blueprint, figure_form
from consultatie.web.workspace.desk import Page, done, drafted, languages, names_of, provision_choices, shown
from consultatie.web.workspace.figure_form import FigureDraft


@blueprint.get("/<slug>/bewerken/figuren")
@requires(Permission.EDIT_CONSULTATION)
def figures(slug: str) -> Page:
    """Show all figures in order."""
    consultation = drafted(slug)
    return shown(
        "workspace/figures.html",
        consultation=consultation,
        names=names_of(db_session(), consultation),
        drawn=shown_figures.shown(consultation.figures, current_language()),
        kinds={kind.value: figure_form.names_of(kind)["figure"] for kind in FigureKind},
        advice=[
            line
            for number, one in enumerate(consultation.figures, start=1)
            for line in advice.on_figure(one, _("Figuur %(n)s", n=number), languages())
        ],
    )


@blueprint.route("/<slug>/bewerken/figuren/nieuw/<kind>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def new_figure(slug: str, kind: str) -> Page:
    """Make a figure."""
    if kind not in {one.value for one in FigureKind}:
        raise NotFound("no-such-figure")
    return _figure(drafted(slug), None, figure_form.new_draft(FigureKind(kind)))


@blueprint.route("/<slug>/bewerken/figuren/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def figure(slug: str, number: int) -> Page:
    """Change a figure."""
    consultation = drafted(slug)
    current = service.get(consultation, number)
    draft = FigureDraft(current.kind, current.eid, dict(current.title), tuple(service.rows_of(current)))
    return _figure(consultation, current, draft)


def _figure(consultation: Consultation, current: Figure | None, draft: FigureDraft) -> Page:
    if request.method == "GET":
        return _page(consultation, current, draft, ())
    form = figure_form.figure_form(draft, _places(consultation, draft), sent=True)
    typed = figure_form.read(form, draft.kind)
    asked = figure_form.was_asked(request.form)
    if asked != "bewaar":
        return _page(consultation, current, figure_form.rearranged(typed, asked), ())
    typed = figure_form.without_empty(typed)
    try:
        _save(consultation, current, typed)
    except Invalid as error:
        db_session().rollback()
        return _page(drafted(consultation.slug), current, typed, error.problems or {"rows": error.code}), 422
    return done("workspace.figures", consultation.slug, "bewaard")


def _places(consultation: Consultation, draft: FigureDraft) -> list[tuple[str, str]]:
    return provision_choices(db_session(), consultation, draft.eid)


def _save(consultation: Consultation, current: Figure | None, draft: FigureDraft) -> None:
    service.save(
        db_session(),
        consultation,
        current,
        kind=draft.kind,
        eid=draft.eid,
        title=draft.title,
        rows=draft.rows,
        by=require_viewer(),
        now=now(),
    )


def _page(
    consultation: Consultation,
    current: Figure | None,
    draft: FigureDraft,
    problems: dict[str, str] | tuple[()],
) -> str:
    form = figure_form.figure_form(draft, _places(consultation, draft))
    errors = figure_form.refuse(form, dict(problems))
    preview = None
    if figure_form.can_be_shown(draft.rows):
        filled = [row for row in draft.rows if not row.is_empty()]
        preview = shown_figures.drawn("voorbeeld-figuur", draft.kind, draft.title, filled, current_language())
    return render_template(
        "workspace/figure.html",
        consultation=consultation,
        figure=current,
        form=form,
        errors=errors,
        has_errors=bool(errors),
        words=figure_form.names_of(draft.kind),
        preview=preview,
        languages=languages(),
        can_add=len(draft.rows) < MOST_ROWS,
        can_undo=bool(draft.before),
    )


@blueprint.post("/<slug>/bewerken/figuren/<int:number>/plaats")
@requires(Permission.EDIT_CONSULTATION)
def move_figure(slug: str, number: int) -> Page:
    """Let a figure change places with its neighbour."""
    consultation = drafted(slug)
    step = -1 if request.form.get("naar") == "voor" else 1
    one = service.get(consultation, number)
    service.move(db_session(), consultation, one, step, by=require_viewer(), now=now())
    return done("workspace.figures", slug, "volgorde")


@blueprint.route("/<slug>/bewerken/figuren/<int:number>/verwijderen", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def remove_figure(slug: str, number: int) -> Page:
    """Ask, then take a figure away."""
    consultation = drafted(slug)
    current = service.get(consultation, number)
    form = FlaskForm()
    if request.method == "POST":
        service.remove(db_session(), consultation, current, by=require_viewer(), now=now())
        return done("workspace.figures", slug, "verwijderd")
    [one] = shown_figures.shown([current], current_language())
    return shown("workspace/remove_figure.html", form=form, consultation=consultation, one=one)
