"""What the room tells others: copies and what was read from them, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from webapp.core.text import Text


class State(StrEnum):
    """How far the reading of a copy is."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"
    NOT_WANTED = "not_wanted"


class Box(NamedTuple):
    """A place on a page, in thousandths of its width and height."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that somebody handed in. `name` is what they called the file, `sha256` its digest in hexadecimal."""

    public_id: str
    slot: str
    name: str
    media_type: str
    size: int
    pages: int
    sha256: str
    received_at: datetime
    state: State
    kind: str
    ref: str
    copy_kind: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class ReadField:
    """A value found on a copy: `value` in its normal form, `as_read` as it stood in the text, where it stands.

    `confirmed` is what a person confirmed or typed instead, None before; `hint` values need a register besides;
    `shown` is the value as people write it.
    """

    code: str
    label: Text
    value: str
    as_read: str
    confidence: int
    page: int
    box: Box
    confirmed: str | None
    hint: bool
    shown: str

    @property
    def sure(self) -> bool:
        """Whether the value may be relied on as what the paper says: confirmed by a person, and no mere hint."""
        return self.confirmed is not None and not self.hint


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a copy; `trouble` is a code that says why nothing was (see `wording`), `reader` by what."""

    state: State
    text: str
    fields: tuple[ReadField, ...]
    confidence: int | None
    reader: str
    trouble: str
