"""Amending instructions: recognised in a bill (a module per dialect), applied to the tree of a law, compared word by word."""
