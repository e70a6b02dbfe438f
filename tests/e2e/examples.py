"""An example of every page. A GET route without one fails `test_every_page_has_an_example`.

Belongs here: which address, opened by whom. Not here: what is asked of a page (test_every_page).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from tests.e2e.organisation_scene import SLUG as ORGANISATION_SLUG
from tests.e2e.scene import ARTICLE, CLOSED, DRAFT, OPEN, REPORTED, Scene

# A reader never gets a cookie; a guest fills in forms.
READER, GUEST, RESPONDENT, SENDER, MEMBER = "reader", "guest", "respondent", "sender", "member"
DRAFTER, SECOND, MODERATOR, ADMINISTRATOR = "drafter", "second", "moderator", "administrator"


@dataclass(frozen=True, slots=True)
class Example:
    """One page. A value "$name" stands for what the scene knows by that name; `query` goes after the question mark."""

    endpoint: str
    who: str
    args: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    status: int = 200

    def __str__(self) -> str:
        """Return the example's name in test ids."""
        more = "-".join(value for _name, value in (*self.args, *self.query))
        return f"{self.endpoint}-{more}" if more else self.endpoint

    def path(self, scene: Scene, app: object) -> str:
        """Return the address, Dutch, without host."""
        values = {name: _value(value, scene) for name, value in self.args}
        rules = app.url_map._rules_by_endpoint[self.endpoint]  # type: ignore[attr-defined]
        rule = next(one for one in rules if "GET" in one.methods and one.arguments == set(values))
        found: str = rule.build(values, append_unknown=False)[1]
        return found + ("?" + urlencode(self.query) if self.query else "")


def _value(value: str, scene: Scene) -> object:
    return scene.values[value[1:]] if value.startswith("$") else value


def _one(endpoint: str, who: str = READER, query: str = "", status: int = 200, **args: str) -> Example:
    pairs = tuple(tuple(pair.split("=", 1)) for pair in query.split("&") if pair)
    return Example(endpoint, who, tuple(args.items()), pairs, status)  # type: ignore[arg-type]


