"""The site for a WSGI server: `granian --interface wsgi wsgi:app`."""

from consultatie import create_app

app = create_app()
