"""Whether an act still fits the chain that it was made against. Pure, on hashes and acts."""

from collections.abc import Sequence
from typing import Final

from webapp.waybills.chain import GENESIS
from webapp.waybills.driving.errors import HeadMoved
from webapp.waybills.models import WaybillAct
from webapp.waybills.rules import Action

QUIET: Final = frozenset({Action.REPLY.value, Action.COUNTERSIGN.value})  # neither state nor content follows from them
REPEATABLE: Final = frozenset({Action.DEPART, Action.ARRIVE})


def place_of(head: bytes, acts: Sequence[WaybillAct]) -> int:
    """Return the number of the act whose hash the phone knew, 0 before the first. Raises HeadMoved for a foreign hash."""
    if head == GENESIS:
        return 0
    for act in reversed(acts):
        if act.hash == head:
            return act.seq
    raise HeadMoved


def since(place: int, acts: Sequence[WaybillAct]) -> list[WaybillAct]:
    """Return what happened after that act and is more than a refused signature or a reply."""
    return [act for act in acts if act.seq > place and act.outcome == "done" and act.action not in QUIET]


def is_same(action: Action, account_id: int | None, meanwhile: Sequence[WaybillAct]) -> bool:
    """Whether the one thing that happened meanwhile is this very report of the same person, made on another phone."""
    return (
        action in REPEATABLE
        and len(meanwhile) == 1
        and meanwhile[0].action == action.value
        and meanwhile[0].account_id == account_id
    )
