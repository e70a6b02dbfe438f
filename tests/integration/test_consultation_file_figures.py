"""Figures and pictures in the file of a consultation: kept as written, loaded anew without doubles, refused by name."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation
from consultatie.models.pictures import Picture
from consultatie.services import consultation_file
from tests.factories import NOW

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
TOML = """
title = "Wet op de proef"
kind = "act"
department = "Ministerie van Proeven"
[nl]
summary = "Kort."
[[illustrations]]
file = "brief.svg"
alt = "Een brief."
description = "Een brief op een mat."
credit = "Studio Letter"
licence = "CC-BY-4.0"
[[figures]]
kind = "timeline"
nl = "Zo gaat het"
en = "How it goes"
[[figures.rows]]
mark = "now"
nl = { label = "Lezen", text = "in maart" }
en = { label = "Reading" }
[[figures.rows]]
nl = { label = "Besluiten" }
"""


def load(session: Session, ports: Ports, toml: str = TOML) -> Consultation:
    data: dict[str, Any] = tomllib.loads(toml)
    return consultation_file.load(session, "proef", data, lambda _name: SVG, ports=ports, now=NOW)


def test_a_figure_and_a_picture_are_kept_as_written_and_only_once(session: Session, ports: Ports) -> None:
    for _ in range(2):
        consultation = load(session, ports)
        session.commit()
        session.expire_all()
    [figure] = consultation.figures
    assert (figure.kind.value, figure.eid, figure.title["en"]) == ("timeline", "", "How it goes")
    assert figure.rows == [
        {"mark": "now", "label": {"nl": "Lezen", "en": "Reading"}, "text": {"nl": "in maart"}},
        {"mark": "later", "label": {"nl": "Besluiten"}, "text": {}},
    ]
    [illustration] = consultation.illustrations
    assert (illustration.picture.credit, illustration.picture.licence) == ("Studio Letter", "CC-BY-4.0")
    assert session.scalar(select(func.count()).select_from(Picture)) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('kind = "timeline"', 'kind = "taart"', "consultation-file"),
        ('mark = "now"', 'mark = "gain"', "figure-words"),
        ('nl = { label = "Besluiten" }', 'en = { label = "Deciding" }', "figure-words"),
        ('alt = "Een brief."', "", "picture-texts"),
        ('credit = "Studio Letter"', "", "picture-texts"),
        ('file = "brief.svg"', 'file = "brief.svg"\ndecorative = true', "picture-texts"),
    ],
)
def test_what_is_wrong_refuses_the_file(
    session: Session, ports: Ports, old: str, new: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        load(session, ports, TOML.replace(old, new))
    assert refused.value.code == code
