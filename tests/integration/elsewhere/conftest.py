"""A site that lets people sign in at a running provider, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from consultatie import connect, create_app
from consultatie.db import Database
from consultatie.domain.organisations import MemberRole
from tests.integration.organisations.colleague import make_member, make_organisation
from tests.provider.running import CLIENT, SECRET, RunningProvider, bring

MEMBER = "wim@stichting-de-brief.example"
HOME = "/organisatie/stichting-de-brief"


@pytest.fixture(scope="module")
def provider() -> Iterator[RunningProvider]:
    """The provider that most tests share."""
    bring()
    running = RunningProvider().start()
    yield running
    running.stop()


@pytest.fixture
def own_provider() -> Iterator[Callable[..., RunningProvider]]:
    """Start a provider for one test: `own_provider(life=30)`."""
    bring()
    started: list[RunningProvider] = []

    def start(**given: Any) -> RunningProvider:
        started.append(RunningProvider(**given).start())
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def wim(db: Database) -> None:
    """Somebody who writes for an organisation."""
    with db.write.begin() as session:
        make_member(session, make_organisation(session), MemberRole.WRITER, "Wim")


@pytest.fixture
def at(settings: Any, ports: Any, clock: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Give a client of the site beside a provider: `at(provider, second_factor="required")`. It is now, as for the provider."""
    clock.instant = datetime.now(UTC)
    secret = tmp_path / "client-secret"
    secret.write_text(SECRET + "\n")
    apps: list[Any] = []

    def give(issuer: RunningProvider | str, **more: Any) -> Any:
        found = replace(
            settings,
            **{
                "oidc_issuer": issuer if isinstance(issuer, str) else issuer.issuer,
                "oidc_name": "de Proefdienst",
                "oidc_client_id": CLIENT,
                "oidc_client_secret_file": str(secret),
            }
            | more,
        )
        app = create_app(found, replace(ports, identity_provider=connect(found).identity_provider))
        apps.append(app)
        return app.test_client()

    yield give
    for app in apps:
        app.extensions["consultatie"].db.engine.dispose()
