"""A real OpenID provider (npm oidc-provider, run by node) for tests, and a person who signs in there."""
