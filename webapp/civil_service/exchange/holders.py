"""Whose the data of a group are, and which groups are asked for: rows of the law, in the family `source`.

Decision 118/2014 (annex 1) names the owner of most; where no published text does, the row is marked as assumed. An assumed
holder is asked from the day on which the operator records that the exchange works: until then a recorded gap says why not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.civil_service.exchange.asking import SOURCES
from webapp.civil_service.gaps import gap_of
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.length.law import rules_on

FAMILY: Final = "source"


@dataclass(frozen=True, slots=True)
class Holder:
    """The member of the exchange that keeps a group's data, by which clause, and whether that is assumed."""

    member: str
    basis: str
    assumed: bool


def holders(day: date) -> dict[str, Holder]:
    """Return by group who keeps its data on a day."""
    found = rules_on(FAMILY, day).items()
    return {group: Holder(str(row.content["holder"]), row.basis, row.assumed) for group, row in found}


def asked_on(day: date) -> frozenset[str]:
    """Return the groups whose register is asked: we have its service, and if it is assumed, no gap lasts for all bodies.

    A named holder is asked in a gap too: that is how it is seen that it answers again (3.3).
    """
    found = holders(day)
    return frozenset(group for group in SOURCES if group in found and _is_asked(group, found[group], day))


def _is_asked(group: str, holder: Holder, day: date) -> bool:
    known = holder.member == BY_CODE[group].source
    return known and not (holder.assumed and gap_of(group, None, day) is not None)
