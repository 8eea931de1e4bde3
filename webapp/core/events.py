"""Facts: something that happened, told to whoever reacts. Frozen, ids and plain values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The base of every fact. Name subclasses in the past tense: PermitIssued."""
