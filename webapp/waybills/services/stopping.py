"""The stops of a waybill with several consignees: at which one a step is taken, and what is said of its lines there."""

from collections.abc import Sequence
from typing import Any, Final

from webapp.core.errors import Invalid
from webapp.core.text import _l
from webapp.waybills.past import Past
from webapp.waybills.rules import ENDED_BY, Action

AMOUNTS: Final = ("delivered", "refused")


def at_this_stop(action: Action, past: Past) -> Action:
    """Return what ends this stop alone in place of what ends the carriage, while other consignees wait for their part."""
    return action if past.is_last_drop else ENDED_BY.get(action, action)


def of_this_stop(said: dict[str, Any], past: Past) -> dict[str, Any]:
    """Return what an act says with its stop; amounts given for the lines of this stop alone stand in their places."""
    if not past.waybill.drop_party_ids:
        return said
    spread = {name: _spread(said[name], past) for name in AMOUNTS if said.get(name)}
    return {**said, **spread, "drop": past.drop}


def stop_to_reach(past: Past, wanted: int | None) -> int:
    """Return the stop that a driver reports to have reached: the next one of the way, unless another open one is named.

    Raises Invalid for one that is over or that there is none of.
    """
    if wanted is None:
        return next(iter(past.open_drops), 0)
    if wanted not in past.open_drops:
        raise Invalid(fields={"drop": _l("Bu dayanacaq artıq bitib və ya qaimədə yoxdur.")})
    return wanted


def _spread(amounts: Sequence[str], past: Past) -> list[str]:
    own = past.own_lines
    if len(amounts) != len(own) or len(own) == len(past.goods):
        return list(amounts)
    given = dict(zip(own, amounts, strict=True))
    return [given.get(place, "0") for place in range(len(past.goods))]
