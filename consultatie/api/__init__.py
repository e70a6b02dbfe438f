"""JSON v1: what the public may read, for programs. Each view is thin; what an answer looks like is in representations."""

from flask import Blueprint, Flask, Response

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

from consultatie.api import consultations, openapi, responses  # noqa: E402, F401


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let pages of others read public data; there are no credentials here."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Link"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def register(app: Flask) -> None:
    """Add the machine-readable addresses."""
    app.register_blueprint(blueprint)
