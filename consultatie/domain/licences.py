"""Under which terms a picture may be used: codes of the SPDX licence list, and what each asks of us."""

from __future__ import annotations

from typing import Final

OWN: Final = "LicenseRef-own"  # made by or for the department itself
PERMISSION: Final = "LicenseRef-permission"  # its maker said yes
OTHER: Final = "LicenseRef-other"  # in words, in a note

# https://spdx.org/licenses/; what the list does not know is a LicenseRef, as SPDX 3.0 annex D has it.
LICENCES: Final = (
    OWN,
    PERMISSION,
    "CC0-1.0",
    "CC-PDM-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-ND-4.0",
    OTHER,
)
_WITH_A_NAME: Final = frozenset({PERMISSION, "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-ND-4.0"})


def asks_for_credit(licence: str) -> bool:
    """Say whether the maker must be named (CC BY 4.0, section 3(a)(1), or the courtesy of a permission)."""
    return licence in _WITH_A_NAME


def address(licence: str) -> str:
    """Return where a Creative Commons licence can be read; empty for the others."""
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if licence == "CC-PDM-1.0":
        return "https://creativecommons.org/publicdomain/mark/1.0/"
    if licence.startswith("CC-BY"):
        return f"https://creativecommons.org/licenses/{licence[3:-4].lower()}/4.0/"
    return ""
