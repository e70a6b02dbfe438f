"""The consultation portal. `create_app` is the one place where all parts meet; importing this package is cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from consultatie.domain.identity_provider import IdentityProvider
    from consultatie.domain.ports import Ports
    from consultatie.settings import Settings


def connect(settings: Settings) -> Ports:
    """Return the machines that the settings name. See domain.ports for what each does."""
    from consultatie.adapters import connect as connect_adapters

    return connect_adapters(
        instance=settings.instance_path,
        search=settings.search,
        smtp_url=settings.smtp_url,
        mail_from=settings.mail_from,
        max_markdown_chars=settings.max_markdown_chars,
        max_file_bytes=settings.max_upload_bytes,
        identity_provider=_identity_provider(settings),
    )


def _identity_provider(settings: Settings) -> IdentityProvider | None:
    if not settings.oidc_issuer:
        return None
    from consultatie.adapters.sign_in.oidc import Client, OidcProvider

    return OidcProvider(
        Client(
            issuer=settings.oidc_issuer,
            name=settings.oidc_name,
            client_id=settings.oidc_client_id,
            secret_file=settings.oidc_client_secret_file,
            verified_claim=settings.oidc_verified_claim,
            second_factors=frozenset(settings.oidc_second_factor),
            clock_skew_seconds=settings.oidc_clock_skew_seconds,
        )
    )


def create_app(settings: Settings | None = None, ports: Ports | None = None) -> Flask:
    """Return the site as a Flask application, put together from settings and (in tests) given machines."""
    from argon2 import PasswordHasher
    from flask import Flask

    from consultatie import api, web
    from consultatie.db import Database
    from consultatie.http import (
        access,
        access_log,
        compression,
        configuration,
        errors,
        headers,
        languages,
        page_cache,
        reading_settings,
        site,
        templating,
    )
    from consultatie.settings import ROOT, load

    settings = settings or load()
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    compression.register(app)
    configuration.register(app, settings)
    hasher = PasswordHasher(time_cost=settings.argon2_time_cost, memory_cost=settings.argon2_memory_kib)
    db = Database(settings.database)
    app.extensions[site.EXTENSION] = site.Site(settings, db, ports or connect(settings), hasher)
    access_log.register(app)
    site.register(app)
    access.register(app)
    errors.register(app)
    page_cache.register(app)
    headers.register(app)
    languages.register(app)
    templating.register(app, settings)
    reading_settings.register(app)
    web.register(app)
    api.register(app)
    configuration.wrap(app)
    return app
