"""Find the amending instructions of a bill: which provisions amend which law, and what each sentence tells us to do.

Openings ("Artikel 3 wordt als volgt gewijzigd:") say where what stands below them works. Quoted text is what is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consultatie.analysis.amendments.dutch import read_dutch
from consultatie.analysis.amendments.german import read_german
from consultatie.analysis.amendments.quoted_words import blanked, masked
from consultatie.analysis.amendments.reading import Dialect, Opening, Operations, needs_payload
from consultatie.analysis.amendments.word_edits import paragraphs
from consultatie.domain.amendments import Instruction, Target
from consultatie.domain.provisions import Provision, articles
from consultatie.domain.provisions import ProvisionKind as K

DIALECTS: Final[dict[str, Dialect]] = {"nl": read_dutch, "de": read_german}
UNKNOWN: Final = "unknown-wording"
PAYLOAD_UNCLEAR: Final = "new-text-unclear"
_CARRIES: Final = frozenset({K.ARTICLE, K.PARAGRAPH, K.POINT, K.AMENDMENT})
_NEXT_SENTENCE: Final = re.compile(
    r"(?<=[.;])\s+(?=(?:In|Na|Voor|Aan|Onder|Het|De|Er|Artikel(?:en)?|Onderde(?:el|len)|Hoofdstuk|Paragraaf|Bijlage)\b)"
)


@dataclass(frozen=True, slots=True)
class _Context:
    article: str
    law: str = ""
    place: Target = field(default_factory=Target)


def instructions(provisions: Iterable[Provision], language: str) -> list[Instruction]:
    """Return the amending instructions of a bill in order; none for a language without a dialect.

    A sentence of an amending article that is not understood is one too, with `unknown-wording`.
    """
    dialect = DIALECTS.get(language)
    if dialect is None:
        return []
    found: list[Instruction] = []
    for article in articles(provisions):
        found.extend(_below(article, _Context(article.eid), dialect))
    return found


def _below(node: Provision, context: _Context, dialect: Dialect) -> Iterator[Instruction]:
    """Yield the instructions of a provision and of what stands below it."""
    inner, own, takes_children = _own(node, context, dialect)
    yield from own
    if takes_children:
        return
    for child in node.children:
        if child.kind in _CARRIES:
            yield from _below(child, inner, dialect)
        elif child.kind is K.QUOTE and inner != context:
            for one in child.children:
                if one.kind in _CARRIES - {K.ARTICLE}:
                    yield from _below(one, inner, dialect)


def _own(node: Provision, context: _Context, dialect: Dialect) -> tuple[_Context, list[Instruction], bool]:
    """Return where what stands below works, the instructions of the own text, and whether they take what stands below."""
    inner, found = context, list[Instruction]()
    rest = node.text
    while rest.strip():
        sentence, rest = _first_sentence(rest)
        reading = dialect(*masked(sentence), inner.place)
        if isinstance(reading, Opening):
            inner = replace(inner, law=bare_law(reading.law) or inner.law, place=reading.place or inner.place)
            continue
        one = _instruction(node, inner, sentence, reading)
        if one is None:
            continue
        found.append(one)
        if not node.children and any(needs_payload(operation) for operation in one.operations):
            found[-1] = _with_payloads([one], [(_bare(rest),)] if rest.strip() else [])[0]
            return inner, found, False
    needy = [operation for one in found for operation in one.operations if needs_payload(operation)]
    sources = _sources(node, len(needy)) if needy else []
    return inner, _with_payloads(found, sources) if needy else found, bool(needy)


def _instruction(
    node: Provision, context: _Context, sentence: str, reading: Operations | None
) -> Instruction | None:
    if reading is None:
        problem = UNKNOWN if context.law else ""
        return (
            Instruction(node.eid, context.article, context.law, sentence, problem=problem)
            if problem
            else None
        )
    law = bare_law(reading.law) or context.law
    return Instruction(node.eid, context.article, law, sentence, reading.done) if law else None


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence of an instruction, and the rest; a full stop inside quoted words ends none."""
    plain = blanked(text)
    line_end = plain.find("\n")
    inside = _NEXT_SENTENCE.search(plain, 0, len(plain) if line_end < 0 else line_end)
    if inside:
        return text[: inside.start()].strip(), text[inside.end() :]
    return (text.strip(), "") if line_end < 0 else (text[:line_end].strip(), text[line_end + 1 :])


def _sources(node: Provision, wanted: int) -> list[tuple[Provision, ...]]:
    """Return the new text below an instruction, as many pieces as are wanted where that is clear."""
    quotes = [child for child in node.children if child.kind is K.QUOTE]
    if not quotes:
        return [tuple(node.children)] if node.children else []
    if len(quotes) == 1 and wanted > 1 and len(quotes[0].children) == wanted and not quotes[0].text:
        return [(one,) for one in quotes[0].children]
    return [one.children if one.children and not one.text else (one,) for one in quotes]


def _with_payloads(
    found: Sequence[Instruction], sources: Sequence[tuple[Provision, ...]]
) -> list[Instruction]:
    """Hand the new text to the operations that wait for it, in order; unclear where the numbers differ."""
    wanted = sum(needs_payload(operation) for one in found for operation in one.operations)
    waiting = iter(sources)
    done: list[Instruction] = []
    for one in found:
        if not any(needs_payload(operation) for operation in one.operations):
            done.append(one)
        elif wanted != len(sources):
            done.append(replace(one, operations=(), problem=PAYLOAD_UNCLEAR))
        else:
            filled = tuple(
                replace(operation, payload=next(waiting)) if needs_payload(operation) else operation
                for operation in one.operations
            )
            done.append(replace(one, operations=filled))
    return done


def _bare(text: str) -> Provision:
    lines = text.strip()
    return Provision(K.QUOTE, text=lines, html=paragraphs(lines))


def bare_law(name: str) -> str:
    """Return the name of a law without its article."""
    return re.sub(r"^(?:de|het|das|der|die|des|dem)\s+", "", name.strip(), flags=re.I)
