"""Plain language beside the law text, one provision at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from consultatie.analysis.diff import word_diff
from consultatie.domain.errors import NotFound
from consultatie.domain.permissions import Permission
from consultatie.domain.provisions import GROUPING, Provision, ProvisionKind, walk
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now, site
from consultatie.models.consultations import Consultation, Explanation
from consultatie.services import bills, consultation_texts
from consultatie.web.workspace import advice, blueprint, reading_panel
from consultatie.web.workspace.desk import Page, done, drafted, in_words, languages, names_of, saved, shown

CONFIRM = "klopt"  # the value of the button that says that an explanation still fits
STOPS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.ANNEX})


@dataclass(frozen=True, slots=True)
class Stop:
    """A provision that usually gets an explanation, the languages it is there in, and whether the law changed since."""

    node: Provision
    languages: tuple[str, ...]
    is_outdated: bool


def explain_form(names: tuple[str, ...]) -> type[FlaskForm]:
    """Return a form with one text per language."""
    fields: dict[str, Any] = {name: TextAreaField() for name in names}
    return type("ExplainForm", (FlaskForm,), fields)


def stops(tree: tuple[Provision, ...]) -> list[Provision]:
    """Return the articles, lettered amendments and annexes in the order of the text."""
    found: list[Provision] = []
    for node in tree:
        if node.kind in STOPS:
            found.append(node)
            found += [child for child in node.children if child.kind is ProvisionKind.AMENDMENT]
        if node.kind in GROUPING or node.kind is ProvisionKind.ANNEX:
            found += stops(node.children)
    return found


def _tree(consultation: Consultation) -> tuple[Provision, ...]:
    version = bills.find_current(db_session(), consultation)
    return bills.tree(db_session(), version) if version else ()


@blueprint.get("/<slug>/bewerken/uitleg")
@requires(Permission.EDIT_CONSULTATION)
def explanations(slug: str) -> Page:
    """Show which provisions have an explanation."""
    consultation = drafted(slug)
    tree = _tree(consultation)
    known = {node.eid for node in walk(tree)}
    return shown(
        "workspace/explanations.html",
        consultation=consultation,
        stops=[_stop(consultation, node) for node in stops(tree)],
        lost=sorted({one.eid for one in consultation.explanations} - known),
        names=names_of(db_session(), consultation),
    )


def _stop(consultation: Consultation, node: Provision) -> Stop:
    own = [one for one in consultation.explanations if one.eid == node.eid]
    return Stop(node, tuple(one.language for one in own), any(one.outdated for one in own))


@blueprint.route("/<slug>/bewerken/uitleg/<eid>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def explain(slug: str, eid: str) -> Page:
    """Write the explanation of one provision beside its law text; an explanation without one can only go."""
    consultation = drafted(slug)
    tree = _tree(consultation)
    node = next((one for one in walk(tree) if one.eid == eid), None)
    kept = {one.language: one for one in consultation.explanations if one.eid == eid}
    if node is None and not kept:
        raise NotFound("no-such-provision")
    form = explain_form(languages())(data={code: one.markdown for code, one in kept.items()})
    for code in languages():
        form[code].label.text = in_words(_("Uitleg"), code)
    order = [one.eid for one in stops(tree)]
    html = {code: one.html for code, one in kept.items()}
    doing = request.form.get("doe")
    if request.method == "POST" and doing == CONFIRM and node:
        consultation_texts.confirm_explanations(
            db_session(), consultation, node, by=require_viewer(), now=now()
        )
        return done("workspace.explain", slug, "nagekeken", eid=eid)
    only_check = doing == reading_panel.CHECK
    sent = request.method == "POST" and form.validate()
    checked = sent and only_check and saved(form, lambda: html.update(_rendered(form)))
    if sent and not only_check and saved(form, lambda: _save(form, consultation, eid, node)):
        following = _after(order, eid)
        if doing == "volgende" and following:
            return redirect(url_for("workspace.explain", slug=slug, eid=following, gedaan="bewaard"), 303)
        if _advice(form, consultation, eid):
            return done("workspace.explain", slug, "bewaard", eid=eid)
        return done("workspace.explanations", slug, "bewaard")
    page = shown(
        "workspace/explain.html",
        form=form,
        consultation=consultation,
        node=node,
        eid=eid,
        kept=kept,
        languages=languages(),
        advice=advice.on_explanations(
            {code: (form[code].data or "", html.get(code, "")) for code in languages()}, _labels(form)
        ),
        panels=[
            reading_panel.of(code, form[code].label.text, html.get(code, ""), code) for code in languages()
        ],
        html=html,
        was=_was(consultation, kept.values(), node),
        names=names_of(db_session(), consultation),
        previous=_before(order, eid),
        following=_after(order, eid),
        inner=_inner(node),
    )
    return page[0] if checked else page


def _labels(form: FlaskForm) -> dict[str, str]:
    return {code: form[code].label.text for code in languages()}


def _was(
    consultation: Consultation, explanations: Iterable[Explanation], node: Provision | None
) -> list[tuple[str, str]] | None:
    """Return how the law text changed under an explanation, as pieces of a diff; None when it did not."""
    outdated = next((one for one in explanations if one.outdated), None)
    if outdated is None or node is None:
        return None
    before = consultation_texts.law_before(db_session(), consultation, outdated)
    return list(word_diff(before, node.full_text())) if before is not None else []


def _rendered(form: FlaskForm) -> dict[str, str]:
    """Return what was typed as HTML; nothing is saved."""
    markup = site().ports.markup
    return {code: consultation_texts.render(markup, form[code].data or "", code) for code in languages()}


def _advice(form: FlaskForm, consultation: Consultation, eid: str) -> list[advice.Advice]:
    kept = {one.language: (one.markdown, one.html) for one in consultation.explanations if one.eid == eid}
    return advice.on_explanations(kept, _labels(form))


def _save(form: FlaskForm, consultation: Consultation, eid: str, node: Provision | None) -> None:
    texts = {(eid, code): (form[code].data or "") if node else "" for code in languages()}
    consultation_texts.set_explanations(
        db_session(), consultation, texts, markup=site().ports.markup, by=require_viewer(), now=now()
    )


def _inner(node: Provision | None) -> list[Provision]:
    kinds = (ProvisionKind.PARAGRAPH, ProvisionKind.LIST, ProvisionKind.POINT)
    return [child for child in node.children if child.kind in kinds] if node else []


def _before(order: list[str], eid: str) -> str | None:
    at = order.index(eid) if eid in order else 0
    return order[at - 1] if at > 0 else None


def _after(order: list[str], eid: str) -> str | None:
    at = order.index(eid) if eid in order else len(order)
    return order[at + 1] if at + 1 < len(order) else None