PUBLIC = (
    _one("public.front"),
    _one("public.consultations"),
    _one("public.consultations", query="status=closed"),
    _one("public.consultation", slug=OPEN),
    _one("public.consultation", slug=CLOSED),
    _one("public.consultation", slug=REPORTED),
    _one("public.text", slug=OPEN),
    _one("public.text", slug=CLOSED),
    _one("public.article", slug=OPEN, eid=ARTICLE),
    _one("public.article", slug=CLOSED, eid="art_I"),
    _one("public.article", slug=REPORTED, eid="art_4"),
    _one("public.amended_law", slug=CLOSED, n="1"),
    _one("public.amended_law", slug=CLOSED, n="1", query="toon=wijzigingen"),
    _one("public.version_article", slug=OPEN, n="1", eid=ARTICLE),
    _one("public.versions", slug=OPEN),
    _one("public.asked", slug=OPEN),
    _one("public.shared_texts", slug=OPEN),
    _one("public.shared_text", GUEST, slug=OPEN, key="$campaign_key"),
    _one("public.responses", slug=OPEN),
    _one("public.responses", slug=CLOSED, query="artikel=art_I"),
    _one("public.response", reference="$reference"),
    _one("public.attachment_text", reference="$reference", number="$attachment"),
    _one("public.report", slug=REPORTED),
    _one("public.search"),
    _one("public.search", query="q=vergunning"),
    _one("public.search", query="q=xqzwvk"),
    _one("public.help"),
    _one("public.about"),
    _one("public.privacy"),
    _one("public.accessibility"),
    _one("public.barrier"),
    _one("public.barrier_reported"),
    _one("public.house_rules"),
    _one("public.transparency"),
    _one("public.objection", reference="$reference"),
    _one("public.objection_filed"),
    _one("public.follow"),
    _one("public.follow", query=f"consultatie={OPEN}"),
    _one("public.follow_asked"),
    _one("public.follow_confirm", token="$follow_token"),
    _one("public.follow_manage", token="$follow_manage_token"),
    _one("public.follow_stop", token="$follow_stop_token"),
    _one("public.follow_stopped"),
    _one("public.reading_settings"),
    _one("public.large_picture", slug=OPEN, key="$picture_key"),
    _one("public.easy", slug=OPEN),
    _one("public.easy", slug=REPORTED),
    _one("public.young"),
    _one("public.components"),
    _one("account.sign_in", GUEST),
    _one("account.back_from_elsewhere", GUEST, status=410),
    _one("account.signed_out", GUEST),
)
RESPOND = (
    _one("respond.start", GUEST, slug=OPEN),
    _one("respond.choose", GUEST, slug=OPEN),
    _one("respond.general", GUEST, slug=OPEN),
    _one("respond.article", GUEST, slug=OPEN, eid=ARTICLE),
    _one("respond.recording", GUEST, slug=OPEN),
    _one("respond.recording", GUEST, slug=OPEN, eid=ARTICLE),
    _one("respond.question", GUEST, slug=OPEN, key="q1"),
    _one("respond.question", GUEST, slug=OPEN, key="q2"),
    _one("respond.question", GUEST, slug=OPEN, key="q3"),
    _one("respond.question", GUEST, slug=OPEN, key="q4"),
    _one("respond.start", RESPONDENT, slug=OPEN),
    _one("respond.article", RESPONDENT, slug=OPEN, eid=ARTICLE, query="terug=controle"),
    _one("respond.reason", RESPONDENT, slug=OPEN),
    _one("respond.reason", RESPONDENT, slug=OPEN, eid=ARTICLE),
    _one("respond.proposal", RESPONDENT, slug=OPEN, eid=ARTICLE),
    _one("respond.quote", RESPONDENT, slug=OPEN, eid=ARTICLE),
    _one("respond.overview", RESPONDENT, slug=OPEN),
    _one("respond.kind", RESPONDENT, slug=OPEN),
    _one("respond.details", RESPONDENT, slug=OPEN),
    _one("respond.publication", RESPONDENT, slug=OPEN),
    _one("respond.check", RESPONDENT, slug=OPEN),
    _one("respond.keep", RESPONDENT, slug=OPEN),
    _one("respond.kept", RESPONDENT, slug=OPEN),
    _one("respond.almost", SENDER, slug=OPEN),
    _one("respond.other_address", SENDER, slug=OPEN),
    _one("respond.resume", GUEST, token="$resume_token"),
    _one("respond.confirm", GUEST, token="$confirm_token"),
    _one("respond.manage", GUEST, token="$manage_token"),
    _one("respond.withdraw", GUEST, token="$manage_token"),
    _one("respond.edition", GUEST, token="$manage_token", number=1),
    _one("respond.mend", GUEST, token="$mend_token", part="uitleg"),
    _one("respond.mend", GUEST, token="$mend_token", part="standpunt", eid=ARTICLE),
    _one("respond.mend", GUEST, token="$mend_token", part="voorstel", eid=ARTICLE),
    _one("respond.new_campaign", GUEST, slug=OPEN),
    _one("respond.campaign_almost", GUEST, slug=OPEN),
    _one("respond.confirm_campaign", GUEST, token="$campaign_token"),
    _one("respond.manage_campaign", GUEST, token="$campaign_manage_token"),
    _one("respond.cosign", GUEST, slug=OPEN, key="$campaign_key"),
    _one("respond.invited", GUEST, token="$invitation_token"),
    _one("respond.decline", GUEST, token="$invitation_token"),
    _one("respond.mend_answer", GUEST, token="$mend_token", key="q1"),
)
STAFF = (
    _one("account.home", DRAFTER),
    _one("workspace.start", DRAFTER),
    _one("workspace.new", DRAFTER),
    _one("workspace.edit", DRAFTER, slug=DRAFT),
    _one("workspace.details", DRAFTER, slug=DRAFT),
    _one("workspace.dates", DRAFTER, slug=DRAFT),
    _one("workspace.texts", DRAFTER, slug=DRAFT, language="nl"),
    _one("workspace.texts", DRAFTER, slug=DRAFT, language="en"),
    _one("workspace.easy_steps", DRAFTER, slug=DRAFT, language="nl"),
    _one("workspace.bill", DRAFTER, slug=DRAFT),
    _one("workspace.check_bill", DRAFTER, slug=DRAFT),
    _one("workspace.versions", DRAFTER, slug=DRAFT),
    _one("workspace.propose_version", DRAFTER, slug=CLOSED),
    _one("workspace.proposed_version", "second", slug=CLOSED),
    _one("workspace.origin", DRAFTER, slug=DRAFT, n="2", eid="$draft_article"),
    _one("workspace.amended_laws", DRAFTER, slug=DRAFT),
    _one("workspace.amended_laws", DRAFTER, slug=CLOSED),
    _one("workspace.remove_amended_law", DRAFTER, slug=CLOSED, number="1"),
    _one("workspace.explanations", DRAFTER, slug=DRAFT),
    _one("workspace.explain", DRAFTER, slug=DRAFT, eid="$draft_article"),
    _one("workspace.illustrations", DRAFTER, slug=DRAFT),
    _one("workspace.illustration", DRAFTER, slug=DRAFT, number="$illustration"),
    _one("workspace.new_illustration", DRAFTER, slug=DRAFT),
    _one("workspace.choose_illustration", DRAFTER, slug=DRAFT),
    _one("workspace.library", DRAFTER),
    _one("workspace.new_picture", DRAFTER),
    _one("workspace.library_picture", DRAFTER, number="$picture"),
    _one("workspace.remove_picture", DRAFTER, number="$picture"),
    _one("workspace.remove_illustration", DRAFTER, slug=DRAFT, number="$illustration"),
    _one("workspace.figures", DRAFTER, slug=DRAFT),
    _one("workspace.figure", DRAFTER, slug=DRAFT, number="$figure"),
    _one("workspace.new_figure", DRAFTER, slug=DRAFT, kind="timeline"),
    _one("workspace.remove_figure", DRAFTER, slug=DRAFT, number="$figure"),
    _one("workspace.questions", DRAFTER, slug=DRAFT),
    _one("workspace.question", DRAFTER, slug=DRAFT, key="$draft_question"),
    _one("workspace.new_question", DRAFTER, slug=DRAFT),
    _one("workspace.references", DRAFTER, slug=DRAFT),
    _one("workspace.remove_question", DRAFTER, slug=DRAFT, key="$draft_question"),
    _one("workspace.media_versions", DRAFTER, slug=DRAFT),
    _one("workspace.remove_media_version", DRAFTER, slug=DRAFT, number="$sound"),
    _one("workspace.documents", DRAFTER, slug=DRAFT),
    _one("workspace.remove_document", DRAFTER, slug=DRAFT, number="$document"),
    _one("workspace.invitees", DRAFTER, slug=DRAFT),
    _one("workspace.invitees", DRAFTER, slug=OPEN),
    _one("workspace.new_invitee", DRAFTER, slug=DRAFT),
    _one("workspace.invitee", DRAFTER, slug=OPEN, number="$invitee"),
    _one("workspace.remove_invitee", DRAFTER, slug=OPEN, number="$invitee"),
    _one("workspace.paste_invitees", DRAFTER, slug=DRAFT),
    _one("workspace.earlier_invitees", DRAFTER, slug=DRAFT),
    _one("workspace.reminder_days", DRAFTER, slug=DRAFT),
    _one("workspace.invite", DRAFTER, slug=OPEN),
    _one("workspace.remind", DRAFTER, slug=OPEN),
    _one("workspace.publish", DRAFTER, slug=DRAFT),
    _one("workspace.publish", SECOND, slug=DRAFT),
    _one("public.consultation", DRAFTER, slug=DRAFT),
    _one("public.versions", DRAFTER, slug=DRAFT),
    _one("workspace.review", DRAFTER, slug=OPEN),
    _one("workspace.enter_response", DRAFTER, slug=OPEN),
    _one("workspace.enter_response", DRAFTER, slug=OPEN, query="bewaard=AB2C-3DEF-GH45&channel=post"),
    _one("workspace.review", DRAFTER, slug=CLOSED),
    _one("workspace.article", DRAFTER, slug=CLOSED, eid="art_I__mod_B"),
    _one("workspace.response", DRAFTER, slug=CLOSED, reference="$reference"),
    _one("workspace.response", DRAFTER, slug=OPEN, reference="$spoken"),
    _one("workspace.attachment_text", DRAFTER, slug=CLOSED, reference="$reference", number="$attachment"),
    _one("workspace.transcript", DRAFTER, slug=OPEN, reference="$spoken", number="$recording"),
    _one("workspace.report", DRAFTER, slug=CLOSED),
    _one("workspace.report", DRAFTER, slug=REPORTED),
    _one("workspace.report_item", DRAFTER, slug=CLOSED, eid="art_I__mod_B"),
    _one("workspace.extend", DRAFTER, slug=OPEN),
    _one("workspace.close", DRAFTER, slug=OPEN),
    _one("workspace.withdraw", DRAFTER, slug=OPEN),
    _one("workspace.parliament", DRAFTER, slug=CLOSED),
    _one("workspace.objection", MODERATOR, number="$objection"),
    _one("workspace.redact", MODERATOR, reference="$waiting"),
    _one("workspace.start", MODERATOR),
    _one("workspace.moderation", MODERATOR),
    _one("workspace.moderate_campaign", MODERATOR, key="$waiting_campaign"),
    _one("workspace.moderate", MODERATOR, reference="$waiting"),
    _one("admin.users", ADMINISTRATOR),
    _one("admin.edit_user", ADMINISTRATOR, user_id="$user_id"),
    _one("admin.new_user", ADMINISTRATOR),
    _one("admin.departments", ADMINISTRATOR),
    _one("admin.organisations", ADMINISTRATOR),
    _one("admin.organisation", ADMINISTRATOR, slug=ORGANISATION_SLUG),
)
TOGETHER = {"slug": ORGANISATION_SLUG, "consultation": OPEN}
ORGANISATION = (
    _one("organisation.about"),
    _one("organisation.register", GUEST),
    _one("organisation.register_sent", GUEST),
    _one("organisation.confirm", GUEST, token="$register_token"),
    _one("organisation.sign_in", GUEST),
    _one("organisation.sign_in_sent", GUEST),
    _one("organisation.sign_in_link", GUEST, token="$sign_in_token"),
    _one("organisation.invitation", GUEST, token="$invite_token"),
    _one("organisation.home", MEMBER, slug=ORGANISATION_SLUG),
    _one("account.passkeys", MEMBER),
    _one("organisation.colleagues", MEMBER, slug=ORGANISATION_SLUG),
    _one("organisation.invite", MEMBER, slug=ORGANISATION_SLUG),
    _one("organisation.colleague", MEMBER, slug=ORGANISATION_SLUG, number="$colleague"),
    _one("organisation.end", MEMBER, slug=ORGANISATION_SLUG, number="$colleague"),
    _one("organisation.draft", MEMBER, **TOGETHER),
    _one("organisation.draft", MEMBER, slug=ORGANISATION_SLUG, consultation=CLOSED),
    _one("organisation.choose", MEMBER, **TOGETHER),
    _one("organisation.part", MEMBER, **TOGETHER),
    _one("organisation.part", MEMBER, **TOGETHER, eid=ARTICLE),
    _one("organisation.editions", MEMBER, **TOGETHER, eid=ARTICLE),
    _one("organisation.details", MEMBER, **TOGETHER),
    _one("organisation.attachments", MEMBER, **TOGETHER),
    _one("organisation.step", MEMBER, **TOGETHER, step="offer"),
    _one("organisation.step", MEMBER, **TOGETHER, step="withdraw"),
    _one("organisation.submission", MEMBER, **TOGETHER, number="1"),
)
ALL = (*PUBLIC, *RESPOND, *ORGANISATION, *STAFF)
# GET routes that are no page of their own, with why.
NO_PAGE = {
    "static": "a file",
    "public.document": "a file",
    "public.edition": "a file",
    "public.media_file": "a file",
    "public.picture": "a file",
    "public.style": "a style sheet",
    "workspace.picture_file": "a file",
    "public.feed": "Atom",
    "public.consultation_feed": "Atom",
    "public.sitemap": "XML",
    "public.robots": "plain text",
    "public.security": "plain text",
    "public.alive": "for machines",
    "public.ready": "for machines",
    "public.old_consultation": "redirects",
    "public.old_responses": "redirects",
    "public.old_closed_consultations": "redirects",
    "public.old_search": "redirects",
    "account.second_factor": "test_sign_in opens it, as it is there only between password and code",
    "account.second_factor_picture": "a picture",
    "account.elsewhere": "goes to the provider; test_sign_in_elsewhere follows",
    "organisation.attachment": "a file",
    "organisation.receipt": "a file",
    "organisation.respond": "goes on to the organisation where there is only one",
    "public.attachment": "a file",
    "organisation.overview": "goes on to the organisation where there is only one",
    "workspace.export": "a file",
    "workspace.recording": "a file",
    "workspace.response_by_id": "redirects",
}


def is_machine(endpoint: str) -> bool:
    """Say whether a route answers programs only."""
    return endpoint in NO_PAGE or endpoint.startswith("api.")
