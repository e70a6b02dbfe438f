"""What services and jobs ask of the outside: one Protocol per machine. The adapters fulfil them; doors pass them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol

from consultatie.domain.file_texts import FileReading
from consultatie.domain.identity_provider import IdentityProvider
from consultatie.domain.provisions import RecognisedBill

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One entry of the public index, made from the public projection only.

    `id` is unique over types ("response:AB12-…", "provision:slug:art_3", "explanation:slug:art_3:nl",
    "consultation:slug:nl"). `url` is the path on the Dutch site, language prefix excluded. `opens_at`, `closes_at`
    are UTC instants of the consultation, so that its state at the moment of asking can be a filter.
    """

    id: str
    type: str  # consultation | provision | explanation | response
    consultation: str
    url: str
    title: str
    body: str
    language: str = "nl"
    department: str = ""
    themes: tuple[str, ...] = ()
    kind: str = ""
    provision: str = ""
    respondent: str = ""  # person | organisation, for responses
    position: tuple[str, ...] = ()
    reported: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    date: datetime | None = None  # of the thing itself: publication or reception
    attachments: tuple[tuple[str, str], ...] = ()  # title and text of files that go with a response

    @property
    def full_text(self) -> str:
        """Return all text that it is found by, besides the title."""
        return "\n".join([self.body, *(text for _title, text in self.attachments)])


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question to the index. `filters` keys: type consultation language department theme kind status respondent position.

    `status` is open, scheduled, closed or reported, judged at `now`. `since` and `until` are UTC instants on `date`.
    """

    text: str
    now: datetime
    filters: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1
    per_page: int = 10
    sort: str = "relevance"  # relevance | date


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result; `snippet` is a list of (text, is_match) pieces in plain text, escaped by the template.

    `attachment` is the title of the file in which the snippet stands, empty for the thing itself.
    """

    id: str
    type: str
    consultation: str
    url: str
    title: str
    snippet: tuple[tuple[str, bool], ...]
    score: float
    language: str = "nl"
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits of one page with the exact total and, per filter key, exact counts per value."""

    total: int
    hits: tuple[SearchHit, ...]
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    suggestion: str = ""


class SearchIndex(Protocol):
    """The public full-text index: a cache that can be rebuilt from the database at any time."""

    def update(self, documents: Iterable[SearchDocument], *, remove: Iterable[str] = ()) -> None:
        """Add or replace documents by id and remove others, in one commit."""

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Replace the whole index; searches keep answering from the old one meanwhile. Return the count."""

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query. Raise Unavailable when the index cannot be read."""

    def ids(self, consultation: str | None = None) -> set[str]:
        """Return the ids of all documents, or of one consultation's."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to leave: plain text and the same as HTML. `headers` holds extra headers, X-Consultatie-Type among them."""

    to: str
    subject: str
    text: str
    html: str
    type: str
    message_id: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Mailer(Protocol):
    """Hands a letter to the outside."""

    def send(self, letter: Letter) -> None:
        """Deliver or raise Unavailable; sending a letter with the same message id twice is harmless."""


class FileStore(Protocol):
    """Keeps bytes by content: the key is derived from their SHA-256."""

    def put(self, data: bytes) -> str:
        """Store bytes and return their key."""

    def put_stream(self, stream: BinaryIO) -> str:
        """Store what a stream holds from where it stands, a piece at a time, and return the key."""

    def get(self, key: str) -> bytes:
        """Return the bytes; raise NotFound."""

    def open(self, key: str) -> BinaryIO:
        """Return the bytes as a stream that can be searched; whoever opens it closes it. Raise NotFound."""

    def delete(self, key: str) -> None:
        """Remove the bytes; nothing happens when they are gone."""


class Markup(Protocol):
    """Drafters' Markdown to clean HTML. Never given respondents' text."""

    def render(self, markdown: str) -> str:
        """Return clean HTML; raise Invalid("markdown-too-large") above the size limit or when it takes too long."""

    def clean(self, html: str) -> str:
        """Return HTML with only the allowed elements and attributes."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture that can do no harm. `width` and `height` in CSS pixels; `small` is one for phones, None without gain.

    `smallest_text` is the height in CSS pixels of its smallest letters at phone width, rounded down; None when none are known.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    small: bytes | None = None
    smallest_text: int | None = None


class Pictures(Protocol):
    """Cleans uploaded pictures."""

    def clean(self, data: bytes) -> CleanPicture:
        """Return a safe picture; raise Invalid picture-unreadable, picture-without-size or picture-too-large."""


class BillReader(Protocol):
    """Reads a file into a bill."""

    def __call__(self, data: bytes, *, name: str, format: str = "auto") -> RecognisedBill:
        """Return what was recognised; raise UnreadableBill."""


class DocumentMaker(Protocol):
    """Makes documents that everyone can use."""

    def missing(self) -> tuple[str, ...]:
        """Return what this machine lacks to make PDF; empty when it can."""

    def make(self, kind: str, html: str, pictures: Mapping[str, tuple[bytes, str]]) -> bytes:
        """Return PDF/UA-1 ("pdf"), "epub", "docx" or "odt" from our own HTML.

        `picture:NAME` in it is an address of the bytes and media type given. Raise Unavailable("pdf-unavailable" | "pdf-failed").
        """


class DocumentInspector(Protocol):
    """Looks whether an uploaded document can be used by everyone."""

    def __call__(self, data: bytes, media_type: str) -> tuple[str, ...]:
        """Return codes of what it lacks, "unreadable" when it cannot be opened; empty when nothing was found."""


class FileReader(Protocol):
    """Reads the text in an uploaded file."""

    def __call__(self, data: bytes, media_type: str) -> FileReading:
        """Return what was read; whatever a file does, it raises nothing."""


@dataclass(frozen=True, slots=True)
class Ports:
    """All machines of one installation, connected by the factory and handed down by the doors."""

    search: SearchIndex
    mail: Mailer
    files: FileStore
    markup: Markup
    pictures: Pictures
    read_bill: BillReader
    documents: DocumentMaker
    inspect_document: DocumentInspector
    read_file: FileReader
    now: Clock
    identity_provider: IdentityProvider | None = None  # None: everyone signs in here
