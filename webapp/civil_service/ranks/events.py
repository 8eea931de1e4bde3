"""Facts of ranks: ids and codes alone."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RankDue(Event):
    """Nothing is missing any more for the next rank of a servant: said once for each rank."""

    servant_id: int
    rank: str
