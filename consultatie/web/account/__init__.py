"""`/account`: staff sign in with a password and a code, see their sessions, and sign out; whoever may, signs in elsewhere."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")

from consultatie.web.account import elsewhere, passkeys, second_factor, sessions, signing_in  # noqa: E402, F401
