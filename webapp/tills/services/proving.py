"""A benefit at the till: the document is shown, the register is asked; where it is silent the shown document counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from webapp.core.actor import Actor
from webapp.core.text import _
from webapp.tickets import api as tickets
from webapp.tickets.errors import PassengersWrong

COUNTS: Final = frozenset({"confirmed", "silent"})


def proved(passengers: Sequence[tickets.Passenger], positions: Sequence[int], actor: Actor) -> list[tickets.Passenger]:
    """Ask the register about every benefit; no transaction is open. The personal number goes no further.

    Raises PassengersWrong with the field of each benefit that the register denies: the full fare is to be chosen.
    """
    wrong = {}
    for position, one in zip(positions, passengers, strict=True):
        if one.benefit and tickets.benefit_answer(one.fin, one.benefit, actor.fin or "") not in COUNTS:
            wrong[f"benefit_{position}"] = _("Reyestr bu güzəşti təsdiq etmir. Güzəştsiz davam edin.")
    if wrong:
        raise PassengersWrong(fields=dict(wrong))
    return [replace(one, fin="") if one.benefit else one for one in passengers]
