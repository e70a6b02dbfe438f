"""`/organisatie`: people of organisations register, sign in by a mailed link, and work on a response together."""

from flask import Blueprint

blueprint = Blueprint("organisation", __name__, url_prefix="/organisatie")

from consultatie.web.organisation import (  # noqa: E402
    colleagues,  # noqa: F401
    home,  # noqa: F401
    inviting,  # noqa: F401
    registering,  # noqa: F401
    signing_in,  # noqa: F401
    words,
)

blueprint.add_app_template_global(words.member_role)
