"""Forms for accounts and departments. The rules are in services/accounts; its codes become sentences at the field."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from consultatie.domain.permissions import STAFF, Role
from consultatie.models.accounts import Department
from consultatie.web import labels

ALL_DEPARTMENTS = "0"


class WorkForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """What somebody may do, and for whom."""

    role = RadioField(_("Rol"))
    department = SelectField(_("Ministerie"))


class RoleForm(WorkForm):
    """The same for an account that is there already, and whether it is open."""

    active = BooleanField(_("Dit account mag inloggen"), default=True)


class NewUserForm(WorkForm):
    """A new account. The person gets the first password from the administrator."""

    name = StringField(_("Naam"))
    email = EmailField(_("E-mailadres"))
    password = PasswordField(_("Eerste wachtwoord"))


class DepartmentForm(FlaskForm):  # type: ignore[misc]
    """A new department."""

    name = StringField(_("Naam van het ministerie"))


class YoungForm(FlaskForm):  # type: ignore[misc]
    """Whether who is under 16 may respond to consultations of a department."""

    under_16 = RadioField(
        _("Mogen kinderen en jongeren onder de 16 reageren?"),
        choices=[
            SelectChoice("no", _("Nee")),
            SelectChoice("yes", _("Ja, als een volwassene het goedvindt")),
        ],
        validate_choice=False,
    )

    @staticmethod
    def shown(allowed: bool) -> str:
        """Return the choice that stands for what is kept."""
        return "yes" if allowed else "no"

    def typed(self) -> bool | None:
        """Return the answer; None when nothing was chosen."""
        return {"yes": True, "no": False}.get(self.under_16.data or "")


def offer(form: WorkForm, departments: Iterable[Department], *, now: Role | None = None) -> None:
    """Fill in what can be chosen. Somebody of an organisation (`now` RESPONDENT) stays that: they have no password."""
    roles = STAFF if now is not Role.RESPONDENT else {Role.RESPONDENT}
    form.role.choices = [(role.value, labels.role(role)) for role in Role if role in roles]
    form.department.choices = [(ALL_DEPARTMENTS, gettext("Alle ministeries"))] + [
        (str(department.id), department.name) for department in departments
    ]
