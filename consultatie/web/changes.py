"""What became of a provision between two versions, in words."""

from __future__ import annotations

from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import ngettext

from consultatie.domain.lineage import Link, Relation
from consultatie.http.languages import current_language
from consultatie.services.comparing import ArticleChange, Part
from consultatie.web.provision_names import ProvisionNames


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Words for changes, with how provisions are cited in the older and in the newer version."""

    before: ProvisionNames
    after: ProvisionNames

    def title(self, change: ArticleChange) -> str:
        """Return how an article is called: in the newer version, or when it is gone in the older one."""
        return self.after.title(change.eid) if change.new else self.before.title(change.eid)

    def part(self, part: Part) -> str:
        """Return how a part is cited, with its old name where that was another one."""
        if not part.new:
            return self.before.name(part.old)
        name = self.after.name(part.new)
        if not part.old or self.before.name(part.old) == name:
            return name
        return _("%(name)s (was: %(before)s)", name=name, before=self.before.name(part.old))

    def sentences(self, change: ArticleChange) -> list[str]:
        """Return what became of an article: where it comes from, and whether its text changed."""
        sure = [link for link in change.links if link.relation is not Relation.UNSURE]
        said = [self._origin(change, sure)]
        if change.relation in (Relation.RENUMBERED, Relation.MOVED):
            is_changed = any(link.changed for link in sure)
            said.append(
                _("De tekst is ook gewijzigd.") if is_changed else _("De tekst is hetzelfde gebleven.")
            )
        return said

    def _origin(self, change: ArticleChange, sure: list[Link]) -> str:
        olds = self._listed(self.before, [link.old for link in sure if link.old])
        if change.relation is Relation.RENUMBERED:
            return _("Dit was: %(name)s. Het nummer is gewijzigd.", name=olds)
        if change.relation is Relation.MOVED:
            return _("Dit was: %(name)s. Het staat nu op een andere plaats.", name=olds)
        if change.relation is Relation.SPLIT:
            return _("Dit is een deel van wat eerst stond in: %(name)s.", name=olds)
        if change.relation is Relation.MERGED:
            return _("Dit is samengevoegd uit: %(name)s.", name=olds)
        if change.relation is Relation.UNSURE:
            maybe = self._listed(self.before, [link.old for link in change.links if link.old])
            if not maybe:
                return _("Het is nog niet zeker of dit nieuw is.")
            return _("Misschien was dit: %(name)s. Dat is nog niet zeker.", name=maybe)
        return {
            Relation.NEW: _("Dit is nieuw."),
            Relation.GONE: _("Dit staat niet meer in het voorstel."),
            Relation.CHANGED: _("De tekst is gewijzigd."),
        }.get(change.relation, _("Dit is hetzelfde gebleven."))

    def _listed(self, names: ProvisionNames, eids: list[str]) -> str:
        return format_list([names.name(eid) for eid in eids], locale=current_language()) if eids else ""

    @staticmethod
    def count(relation: Relation, number: int) -> str:
        """Return how many articles there are of one relation."""
        return {
            Relation.CHANGED: ngettext(
                "%(num)s artikel is gewijzigd", "%(num)s artikelen zijn gewijzigd", number
            ),
            Relation.RENUMBERED: ngettext(
                "%(num)s artikel kreeg een ander nummer", "%(num)s artikelen kregen een ander nummer", number
            ),
            Relation.MOVED: ngettext(
                "%(num)s artikel is verplaatst", "%(num)s artikelen zijn verplaatst", number
            ),
            Relation.SPLIT: ngettext(
                "%(num)s artikel komt uit een splitsing", "%(num)s artikelen komen uit een splitsing", number
            ),
            Relation.MERGED: ngettext(
                "%(num)s artikel is samengevoegd", "%(num)s artikelen zijn samengevoegd", number
            ),
            Relation.NEW: ngettext("%(num)s artikel is nieuw", "%(num)s artikelen zijn nieuw", number),
            Relation.GONE: ngettext(
                "%(num)s artikel is vervallen", "%(num)s artikelen zijn vervallen", number
            ),
            Relation.UNSURE: ngettext(
                "van %(num)s artikel is de herkomst niet zeker",
                "van %(num)s artikelen is de herkomst niet zeker",
                number,
            ),
            Relation.SAME: ngettext(
                "%(num)s artikel bleef hetzelfde", "%(num)s artikelen bleven hetzelfde", number
            ),
        }[relation]
