"""What can be checked by strangers: kinds of documents, plugged in by the subsystems that issue them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.core.registry import plugins
from webapp.core.text import Text

Tone = Literal["success", "warning", "danger", "neutral"]


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What a stranger may know of a document now: its state in a word, and facts without personal numbers.

    `as_of` is the instant for which the facts hold; None means this moment.
    """

    tone: Tone
    word: Text
    number: str | None
    rows: tuple[tuple[Text, str], ...] = ()
    issued_at: datetime | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document. `facts(ref)` answers for the subsystem's own reference; raises NotFound when it is gone."""

    code: str
    title: Text
    facts: Callable[[str], PublicFacts]


def type_of(code: str) -> DocumentType:
    """Return the kind with this code. Raises LookupError when no subsystem plugged it in, which is a defect."""
    for kind in plugins(DocumentType):
        if kind.code == code:
            return kind
    raise LookupError(f"no document type {code!r}")
