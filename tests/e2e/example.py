"""One page to open: its endpoint, who opens it, and what its address is made of."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from tests.e2e.scene import Scene

READER = "reader"  # never gets a cookie


@dataclass(frozen=True, slots=True)
class Example:
    """One page. A value "$name" stands for what the scene knows by that name; `query` goes after the question mark."""

    endpoint: str
    who: str
    args: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    status: int = 200

    def __str__(self) -> str:
        """Return the example's name in test ids."""
        more = "-".join(value for _name, value in (*self.args, *self.query))
        return f"{self.endpoint}-{more}" if more else self.endpoint

    def path(self, scene: Scene, app: object) -> str:
        """Return the address, Dutch, without host."""
        values = {name: _value(value, scene) for name, value in self.args}
        rules = app.url_map._rules_by_endpoint[self.endpoint]  # type: ignore[attr-defined]
        rule = next(one for one in rules if "GET" in one.methods and one.arguments == set(values))
        found: str = rule.build(values, append_unknown=False)[1]
        return found + ("?" + urlencode(self.query) if self.query else "")


def _value(value: str, scene: Scene) -> object:
    return scene.values[value[1:]] if value.startswith("$") else value


def one(endpoint: str, who: str = READER, query: str = "", status: int = 200, **args: str) -> Example:
    """Return an example; `args` are what the address is made of."""
    pairs = tuple(tuple(pair.split("=", 1)) for pair in query.split("&") if pair)
    return Example(endpoint, who, tuple(args.items()), pairs, status)  # type: ignore[arg-type]
