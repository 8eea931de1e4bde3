"""Who may change what, which order stands in the way, when two statements are the same: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from webapp.core.jcs import canonical_json

DOCUMENT: Final = "service_paper"
ORDER: Final = "order"
AT_ONCE: Final = 25
CHUNK: Final = 100
READ_AT_ONCE: Final = 500
SHOWN_ROWS: Final = 60


class Hand(StrEnum):
    """Whose hand writes: a state body's, or the operator's."""

    PARTICIPANT = "participant"
    OPERATOR = "operator"


class Verdict(StrEnum):
    """Whether a group may be written: freely, with a reason while its exchange is impossible, or not at all."""

    YES = "yes"
    WITH_REASON = "with_reason"
    NO = "no"


class State(StrEnum):
    """How a paper stands. Nothing of a DRAFT or a SIGNING one is in any record."""

    DRAFT = "draft"
    SIGNING = "signing"
    CARRYING = "carrying"
    IN_FORCE = "in_force"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What a change does to a record."""

    RECORD = "record"
    REVISE = "revise"
    ANNUL = "annul"


class Fate(StrEnum):
    """What became of a change."""

    HELD = "held"
    MADE = "made"
    REFUSED = "refused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Held:
    """A main post as the record has it: which fact, its days, what people call it."""

    entry: str
    valid_from: date
    valid_to: date | None
    title: str
    order: str


def verdict(origin: str, hand: Hand, *, gap: bool, correction: bool = False) -> Verdict:
    """Return whether `hand` may write a group of this origin.

    Participants write theirs (3.1), and what EHIS passes while that is recorded as impossible (3.3). The operator writes
    his own (6.1.12), and anything as a confirmed correction (6.1.21).
    """
    if hand is Hand.OPERATOR:
        return Verdict.YES if origin == "operator" or correction else Verdict.NO
    if origin == "participant":
        return Verdict.YES
    return Verdict.WITH_REASON if origin == "ehis" and gap else Verdict.NO


def in_the_way(
    posts: Iterable[Held], first: date, last: date | None, *, entry: str | None = None, ends_previous: bool = True
) -> Held | None:
    """Return the main post with which one held from `first` to `last` would overlap, None when there is none.

    A new main post ends the one that is open and began before it; `entry` is the fact that is being changed itself.
    """
    for one in sorted(posts, key=lambda post: post.valid_from):
        if one.entry == entry:
            continue
        if ends_previous and entry is None and one.valid_to is None and one.valid_from < first:
            continue
        if (last is None or one.valid_from <= last) and (one.valid_to is None or one.valid_to >= first):
            return one
    return None


def strangers(sent: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the names of fields that were sent and are no fields of the group, in order."""
    fields = set(known)
    return [name for name in sent if name not in fields]


def key_of(
    servant: int | str, group: str, action: str, stated: dict[str, Any], entry: str | None, version: int | None
) -> bytes:
    """Return what is the same for the same change to the same record: a table sent twice is entered once.

    `servant` is the record's id, or the index of the FİN of somebody who has none yet.
    """
    said = {"servant": servant, "group": group, "action": action, "stated": stated, "entry": entry, "version": version}
    return sha256(canonical_json(said)).digest()


def root_of(keys: Iterable[bytes]) -> str:
    """Return the digest over the changes of a paper, in their order: what the signer signs for, however many they are."""
    digest = sha256()
    for key in keys:
        digest.update(key)
    return digest.hexdigest()
