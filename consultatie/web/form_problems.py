"""Codes of a refusal become sentences at the fields of a form."""

from __future__ import annotations

from typing import Any

from consultatie.domain.errors import Invalid
from consultatie.http.messages import sentence


def show_problems(form: Any, refusal: Invalid) -> None:
    """Put the sentence of each code at its field; of what belongs to no field, above the form."""
    for name, code in refusal.problems.items():
        if name in form:
            form[name].errors = [sentence(code, **refusal.facts)]
        else:
            form.form_errors.append(sentence(code, **refusal.facts))
    if not refusal.problems:
        form.form_errors.append(sentence(refusal.code, **refusal.facts))
