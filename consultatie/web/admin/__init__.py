"""Pages for this audience."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/beheer")
