"""Editions as files: composed from the database as HTML, then written in a format. Services keep them."""
