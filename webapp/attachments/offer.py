"""The plug-in types of the room: whose copies there are, which papers are copied, what can be read on them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from webapp.attachments.rules import MOST_IN_SLOT
from webapp.core.actor import Actor
from webapp.core.registry import plugins
from webapp.core.text import Text, _l


@dataclass(frozen=True, slots=True)
class Person:
    """Whose data stand on a copy, for the journal of looks."""

    fin: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for copies of one document: its name for people, the kind of paper that is looked for, how many files.

    A place that is not `is_open` shows its copies and takes no other, whoever may change the rest of the object.
    """

    title: Text
    copy_kind: str = ""
    most: int = MOST_IN_SLOT
    is_open: bool = True


def _nobody(_ref: str) -> Person | None:
    return None


def _any_slot(_ref: str, _slot: str) -> Slot | None:
    return Slot(_l("Sənədin surəti"))


@dataclass(frozen=True, slots=True)
class AttachmentOwner:
    """A kind of object that copies belong to; `ref` is its public identifier.

    `may_see` and `may_change` say what an actor may do with the copies of the object, `back` is the address of its page.
    `about` names the person whose data the copies hold: looks of others are then told to this person. `slot_of` says
    what a place of the object is for, None when it has no such place; without it every place takes any paper.
    """

    kind: str
    may_see: Callable[[Actor, str], bool]
    may_change: Callable[[Actor, str], bool]
    back: Callable[[str], str]
    about: Callable[[str], Person | None] = _nobody
    slot_of: Callable[[str, str], Slot | None] = _any_slot


@dataclass(frozen=True, slots=True)
class Pattern:
    """A field that stands on a paper.

    `expression` is searched in the text that was read; its group `value` (the whole match without one) goes to `check`, which
    returns the value in its normal form, or None when its shape or check digit is wrong. A `hint` is never believed by
    itself, not even when a person confirmed it: the register is asked (a FİN has no check digit). `shown` turns the normal
    form into what people read and type; `check` understands that too.
    """

    code: str
    label: Text
    expression: re.Pattern[str]
    check: Callable[[str], str | None]
    hint: bool = False
    shown: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class CopyKind:
    """A kind of paper of which copies are handed in. Without patterns its text is read for the search alone.

    `machine_zone` is for passports and identity cards: their machine-readable zone is read besides, and its fields
    (`fields.ZONE`) come before those of the patterns.
    """

    code: str
    title: Text
    patterns: tuple[Pattern, ...] = ()
    read: bool = True
    machine_zone: bool = False


def owner_of(kind: str) -> AttachmentOwner | None:
    """Return the owner that a room declared under `kind`, None when none did."""
    return next((item for item in plugins(AttachmentOwner) if item.kind == kind), None)


def paper(code: str) -> CopyKind | None:
    """Return the kind of paper with this code, None when no room declared it."""
    return next((item for item in plugins(CopyKind) if item.code == code), None)
