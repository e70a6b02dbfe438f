"""One log line for each answer of the application: its endpoint, status and time. Fields as in http/logging."""

from __future__ import annotations

import logging
from time import monotonic

from flask import Flask, Response, g, request

access = logging.getLogger("consultatie.access")


def register(app: Flask) -> None:
    """Log every answer of the application: its endpoint, status and time. A page from the cache is not logged."""

    @app.before_request
    def begin() -> None:
        g.begun = monotonic()

    @app.after_request
    def end(response: Response) -> Response:
        took = monotonic() - g.begun if "begun" in g else 0.0
        access.info(
            "request",
            extra={
                "endpoint": request.endpoint,
                "method": request.method,
                "status": response.status_code,
                "ms": round(took * 1000, 1),
            },
        )
        return response
