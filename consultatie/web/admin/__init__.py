"""`/beheer`: who has an account, with which role, for which department; which organisations may respond."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/beheer")

from consultatie.web.admin import departments, organisations, users  # noqa: E402, F401
