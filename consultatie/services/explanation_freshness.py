"""Whether explanations still fit the law text beside them: the one place that compares the two.

When a new version of a bill is imported, explanations first follow their provision to its new eId (services/following);
then the hash of the text there is compared, and what differs is marked until somebody looks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from consultatie.domain.provisions import Provision
from consultatie.models.consultations import Explanation


def law_digest(provision: Provision) -> str:
    """Return the SHA-256 (hex) of a provision's full text, by which an explanation knows that the law has changed."""
    return hashlib.sha256(provision.full_text().encode()).hexdigest()


def mark(explanations: Iterable[Explanation], law: Mapping[str, Provision]) -> None:
    """Mark each explanation whose provision (by eId in `law`) reads otherwise than when somebody last looked.

    One that was written before there was a bill takes the first text as the one it goes with. A provision that is gone
    is up to the publication gate.
    """
    for one in explanations:
        provision = law.get(one.eid)
        if provision is None:
            continue
        digest = law_digest(provision)
        one.law_digest = one.law_digest or digest
        one.outdated = one.law_digest != digest


def looked_at(explanation: Explanation, provision: Provision) -> None:
    """Note that somebody read an explanation beside this text."""
    explanation.law_digest, explanation.outdated = law_digest(provision), False
