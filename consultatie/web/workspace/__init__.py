"""`/werkplek`: where drafters, reviewers and moderators work. One module per task; importing it adds its views."""

from flask import Blueprint

blueprint = Blueprint("workspace", __name__, url_prefix="/werkplek")

from consultatie.web.workspace import (  # noqa: E402, F401
    amended_laws,
    attachments,
    bill_upload,
    campaign_moderation,
    documents,
    drafting,
    easy_steps,
    entering,
    explanations,
    figures,
    illustrations,
    invitees,
    inviting,
    media_versions,
    moderation,
    new_version,
    picture_library,
    publishing,
    questions,
    reader_reports,
    recordings,
    redaction,
    references,
    reporting,
    review,
    start,
    term,
    to_parliament,
    versions,
)
