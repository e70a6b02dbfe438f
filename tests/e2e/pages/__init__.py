"""Pages as people use them: found by role and name only, never by class or id."""
