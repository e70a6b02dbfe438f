"""Organisations that respond: what their people may do, what a registration needs, and which addresses prove something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from consultatie.domain.respondents import LONGEST_NAME, find_email
from consultatie.domain.text import normalise, normalise_line

LONGEST_EXPLANATION = 2000  # characters
_KVK = re.compile(r"\d{8}")  # Handelsregisterbesluit 2008: eight digits, without a check digit
PUBLIC_PROVIDERS = frozenset(
    [
        "aol.com",
        "caiway.nl",
        "chello.nl",
        "delta.nl",
        "fastmail.com",
        "freedom.nl",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hccnet.nl",
        "hetnet.nl",
        "home.nl",
        "icloud.com",
        "kpnmail.nl",
        "kpnplanet.nl",
        "mac.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "multiweb.nl",
        "online.nl",
        "onsbrabantnet.nl",
        "pm.me",
        "planet.nl",
        "proton.me",
        "protonmail.com",
        "quicknet.nl",
        "rocketmail.com",
        "solcon.nl",
        "telfort.nl",
        "tele2.nl",
        "tutanota.com",
        "tuta.com",
        "upcmail.nl",
        "versatel.nl",
        "web.de",
        "wxs.nl",
        "xs4all.nl",
        "yandex.com",
        "ymail.com",
        "zeelandnet.nl",
        "ziggo.nl",
        "zonnet.nl",
    ]
)
_PUBLIC_FAMILIES = re.compile(r"(?:gmail|hotmail|live|outlook|yahoo)\.[a-z]{2,3}(?:\.[a-z]{2})?")


class MemberRole(StrEnum):
    """What somebody may do for an organisation; each may also do what those before it may."""

    WRITER = "writer"
    SIGNER = "signer"
    MANDATED = "mandated"

    @property
    def may_sign(self) -> bool:
        """Say whether they may sign off or refuse a text."""
        return self is not MemberRole.WRITER

    @property
    def may_hand_in(self) -> bool:
        """Say whether they may hand in for the organisation, and say who its people are."""
        return self is MemberRole.MANDATED


class OrganisationState(StrEnum):
    """Whether an organisation may respond: REQUESTED waits for an administrator."""

    REQUESTED = "requested"
    ACTIVE = "active"
    REFUSED = "refused"


class LinkPurpose(StrEnum):
    """What a link that we mailed to somebody of an organisation is for; it serves that once."""

    REGISTER = "register"
    INVITE = "invite"
    SIGN_IN = "sign-in"


def domain_of(email: str) -> str:
    """Return the mail domain of an address, lower case."""
    return email.rpartition("@")[2].lower()


def is_public_provider(domain: str) -> bool:
    """Say whether anyone can have an address of this domain, so that it proves nothing about an organisation."""
    labels = domain.lower().split(".")
    ends = [".".join(labels[at:]) for at in range(len(labels) - 1)]
    return any(end in PUBLIC_PROVIDERS or _PUBLIC_FAMILIES.fullmatch(end) for end in ends)


def find_kvk(typed: str) -> str | None:
    """Return the eight digits of a KvK number in what somebody typed, or None; spaces, dots and "KvK" do not matter."""
    digits = re.sub(r"(?i)kvk|[\s.:-]", "", typed)
    return digits if _KVK.fullmatch(digits) else None


@dataclass(frozen=True, slots=True)
class Registration:
    """What somebody fills in to register an organisation. `by_hand`: ask an administrator, as there is no domain."""

    name: str
    kvk: str
    person: str
    email: str
    by_hand: bool = False
    explanation: str = ""

    def tidy(self) -> Registration:
        """Return it normalised; what cannot be read stays as typed."""
        return Registration(
            normalise_line(self.name),
            find_kvk(self.kvk) or normalise_line(self.kvk),
            normalise_line(self.person),
            (find_email(self.email) or normalise_line(self.email)).lower(),
            self.by_hand,
            normalise(self.explanation),
        )

    @property
    def proves_domain(self) -> bool:
        """Say whether the address shows that somebody belongs to an organisation."""
        return not is_public_provider(domain_of(self.email))

    def problems(self) -> dict[str, str]:
        """Return a code per field that has to be mended."""
        found = {
            field: code
            for field, code, wrong in (
                ("name", "organisation-missing", not self.name),
                ("name", "organisation-too-long", len(self.name) > LONGEST_NAME),
                ("kvk", "kvk-unreadable", self.kvk and find_kvk(self.kvk) is None),
                ("person", "person-missing", not self.person),
                ("person", "name-too-long", len(self.person) > LONGEST_NAME),
                ("explanation", "explanation-missing", self.by_hand and not self.explanation),
                ("explanation", "explanation-too-long", len(self.explanation) > LONGEST_EXPLANATION),
            )
            if wrong
        }
        return found | self._problems_of_address()

    def _problems_of_address(self) -> dict[str, str]:
        if not self.email:
            return {"email": "work-address-missing"}
        if find_email(self.email) is None:
            return {"email": "email-unreadable"}
        return {} if self.by_hand or self.proves_domain else {"email": "email-of-anyone"}
