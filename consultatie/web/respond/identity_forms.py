"""Forms about who responds, and what becomes public of it. They only carry what is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import Optional

from consultatie.analysis.places import ABROAD, find_place, suggest
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.web.respond.forms import as_choices, choice, line

ABROAD_LABEL = _("Buiten Nederland")
OTHER = "other"  # a person too, with somebody else at the keys
UNDER_16 = "under-16"  # a person too, with a parent or carer who agrees
KINDS = [
    (RespondentKind.PERSON.value, _("Voor mijzelf")),
    (OTHER, _("Voor iemand anders")),
    (RespondentKind.ORGANISATION.value, _("Voor een organisatie")),
]
YES, NO = "yes", "no"
YOUNG = (UNDER_16, _("Ik ben jonger dan 16"))
PUBLICATIONS = [
    (Publication.NAMED.value, _("Mijn reactie met mijn naam")),
    (Publication.UNNAMED.value, _("Mijn reactie zonder mijn naam")),
    (Publication.NOT.value, _("Niets")),
]


class KindForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """For whom somebody responds: themselves, another person or an organisation. `young`: or being under 16."""

    kind = choice(_("Voor wie reageert u?"), [])

    def __init__(self, *, young: bool = False, **more: Any) -> None:
        super().__init__(**more)
        offered = [*KINDS, YOUNG] if young else KINDS
        self.kind.choices = as_choices(offered)
        self.offered = {value for value, _label in offered}

    @staticmethod
    def shown(facts: RespondentFacts) -> str:
        """Return the choice that these facts stand for."""
        if facts.under_16:
            return UNDER_16
        return OTHER if facts.helped else facts.kind.value

    def onto(self, before: RespondentFacts) -> RespondentFacts | None:
        """Return what was known of somebody with this choice; None when nothing was chosen."""
        chosen = self.kind.data
        if chosen not in self.offered:
            return None
        kind = RespondentKind.ORGANISATION if chosen == RespondentKind.ORGANISATION else RespondentKind.PERSON
        is_young = chosen == UNDER_16
        stays = is_young and before.in_class
        return replace(before, kind=kind, helped=chosen == OTHER, under_16=is_young, in_class=stays)


class PlaceForm(FlaskForm):  # type: ignore[misc]
    """Where somebody is, and the choice among places when that name is unknown."""

    place_choice = choice(_("Bedoelt u een van deze plaatsen?"), [])

    def typed_place(self) -> str:
        """Return the chosen place, or else what was typed, as it is written where it is known."""
        typed = self.place_choice.data or self.place.data or ""
        return find_place(typed) or typed

    def offer_places(self) -> bool:
        """Offer places in the stead of an unknown one; return whether there was something to ask."""
        typed = self.typed_place()
        if not typed or find_place(typed):
            return False
        offered = [*suggest(typed), ABROAD]
        self.place_choice.choices = as_choices(
            (one, ABROAD_LABEL if one == ABROAD else one) for one in offered
        )
        return True


class PersonForm(PlaceForm):
    """Who responds: a person."""

    name = StringField(_("Uw naam"), validators=[Optional()], filters=[line])
    place = StringField(_("Uw woonplaats"), validators=[Optional()], filters=[line])
    email = EmailField(_("Uw e-mailadres"), filters=[line])

    def typed(self) -> RespondentFacts:
        """Return what was typed."""
        return RespondentFacts(
            RespondentKind.PERSON,
            name=self.name.data or "",
            place=self.typed_place(),
            email=self.email.data or "",
        )


class HelpedForm(PersonForm):
    """Who responds: a person for whom another fills in."""

    name = StringField(_("Naam van de ander"), validators=[Optional()], filters=[line])
    place = StringField(_("Woonplaats van de ander"), validators=[Optional()], filters=[line])

    def typed(self) -> RespondentFacts:
        """Return what was typed."""
        return replace(super().typed(), helped=True)


class OrganisationForm(PlaceForm):
    """Who responds: an organisation."""

    organisation = StringField(_("Naam van de organisatie"), filters=[line])
    name = StringField(_("Uw naam"), validators=[Optional()], filters=[line])
    place = StringField(_("Plaats van de organisatie"), validators=[Optional()], filters=[line])
    email = EmailField(_("Uw e-mailadres"), filters=[line])

    def typed(self) -> RespondentFacts:
        """Return what was typed."""
        return RespondentFacts(
            RespondentKind.ORGANISATION,
            name=self.name.data or "",
            organisation=self.organisation.data or "",
            place=self.typed_place(),
            email=self.email.data or "",
        )


class GuardianForm(FlaskForm):  # type: ignore[misc]
    """Who agrees to a response of somebody under 16: nothing else is asked."""

    email = EmailField(_("Wat is het mailadres van je vader, moeder of verzorger?"), filters=[line])

    def typed(self) -> RespondentFacts:
        """Return what was typed."""
        return RespondentFacts(RespondentKind.PERSON, email=self.email.data or "", under_16=True)


class PupilForm(FlaskForm):  # type: ignore[misc]
    """Whether somebody under 16 stays with the class whose code they typed: nothing else is asked."""

    with_class = choice(
        _("Doe je mee met je klas?"),
        [(YES, _("Ja, met mijn klas")), (NO, _("Nee, ik vraag het aan mijn vader, moeder of verzorger"))],
    )

    def typed(self) -> RespondentFacts:
        """Return what that says."""
        return RespondentFacts(RespondentKind.PERSON, under_16=True, in_class=self.with_class.data != NO)


class PublicationForm(FlaskForm):  # type: ignore[misc]
    """What may become public; of somebody under 16 (`young`) never a name."""

    publication = choice(_("Wat mag iedereen lezen?"), [])

    def __init__(self, *, young: bool = False, **more: Any) -> None:
        super().__init__(**more)
        offered = [one for one in PUBLICATIONS if not young or one[0] != Publication.NAMED]
        self.publication.choices = as_choices(offered)
        self.offered = {value for value, _label in offered}

    def typed(self) -> Publication | None:
        """Return the choice; None when nothing was chosen that is offered."""
        chosen = self.publication.data
        return Publication(chosen) if chosen in self.offered else None
