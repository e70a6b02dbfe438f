"""Per article what came in; exports."""
