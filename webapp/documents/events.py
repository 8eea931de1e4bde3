"""Facts about documents that were issued. `type_code` and `ref` say which room's, and which of its things, it is."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Event):
    """A document was given to its holder; its file follows."""

    token: str
    type_code: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSuspended(Event):
    """It is not valid until it is restored."""

    token: str
    type_code: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRestored(Event):
    """It is valid again."""

    token: str
    type_code: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRevoked(Event):
    """It is not valid any more, for good."""

    token: str
    type_code: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReplaced(Event):
    """Another stands in its place: a new document `by`, or, when `by` is its own token, a duplicate of the same number."""

    token: str
    type_code: str
    ref: str
    by: str
