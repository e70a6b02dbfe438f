"""Pages: one blueprint per audience."""

from flask import Flask


def register(app: Flask) -> None:
    """Add the blueprints."""
    from consultatie.web import (
        account,
        admin,
        amended,
        attachments,
        file_words,
        found_words,
        invitation_words,
        labels,
        law,
        organisation,
        prose,
        public,
        redaction_words,
        references,
        respond,
        terms,
        workspace,
    )

    amended.register(app)
    attachments.register(app)
    file_words.register(app)
    found_words.register(app)
    invitation_words.register(app)
    labels.register(app)
    law.register(app)
    prose.register(app)
    redaction_words.register(app)
    references.register(app)
    terms.register(app)
    for audience in (public, respond, organisation, account, workspace, admin):
        app.register_blueprint(audience.blueprint)
