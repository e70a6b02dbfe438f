"""What everyone may read: pages, search, files, and addresses for machines. One module per subject; importing it adds its views."""

from flask import Blueprint

blueprint = Blueprint("public", __name__, url_prefix=None)

from consultatie.web.public import (  # noqa: E402, F401
    accessibility,
    amended_law,
    asked,
    barriers,
    bill_text,
    components,
    consultation,
    easy,
    files,
    following,
    front,
    information,
    machines,
    objecting,
    old_addresses,
    reading_settings,
    responses,
    search,
    shared_texts,
    theming,
    versions,
)
