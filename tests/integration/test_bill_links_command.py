"""Bills that were stored before there were links get them by a command, and a second time nothing changes."""

from __future__ import annotations

import json
import os

from click.testing import CliRunner
from sqlalchemy import select, update

from consultatie.cli import cli
from consultatie.db import Database
from consultatie.models.bills import BillVersion, MemorandumRow, ProvisionRow
from consultatie.models.queue import ContentVersion
from consultatie.settings import load
from tests import factories

BILL = """# Wet op de proef

## Artikel 1. Begrippen

In deze wet wordt verstaan onder:

a. brief: een bericht op papier;

## Artikel 2. Verwijzing

Een brief als bedoeld in artikel 1 en in artikel 99 is gratis.
"""


def test_links_come_back_once(tmp_path) -> None:
    environment = {**os.environ, "CONSULTATIE_INSTANCE": str(tmp_path)}

    def run(*words: str) -> str:
        result = CliRunner(env=environment).invoke(cli, [*words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return str(result.stdout)

    run("init")
    database = Database(load({}, instance=str(tmp_path)).database)
    with database.write.begin() as session:
        factories.make_consultation(session, bill=BILL)
    with database.read() as session:
        before = _links(session)
    assert before["art_2"].count('class="reference"') == 1
    with database.write.begin() as session:
        for table in (ProvisionRow, MemorandumRow):
            session.execute(update(table).values(linked=""))
        session.execute(update(BillVersion).values(definitions=[], dangling=[]))
    assert json.loads(run("bill", "links", "--json"))["changed"]["proef"] == 1
    with database.read() as session:
        assert _links(session) == before
        version = session.scalars(select(BillVersion)).one()
        assert [one["words"] for one in version.dangling] == ["artikel 99"]
        assert version.definitions
        seen = {one.scope: one.version for one in session.scalars(select(ContentVersion))}
    assert json.loads(run("bill", "links", "proef", "--json"))["changed"] == {"proef": 0}
    with database.read() as session:
        assert {one.scope: one.version for one in session.scalars(select(ContentVersion))} == seen
    database.engine.dispose()


def _links(session) -> dict[str, str]:
    return {row.eid: row.linked for row in session.scalars(select(ProvisionRow))}
