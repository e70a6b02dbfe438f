"""Versions of a bill in the workspace: what the matcher is not sure of, old text beside new, and a person who decides."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from consultatie.analysis.diff import word_diff
from consultatie.domain.errors import NotFound
from consultatie.domain.lineage import Link, uncertain
from consultatie.domain.permissions import Permission
from consultatie.domain.provisions import Provision, units, walk
from consultatie.http.access import require_viewer, requires
from consultatie.http.site import db_session, now
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.services import bills, comparing, lineage
from consultatie.web.changes import ChangeWords
from consultatie.web.provision_names import ProvisionNames
from consultatie.web.workspace import blueprint
from consultatie.web.workspace.desk import Page, done, drafted, saved, shown

NEW, OTHER = "nieuw", "anders"


class OriginForm(FlaskForm):  # type: ignore[misc]
    """Where a provision comes from: one of the likely ones, one or two others, or nowhere."""

    origin = RadioField(
        _("Waar komt deze bepaling vandaan?"),
        validators=[InputRequired(_("Kies waar deze bepaling vandaan komt."))],
    )
    first = SelectField(_("Een andere bepaling"), default="")
    second = SelectField(_("En nog een bepaling, als er twee zijn samengevoegd"), default="")

    def olds(self) -> list[str]:
        """Return the eIds that were chosen, none for what is new."""
        if self.origin.data == NEW:
            return []
        if self.origin.data == OTHER:
            return list(dict.fromkeys(eid for eid in (self.first.data, self.second.data) if eid))
        return [str(self.origin.data)]

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for another provision when that is what was chosen."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.origin.data == OTHER and not self.olds():
            self.first.errors = [*self.first.errors, _("Kies een bepaling uit de vorige versie.")]
            return False
        return is_valid


@blueprint.get("/<slug>/bewerken/versies")
@requires(Permission.EDIT_CONSULTATION)
def versions(slug: str) -> Page:
    """Show per version what is unsure, what people decided, and what changed."""
    session, consultation = db_session(), drafted(slug)
    return shown(
        "workspace/versions.html",
        consultation=consultation,
        steps=[
            _step(older, newer)
            for older, newer in reversed(
                list(zip(consultation.versions, consultation.versions[1:], strict=False))
            )
        ],
        empty=FlaskForm(),
        current=bills.find_current(session, consultation),
    )


def _step(older: BillVersion, newer: BillVersion) -> dict[str, object]:
    session = db_session()
    return {
        "older": older,
        "newer": newer,
        "unsure": list(dict.fromkeys(link.new for link in uncertain(lineage.links_of(session, newer)))),
        "decided": lineage.decisions(session, newer),
        "changed": comparing.Comparing.stored(session, older, newer).comparison().changed,
        "words": ChangeWords(ProvisionNames(session, older), ProvisionNames(session, newer)),
    }


def _pair(consultation: Consultation, number: int) -> tuple[BillVersion, BillVersion]:
    newer = bills.get_version(db_session(), consultation, number)
    older = lineage.find_before(db_session(), newer)
    if older is None:
        raise NotFound("no-such-version")
    return older, newer


@blueprint.route("/<slug>/bewerken/versies/<int:n>/<eid>", methods=["GET", "POST"])
@requires(Permission.EDIT_CONSULTATION)
def origin(slug: str, n: int, eid: str) -> Page:
    """Show one provision beside what it may come from, and take the decision."""
    session, consultation = db_session(), drafted(slug)
    older, newer = _pair(consultation, n)
    old, new = bills.tree(session, older), bills.tree(session, newer)
    provision = next((node for node in walk(new) if node.eid == eid), None)
    if provision is None:
        raise NotFound("no-such-provision", eid=eid)
    links = [link for link in lineage.links_of(session, newer) if link.new == eid and link.old]
    before, after = ProvisionNames(session, older), ProvisionNames(session, newer)
    form = _form(provision, links, old, before, _chosen(newer, eid))
    if (
        request.method == "POST"
        and form.validate()
        and saved(form, lambda: _decide(consultation, newer, eid, form))
    ):
        return done("workspace.versions", slug, "herkomst")
    nodes = {node.eid: node for node in walk(old)}
    return shown(
        "workspace/origin.html",
        form=form,
        consultation=consultation,
        older=older,
        newer=newer,
        title=after.title(eid),
        is_decided=_chosen(newer, eid) is not None,
        rows=[
            {
                "name": before.title(link.old),
                "pieces": word_diff(_whole(nodes[link.old]), _whole(provision)),
            }
            for link in links
        ],
        text=_whole(provision),
        eid=eid,
    )


def _whole(node: Provision) -> str:
    return node.full_text()


def _chosen(version: BillVersion, eid: str) -> list[str] | None:
    """Return what somebody decided about a provision, None when nobody did."""
    found = [one for one in lineage.decisions(db_session(), version) if one.new == eid]
    return list(found[0].olds) if found else None


def _form(
    provision: Provision,
    links: list[Link],
    old: tuple[Provision, ...],
    names: ProvisionNames,
    chosen: list[str] | None,
) -> OriginForm:
    likely = [link.old for link in links]
    form = OriginForm(data=_given(chosen, likely))
    form.origin.choices = [
        *((eid, _("Uit: %(name)s", name=names.title(eid))) for eid in likely),
        (OTHER, _("Uit een andere bepaling, of uit twee")),
        (NEW, _("Dit is nieuw")),
    ]
    is_unit = any(node.eid == provision.eid for node in units([provision]))
    others = [
        (node.eid, names.title(node.eid))
        for node in (units(old) if is_unit else walk(old))
        if node.kind is provision.kind
    ]
    form.first.choices = form.second.choices = [("", _("Kies een bepaling")), *others]
    return form


def _given(chosen: list[str] | None, likely: list[str]) -> dict[str, str]:
    if chosen is None:
        return {}
    if not chosen:
        return {"origin": NEW}
    if len(chosen) == 1 and chosen[0] in likely:
        return {"origin": chosen[0]}
    return {"origin": OTHER, "first": chosen[0], "second": chosen[1] if len(chosen) > 1 else ""}


def _decide(consultation: Consultation, version: BillVersion, eid: str, form: OriginForm) -> None:
    lineage.decide(
        db_session(), consultation, version, new=eid, olds=form.olds(), by=require_viewer(), now=now()
    )


@blueprint.post("/<slug>/bewerken/versies/<int:n>/<eid>/terug")
@requires(Permission.EDIT_CONSULTATION)
def undo_origin(slug: str, n: int, eid: str) -> Page:
    """Take a decision back."""
    consultation = drafted(slug)
    _, newer = _pair(consultation, n)
    lineage.undo(db_session(), consultation, newer, new=eid, by=require_viewer(), now=now())
    return done("workspace.versions", slug, "herkomst-terug")
