"""Start the audit with a browser that already holds the cookies of one visitor.

Runs in the audit's own environment, not in ours. The audit's `--setup` can only fill in forms; a respondent in the
middle of a response, or somebody who has just sent one, is a cookie. `A11Y_FOLDER` is the audit, `A11Y_STATE` a
storage state of Playwright.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, os.environ["A11Y_FOLDER"])

import audit

STATE = json.loads(Path(os.environ["A11Y_STATE"]).read_text("utf-8"))


class Visiting(audit.Audit):  # type: ignore[misc]
    """The audit, as seen by one visitor."""

    def __init__(self, options: Any) -> None:
        super().__init__(options)
        self.state = STATE


if __name__ == "__main__":
    audit.Audit = Visiting
    sys.exit(audit.main())
