"""Text science: tokens, readability, campaigns, themes, summaries, positions, diff. No database, no web, no sentences."""
