"""Forms of the flow. They only carry what is typed; services judge it, and `show_problems` says so in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from consultatie.domain.proposals import ProposalKind
from consultatie.domain.text import normalise, normalise_line
from consultatie.http.messages import sentence
from consultatie.models.consultations import Question, QuestionKind, in_language
from consultatie.models.responses import Comment, Position, Response
from consultatie.services.drafts import CommentInput
from consultatie.services.response_reading import option_value


def _text(value: str | None) -> str:
    return normalise(value or "")


def line(value: str | None) -> str:
    """Return one line that somebody typed, normalised."""
    return normalise_line(value or "")


def as_choices(choices: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Return pairs of value and label as WTForms wants them."""
    return [SelectChoice(value, label) for value, label in choices]


def choice(label: Any, choices: list[tuple[str, Any]]) -> RadioField:
    """Return a field that asks for one of some values; which are known is judged by who reads it."""
    return RadioField(label, choices=as_choices(choices), validate_choice=False, filters=[line])


class CommentForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """What somebody thinks of a provision or of the whole; each page asks one of its fields."""

    position = choice(
        _("Uw standpunt"),
        [
            (Position.SUPPORT.value, _("Ik ben voor.")),
            (Position.SUPPORT_WITH_CHANGES.value, _("Ik ben voor, als er iets verandert.")),
            (Position.OPPOSE.value, _("Ik ben tegen.")),
            (Position.NEUTRAL.value, _("Ik heb geen mening, maar wel een opmerking.")),
        ],
    )
    text = TextAreaField(_("Wat wilt u erover zeggen?"), validators=[Optional()], filters=[_text])
    proposal = TextAreaField(_("Uw voorstel voor de tekst"), validators=[Optional()], filters=[_text])
    proposal_kind = HiddenField(filters=[line])

    @classmethod
    def of(cls, said: Comment | None) -> CommentForm:
        """Return the form with what was said before."""
        names = (*CommentInput.FIELDS, "proposal_kind")
        return cls(data={name: getattr(said, name) for name in names} if said else None)

    def kind(self) -> ProposalKind:
        """Return what the words of the proposal are, as the page that asked for them says."""
        known = {kind.value for kind in ProposalKind}
        return (
            ProposalKind(self.proposal_kind.data) if self.proposal_kind.data in known else ProposalKind.TEXT
        )

    def typed(self, eid: str, said: Comment | None, given: Collection[str]) -> CommentInput:
        """Return the comment with the fields that were given now, and the others as they were said before."""
        known = {position.value for position in Position}
        position = Position(self.position.data) if self.position.data in known else Position.NONE
        typed = {"position": position, "text": self.text.data or "", "proposal": self.proposal.data or ""}
        before = CommentInput(eid)
        if said is not None:
            before = CommentInput(eid, said.position, said.text, said.proposal, said.proposal_kind)
        if "proposal" in given:
            before = replace(before, proposal_kind=self.kind())
        return replace(before, **{name: value for name, value in typed.items() if name in given})  # type: ignore[arg-type]


class ChoiceForm(FlaskForm):  # type: ignore[misc]
    """Which articles somebody wants to respond to."""

    articles = SelectMultipleField(
        _("Op welke artikelen wilt u reageren?"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class EmailForm(FlaskForm):  # type: ignore[misc]
    """Where a link goes to."""

    email = EmailField(_("Uw e-mailadres"), filters=[line])


class OpenAnswer(FlaskForm):  # type: ignore[misc]
    """An answer in one's own words."""

    value = TextAreaField(validators=[Optional()], filters=[_text])


class OneAnswer(FlaskForm):  # type: ignore[misc]
    """One of some options."""

    value = RadioField(validators=[Optional()], validate_choice=False)


class SeveralAnswers(FlaskForm):  # type: ignore[misc]
    """Any number of options."""

    value = SelectMultipleField(
        validators=[Optional()],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


FORM_OF = {
    QuestionKind.OPEN: OpenAnswer,
    QuestionKind.ONE: OneAnswer,
    QuestionKind.SEVERAL: SeveralAnswers,
    QuestionKind.SCALE: OneAnswer,
}


def answer_form(question: Question, draft: Response | None, language: str) -> Any:
    """Return the form for a question, filled with what the draft holds. Options go by their number."""
    given = next((a.values for a in draft.answers if a.question_id == question.id), []) if draft else []
    numbers = [value for value, _label in _options(question, language)]
    stored = _stored_values(question)
    chosen = [number for number, text in zip(numbers, stored, strict=True) if text in given]
    data: Any = {
        QuestionKind.OPEN: "\n".join(given),
        QuestionKind.SEVERAL: chosen,
    }.get(question.kind, chosen[0] if chosen else None)
    form: Any = FORM_OF[question.kind](data={"value": data})
    form.value.label.text = in_language(question.texts, language)[0]
    if question.kind is not QuestionKind.OPEN:
        form.value.choices = as_choices(_options(question, language))
    return form


def _options(question: Question, language: str) -> list[tuple[str, str]]:
    if question.kind is QuestionKind.SCALE:
        words = {"1": _("1 (helemaal niet)"), "5": _("5 (helemaal wel)")}
        return [(number, str(words.get(number, number))) for number in "12345"]
    return [(str(place), in_language(option, language)[0]) for place, option in enumerate(question.options)]


def _stored_values(question: Question) -> list[str]:
    if question.kind is QuestionKind.SCALE:
        return list("12345")
    return [option_value(option) for option in question.options]


def answered(question: Question, form: Any) -> tuple[str, ...]:
    """Return what was answered as it is stored; an option that does not exist is no answer."""
    data = form.value.data
    if question.kind is QuestionKind.OPEN:
        return (data,) if data else ()
    wanted = set(data or ()) if isinstance(data, list) else {data}
    first = 1 if question.kind is QuestionKind.SCALE else 0
    stored = _stored_values(question)
    return tuple(text for place, text in enumerate(stored, start=first) if str(place) in wanted)


def show_problems(form: Any, problems: Mapping[str, str], **facts: int) -> None:
    """Put a sentence at each field that has a problem; what belongs to no field of this form stands above it."""
    said = {name: format_decimal(number, locale=get_locale()) for name, number in facts.items()}
    for name, code in problems.items():
        words = sentence(code, **said)
        if name in form:
            form[name].errors = [words]
        else:
            form.form_errors.append(words)
