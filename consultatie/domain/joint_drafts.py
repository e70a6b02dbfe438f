"""A response that several people of an organisation write together: where it is, and who may bring it further."""

from __future__ import annotations

from enum import StrEnum

from consultatie.domain.errors import NotAllowed
from consultatie.domain.organisations import MemberRole
from consultatie.domain.respondents import LONGEST_NAME
from consultatie.domain.text import normalise_line

MOST_PRINCIPALS = 200  # names in "also on behalf of"
LONGEST_NOTE = 5000  # characters


class JointStage(StrEnum):
    """Where a text is: written, offered for sign-off, signed off, handed in."""

    WRITING = "writing"
    OFFERED = "offered"
    SIGNED = "signed"
    SUBMITTED = "submitted"


class Step(StrEnum):
    """What somebody does with the text as a whole."""

    OFFER = "offer"
    REFUSE = "refuse"
    SIGN = "sign"
    TAKE_BACK = "take-back"
    SUBMIT = "submit"
    REVISE = "revise"
    WITHDRAW = "withdraw"


_J = JointStage
STEPS: dict[Step, tuple[frozenset[JointStage], JointStage]] = {  # from which stages, to which
    Step.OFFER: (frozenset({_J.WRITING}), _J.OFFERED),
    Step.REFUSE: (frozenset({_J.OFFERED}), _J.WRITING),
    Step.SIGN: (frozenset({_J.OFFERED}), _J.SIGNED),
    Step.TAKE_BACK: (frozenset({_J.OFFERED, _J.SIGNED}), _J.WRITING),
    Step.SUBMIT: (frozenset({_J.SIGNED}), _J.SUBMITTED),
    Step.REVISE: (frozenset({_J.SUBMITTED}), _J.WRITING),
    Step.WITHDRAW: (frozenset(_J), _J.WRITING),
}


def may_take(role: MemberRole, step: Step) -> bool:
    """Say whether somebody with this role may take a step."""
    if step in (Step.SIGN, Step.REFUSE):
        return role.may_sign
    if step in (Step.SUBMIT, Step.WITHDRAW):
        return role.may_hand_in
    return True


def require(role: MemberRole, step: Step) -> None:
    """Raise NotAllowed unless somebody with this role may take a step."""
    if not may_take(role, step):
        raise NotAllowed("mandate-needed" if step in (Step.SUBMIT, Step.WITHDRAW) else "signer-needed")


def principals_in(typed: str) -> list[str]:
    """Return the names for which an organisation also speaks: one a line, empty lines and repeats left out."""
    names = (normalise_line(line) for line in typed.splitlines())
    return list(dict.fromkeys(name for name in names if name))


def problem_of_principals(names: list[str]) -> str | None:
    """Return the code of what is wrong with a list of names, or None."""
    if len(names) > MOST_PRINCIPALS:
        return "principals-too-many"
    return "principal-too-long" if any(len(name) > LONGEST_NAME for name in names) else None
