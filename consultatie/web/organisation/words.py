"""Words for what people of organisations may do, the same on every page; templates call them too."""

from __future__ import annotations

from flask_babel import gettext as _

from consultatie.domain.organisations import MemberRole


def member_role(value: MemberRole | str) -> str:
    """Return what somebody may do for an organisation."""
    return {
        "writer": _("Schrijven"),
        "signer": _("Schrijven en aftekenen"),
        "mandated": _("Schrijven, aftekenen en indienen"),
    }[MemberRole(value).value]
