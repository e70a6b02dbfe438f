"""A browser without JavaScript: keeps cookies, follows redirects one by one, fills in the form that it sees."""

from __future__ import annotations

from typing import Any

from lxml import html


class Browser:
    """A test client that remembers the page it is on."""

    def __init__(self, app: Any, remote: str = "192.0.2.7") -> None:
        self.client = app.test_client()
        self.remote = remote
        self.answer: Any = None
        self.path = ""

    @property
    def page(self) -> Any:
        return html.document_fromstring(self.answer.get_data(as_text=True))

    @property
    def title(self) -> str:
        return " ".join(self.page.findtext(".//title").split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.find(".//h1").text_content().split())

    @property
    def text(self) -> str:
        return " ".join(self.page.find(".//main").text_content().split())

    def get(self, path: str) -> Any:
        self.answer, self.path = self.client.get(path, environ_base={"REMOTE_ADDR": self.remote}), path
        return self.answer

    def post(self, path: str, **fields: Any) -> Any:
        """Post without looking at a form, with the token of the cookie."""
        token = self.page.xpath("//input[@name='csrf_token']/@value")[0]
        self.answer = self.client.post(
            path, data={"csrf_token": token, **fields}, environ_base={"REMOTE_ADDR": self.remote}
        )
        self.path = path
        return self.answer

    def submit(self, number: int = -1, **fields: Any) -> Any:
        """Fill in and send a form of this page (the last one with method post), then follow the redirect."""
        form = self.page.xpath("//form[@method='post']")[number]
        given = {name: value for name, value in form.form_values() if name not in fields}
        action = form.get("action") or self.path
        self.answer = self.client.post(
            action, data={**given, **fields}, environ_base={"REMOTE_ADDR": self.remote}
        )
        self.path = action
        return self.follow()

    def follow(self) -> Any:
        while self.answer.status_code in (302, 303):
            self.get(self.answer.headers["Location"])
        return self.answer

    def errors(self) -> list[str]:
        """Return the sentences of the error summary."""
        return [
            " ".join(item.text_content().split()) for item in self.page.xpath("//*[@id='foutoverzicht']//li")
        ]
