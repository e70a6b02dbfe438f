"""Forms for writing together. They only carry what is typed; services judge it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from consultatie.domain.text import normalise
from consultatie.domain.visibility import Publication
from consultatie.models.joint_drafts import JointDraft, PartEdition
from consultatie.models.responses import Position
from consultatie.services.drafts import CommentInput

LONGEST_NUMBER = 9  # digits


def _text(value: str | None) -> str:
    return normalise(value or "")


def _number(typed: str | None) -> int:
    """Return the number in a hidden field; 0, which is never the newest, for anything else."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


class PartForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """What the organisation thinks of a provision, made on the edition `based_on`."""

    position = RadioField(_("Wat vindt uw organisatie ervan?"), validate_choice=False)
    text = TextAreaField(_("Uitleg"), filters=[_text])
    proposal = TextAreaField(_("Voorstel voor de tekst"), filters=[_text])
    based_on = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.position.choices = [
            (Position.SUPPORT.value, _("Wij zijn voor.")),
            (Position.SUPPORT_WITH_CHANGES.value, _("Wij zijn voor, als er iets verandert.")),
            (Position.OPPOSE.value, _("Wij zijn tegen.")),
            (Position.NEUTRAL.value, _("Wij hebben geen mening, maar wel een opmerking.")),
        ]

    @classmethod
    def of(cls, edition: PartEdition) -> PartForm:
        """Return the form with the text of now."""
        return cls(
            formdata=None,
            position=edition.position.value,
            text=edition.text,
            proposal=edition.proposal,
            based_on=str(edition.number),
        )

    def typed(self, eid: str) -> CommentInput:
        """Return what was typed about a provision."""
        known = self.position.data in set(Position)
        position = Position(self.position.data) if known else Position.NONE
        return CommentInput(eid, position, self.text.data or "", self.proposal.data or "")

    def number(self) -> int:
        """Return the number of the edition that the writer had before them."""
        return _number(self.based_on.data)


class PartsForm(FlaskForm):  # type: ignore[misc]
    """Provisions to write about."""

    parts = SelectMultipleField(
        _("Over welke artikelen wilt u schrijven?"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class NoteForm(FlaskForm):  # type: ignore[misc]
    """A note between colleagues."""

    note = TextAreaField(_("Notitie voor collega's"), filters=[_text])


class StepForm(FlaskForm):  # type: ignore[misc]
    """Why a text goes on or back."""

    note = TextAreaField(_("Bericht aan uw collega's"), filters=[_text])


class DetailsForm(FlaskForm):  # type: ignore[misc]
    """For whom the organisation also speaks, and what becomes public."""

    principals = TextAreaField(_("Ook namens wie?"), filters=[_text])
    publication = RadioField(_("Wat mag iedereen lezen?"), validate_choice=False)
    based_on = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.publication.choices = [
            (Publication.NAMED.value, _("De reactie, met de naam van de organisatie")),
            (Publication.NOT.value, _("Niets, alleen het ministerie leest de reactie")),
        ]

    @classmethod
    def of(cls, draft: JointDraft) -> DetailsForm:
        """Return the form with the details of now."""
        return cls(
            formdata=None,
            principals="\n".join(draft.principals),
            publication=draft.publication.value,
            based_on=str(draft.details_number),
        )

    def chosen(self) -> Publication | None:
        """Return what may become public, or None when nothing was chosen."""
        known = self.publication.data in set(Publication)
        return Publication(self.publication.data) if known else None

    def number(self) -> int:
        """Return the number of the details that the writer had before them."""
        return _number(self.based_on.data)


class AttachmentForm(FlaskForm):  # type: ignore[misc]
    """A file to go with the response."""

    title = StringField(_("Titel van de bijlage"))
    file = FileField(_("Bestand"))
