"""Words for what people of organisations may do and did, the same on every page; templates call them too."""

from __future__ import annotations

from flask_babel import gettext as _

from consultatie.domain.joint_drafts import JointStage, Step
from consultatie.domain.organisations import MemberRole


def member_role(value: MemberRole | str) -> str:
    """Return what somebody may do for an organisation."""
    return {
        "writer": _("Schrijven"),
        "signer": _("Schrijven en aftekenen"),
        "mandated": _("Schrijven, aftekenen en insturen"),
    }[MemberRole(value).value]


def joint_stage(value: JointStage | str) -> str:
    """Return where a text is that colleagues write."""
    return {
        "writing": _("In de maak"),
        "offered": _("Wacht op aftekenen"),
        "signed": _("Afgetekend, nog niet ingestuurd"),
        "submitted": _("Ingediend"),
    }[JointStage(value).value]


def joint_step(value: Step | str) -> str:
    """Return the words on a button that takes a step."""
    return {
        "offer": _("Laat aftekenen"),
        "refuse": _("Stuur terug"),
        "sign": _("Teken af"),
        "take-back": _("Neem terug om te schrijven"),
        "submit": _("Dien in"),
        "revise": _("Pas de reactie aan"),
        "withdraw": _("Trek de reactie in"),
    }[Step(value).value]


def joint_question(value: Step | str) -> str:
    """Return the question on the page of a step."""
    return {
        "offer": _("Is de tekst klaar om af te tekenen?"),
        "refuse": _("Wat moet er anders?"),
        "sign": _("Tekent u de tekst af?"),
        "take-back": _("Verder schrijven aan de tekst?"),
        "submit": _("Wilt u deze reactie insturen?"),
        "revise": _("De reactie aanpassen?"),
        "withdraw": _("De reactie intrekken?"),
    }[Step(value).value]


def joint_step_done(value: Step | str) -> str:
    """Return what somebody did, in a list of what happened."""
    return {
        "offer": _("gevraagd om af te tekenen"),
        "refuse": _("teruggestuurd"),
        "sign": _("afgetekend"),
        "take-back": _("teruggenomen"),
        "submit": _("ingestuurd"),
        "revise": _("weer opengemaakt"),
        "withdraw": _("ingetrokken"),
    }[Step(value).value]
