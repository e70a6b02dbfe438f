"""Forms for people of organisations. They only carry what is typed; services judge it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField, StringField, TextAreaField

from consultatie.domain.errors import Invalid
from consultatie.domain.organisations import MemberRole, Registration
from consultatie.web.organisation.words import member_role


class RegisterForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """A new organisation, and who registers it."""

    name = StringField(_("Naam van de organisatie"))
    kvk = StringField(_("KvK-nummer"))
    person = StringField(_("Uw naam"))
    email = EmailField(_("Uw e-mailadres bij de organisatie"))
    by_hand = BooleanField(_("Wij hebben geen eigen maildomein. Laat een beheerder ons nakijken."))
    explanation = TextAreaField(_("Waaraan kan de beheerder zien dat de organisatie bestaat?"))

    def typed(self) -> Registration:
        """Return what was typed."""
        return Registration(
            name=self.name.data or "",
            kvk=self.kvk.data or "",
            person=self.person.data or "",
            email=self.email.data or "",
            by_hand=bool(self.by_hand.data),
            explanation=self.explanation.data or "",
        )


class AddressForm(FlaskForm):  # type: ignore[misc]
    """Where the link to sign in may be sent."""

    email = EmailField(_("Uw e-mailadres bij de organisatie"))


class NameForm(FlaskForm):  # type: ignore[misc]
    """Who takes part on an invitation."""

    name = StringField(_("Uw naam"))


class RoleForm(FlaskForm):  # type: ignore[misc]
    """What a colleague may do."""

    role = RadioField(_("Wat mag deze collega?"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [(role.value, member_role(role)) for role in MemberRole]

    def chosen(self) -> MemberRole:
        """Return the role; raise Invalid when nothing was chosen."""
        if self.role.data not in set(MemberRole):
            raise Invalid("organisation-invalid", {"role": "role-missing"})
        return MemberRole(self.role.data)


class InviteForm(RoleForm):
    """A colleague to invite."""

    email = EmailField(_("E-mailadres van uw collega"))
