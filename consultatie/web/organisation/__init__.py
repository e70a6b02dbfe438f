"""`/organisatie`: people of organisations register, sign in by a mailed link, and work on a response together."""

from flask import Blueprint

blueprint = Blueprint("organisation", __name__, url_prefix="/organisatie")

from consultatie.web.organisation import (  # noqa: E402
    colleagues,  # noqa: F401
    details,  # noqa: F401
    drafting,  # noqa: F401
    handing_in,  # noqa: F401
    home,  # noqa: F401
    inviting,  # noqa: F401
    registering,  # noqa: F401
    signing_in,  # noqa: F401
    words,
)

for say in (words.member_role, words.joint_stage, words.joint_step, words.joint_step_done):
    blueprint.add_app_template_global(say)
