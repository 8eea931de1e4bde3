"""Facts of ranks: ids and codes alone."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RankDue(Event):
    """Nothing is missing any more for the next rank of a servant: said once for each rank."""

    servant_id: int
    rank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRanksDue(Event):
    """The ranks of a body's people that became due at once: one fact, however many they are."""

    body_id: int
    due: tuple[RankDue, ...]
