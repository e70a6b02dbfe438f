"""What the passing of time does: responses never confirmed expire, old drafts and counters go, stages become news, and who
was asked and did not answer is reminded once."""

from __future__ import annotations

import logging
from datetime import timedelta

from consultatie.http.site import Site
from consultatie.jobs import Task, news
from consultatie.services import brakes, drafts, inviting, responses, subscriptions

logger = logging.getLogger("consultatie.jobs")
EVERY = timedelta(minutes=10)


def expire(site: Site, _task: Task | None = None) -> None:
    """End what waited too long, each in a transaction of its own."""
    now = site.ports.now()
    with site.db.write.begin() as session:
        expired = responses.expire(session, now=now)
    with site.db.write.begin() as session:
        removed = drafts.remove_old(session, older_than=timedelta(days=site.settings.draft_days), now=now)
    with site.db.write.begin() as session:
        brakes.remove_old(session, now=now)
        subscriptions.remove_old_requests(session, now=now)
    told = news.look_around(site, now=now)
    with site.db.write.begin() as session:
        reminded = inviting.remind_due(session, now=now)
    for event, count in (
        ("responses-expired", expired),
        ("drafts-removed", removed),
        ("news-queued", told),
        ("invitees-reminded", reminded),
    ):
        if count:
            logger.info(event, extra={"count": count})
