"""Who may do what by role. Whether it is *their* consultation is asked in the service, with `may_work_on`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultatie.domain.errors import NotAllowed


class Role(StrEnum):
    """What somebody is here; the value is what `user create --role` takes."""

    RESPONDENT = "respondent"
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing a role may do."""

    ENTER_WORKSPACE = "enter-workspace"
    EDIT_CONSULTATION = "edit-consultation"
    PUBLISH_CONSULTATION = "publish-consultation"
    READ_RESPONSES = "read-responses"
    WRITE_REPORT = "write-report"
    MODERATE = "moderate"
    MANAGE_USERS = "manage-users"
    RESPOND_TOGETHER = "respond-together"  # for an organisation; which one is asked in services/memberships
    KEEP_OWN_ACCOUNT = "keep-own-account"  # how they themselves sign in


_P = Permission
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.RESPONDENT: frozenset({_P.RESPOND_TOGETHER, _P.KEEP_OWN_ACCOUNT}),
    Role.DRAFTER: frozenset(
        {
            _P.ENTER_WORKSPACE,
            _P.KEEP_OWN_ACCOUNT,
            _P.EDIT_CONSULTATION,
            _P.PUBLISH_CONSULTATION,
            _P.READ_RESPONSES,
            _P.WRITE_REPORT,
        }
    ),
    Role.REVIEWER: frozenset(
        {_P.ENTER_WORKSPACE, _P.KEEP_OWN_ACCOUNT, _P.PUBLISH_CONSULTATION, _P.READ_RESPONSES}
    ),
    Role.MODERATOR: frozenset({_P.ENTER_WORKSPACE, _P.KEEP_OWN_ACCOUNT, _P.READ_RESPONSES, _P.MODERATE}),
    Role.ADMINISTRATOR: frozenset({_P.ENTER_WORKSPACE, _P.KEEP_OWN_ACCOUNT, _P.MANAGE_USERS}),
}
STAFF = frozenset(Role) - {Role.RESPONDENT}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks: a signed-in person. Nobody signed in is None. `department_id` None means every department."""

    user_id: int
    name: str
    role: Role
    department_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Say whether the role has this permission."""
        return permission in PERMISSIONS[self.role]

    def may_work_on(self, department_id: int) -> bool:
        """Say whether consultations of this department are theirs to see before publication."""
        return self.department_id is None or self.department_id == department_id

    def require(self, permission: Permission, department_id: int) -> None:
        """Raise NotAllowed unless the role may do this, in this department."""
        if not (self.may(permission) and self.may_work_on(department_id)):
            raise NotAllowed("not-your-consultation", permission=permission.value)
