"""Who may do what, and whose consultation it is."""

from __future__ import annotations

import pytest

from consultatie.domain.errors import NotAllowed
from consultatie.domain.permissions import PERMISSIONS, STAFF, Permission, Role, Viewer


def test_every_role_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert set(Role) - STAFF == {Role.RESPONDENT}


def test_every_permission_belongs_to_somebody() -> None:
    assert frozenset().union(*PERMISSIONS.values()) == set(Permission)


@pytest.mark.parametrize(
    "permission", sorted(set(Permission) - {Permission.RESPOND_TOGETHER, Permission.KEEP_OWN_ACCOUNT})
)
def test_a_respondent_may_do_nothing_here_but_respond_for_an_organisation(permission: Permission) -> None:
    assert Viewer(1, "R", Role.RESPONDENT).may(Permission.RESPOND_TOGETHER)
    assert not Viewer(1, "R", Role.RESPONDENT).may(permission)


@pytest.mark.parametrize("role", sorted(Role))
def test_everyone_keeps_their_own_account(role: Role) -> None:
    assert Viewer(1, "S", role).may(Permission.KEEP_OWN_ACCOUNT)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_does_not_respond_for_an_organisation(role: Role) -> None:
    assert not Viewer(1, "S", role).may(Permission.RESPOND_TOGETHER)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_may_enter_the_workspace(role: Role) -> None:
    assert Viewer(1, "S", role).may(Permission.ENTER_WORKSPACE)


def test_who_keeps_the_accounts_does_not_read_responses_or_write_consultations() -> None:
    """So that nobody gives themselves a role unseen and works with it at once."""
    administrator = PERMISSIONS[Role.ADMINISTRATOR]
    assert Permission.MANAGE_USERS in administrator
    assert not administrator & {Permission.EDIT_CONSULTATION, Permission.READ_RESPONSES, Permission.MODERATE}
    assert not any(Permission.MANAGE_USERS in PERMISSIONS[role] for role in set(Role) - {Role.ADMINISTRATOR})


def test_who_moderates_does_not_write_what_people_respond_to() -> None:
    assert not PERMISSIONS[Role.MODERATOR] & {Permission.EDIT_CONSULTATION, Permission.WRITE_REPORT}


def test_somebody_of_one_department_works_for_that_one_only() -> None:
    viewer = Viewer(1, "D", Role.DRAFTER, department_id=3)
    assert viewer.may_work_on(3)
    assert not viewer.may_work_on(4)
    assert Viewer(1, "D", Role.DRAFTER).may_work_on(4)


@pytest.mark.parametrize(
    ("role", "department", "allowed"),
    [
        (Role.DRAFTER, 3, True),
        (Role.DRAFTER, None, True),
        (Role.DRAFTER, 4, False),
        (Role.MODERATOR, 3, False),
        (Role.RESPONDENT, 3, False),
    ],
)
def test_editing_takes_both_the_role_and_the_department(
    role: Role, department: int | None, allowed: bool
) -> None:
    viewer = Viewer(1, "V", role, department)
    if allowed:
        viewer.require(Permission.EDIT_CONSULTATION, 3)
    else:
        with pytest.raises(NotAllowed) as refused:
            viewer.require(Permission.EDIT_CONSULTATION, 3)
        assert refused.value.code == "not-your-consultation"
