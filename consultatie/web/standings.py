"""What became of the provision that somebody wrote about, in words: "Geschreven bij versie 1. Nu artikel 5. De tekst is gewijzigd."

Belongs here: citations per version and the sentence about the newest version. Not here: finding it (services/carrying).
"""

from __future__ import annotations

from babel.lists import format_list
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from consultatie.analysis.wording import Pieces
from consultatie.domain.lineage import Standing
from consultatie.http.languages import current_language
from consultatie.models.consultations import Consultation
from consultatie.services import quotes
from consultatie.services.carrying import Carrying
from consultatie.services.quotes import Quoting
from consultatie.services.wordings import Proposing, Wordings
from consultatie.web.provision_names import ProvisionNames


class Standings:
    """Citations and sentences for the responses of one consultation; asked for per version, once."""

    def __init__(
        self,
        session: Session,
        consultation: Consultation,
        carrying: Carrying | None = None,
        wordings: Wordings | None = None,
    ) -> None:
        self._session, self._consultation = session, consultation
        self.carrying = carrying or Carrying(session, consultation)
        self._names: dict[int, ProvisionNames] = {}
        self._wordings = wordings or Wordings(session)

    def _of(self, version: int) -> ProvisionNames:
        if version not in self._names:
            self._names[version] = ProvisionNames(self._session, self.carrying.version(version))
        return self._names[version]

    def is_older(self, version: int) -> bool:
        """Say whether something was written for a version that is not the newest."""
        return version != self.carrying.current

    def cited(self, version: int, eid: str | None) -> str:
        """Return how a provision is cited in the version it was written for."""
        return self._of(version).name(eid)

    def now(self, version: int, eid: str | None) -> Standing:
        """Return where a provision stands in the newest version."""
        return self.carrying.of(version, eid or "")

    def address(self, version: int, eid: str) -> str:
        """Return the public page of a provision in the version it was written for."""
        slug = self._consultation.slug
        if self.is_older(version):
            return url_for("public.version_article", slug=slug, n=version, eid=eid)
        return url_for("public.article", slug=slug, eid=eid)

    def changes(self, version: int, comment: Proposing) -> Pieces:
        """Return a proposal as a difference with the text it was written for; () for one in words only."""
        return self._wordings.pieces(self.carrying.version(version), comment)

    def law_language(self, version: int) -> str:
        """Return the language of the law in a version."""
        row = self.carrying.version(version)
        return row.language if row else "nl"

    def words_since(self, version: int, comment: Quoting) -> str:
        """Return whether words of the law that somebody pointed at are still there; empty where `sentence` says enough."""
        if comment.quote_start is None or not comment.eid or not self.is_older(version):
            return ""
        now = self.now(version, comment.eid).now
        if not now:
            return ""
        newest = self.carrying.version(self.carrying.current)
        if quotes.still_there(self._wordings, newest, now, comment.quote):
            return _("Deze woorden staan er nog.")
        return _("Deze woorden staan er niet meer.")

    def sentence(self, version: int, eid: str | None) -> str:
        """Return what became of the provision since; empty for what was written at the newest version or on the whole."""
        if not eid or not self.is_older(version):
            return ""
        found = self.now(version, eid)
        if found.is_unsure:
            return _("Geschreven bij versie %(n)s. Het is nog niet zeker waar dit nu staat.", n=version)
        if not found.now:
            return _("Geschreven bij versie %(n)s. Deze bepaling staat niet meer in het voorstel.", n=version)
        names = [self._of(self.carrying.current).name(one) for one in found.now]
        if names == [self.cited(version, eid)]:
            if found.changed:
                return _("Geschreven bij versie %(n)s. De tekst is daarna gewijzigd.", n=version)
            return _("Geschreven bij versie %(n)s. De tekst is niet gewijzigd.", n=version)
        name = format_list(names, locale=current_language())
        if found.changed:
            return _(
                "Geschreven bij versie %(n)s. Dit is nu: %(name)s, met gewijzigde tekst.",
                n=version,
                name=name,
            )
        return _("Geschreven bij versie %(n)s. Dit is nu: %(name)s.", n=version, name=name)
