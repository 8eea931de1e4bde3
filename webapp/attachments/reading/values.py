"""What goes into the reading of a copy and what comes out of it."""

from dataclasses import dataclass
from typing import NamedTuple

from webapp.attachments.offer import Pattern
from webapp.attachments.values import Box

NOT_INSTALLED = "reader_missing"
NOTHING_THERE = "no_text"
TOO_SLOW = "too_slow"
NOT_DRAWN = "not_drawn"


class Word(NamedTuple):
    """A word, its line (words of one line have one number), how sure the reader is (percent), where it stands."""

    text: str
    line: int
    confidence: int
    box: Box


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read; without `recognise` its pages are drawn and nothing more."""

    content: bytes
    media_type: str
    patterns: tuple[Pattern, ...]
    recognise: bool
    machine_zone: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown: a picture that we made."""

    n: int
    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FoundField:
    """A value on a page."""

    code: str
    value: str
    as_read: str
    confidence: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found out about a copy; `trouble` says why no text was, "" when there is one."""

    pages: tuple[Page, ...]
    text: str
    fields: tuple[FoundField, ...]
    confidence: int | None
    reader: str
    trouble: str
