"""Pages for this audience."""

from flask import Blueprint

blueprint = Blueprint("respond", __name__, url_prefix="/reageren")
