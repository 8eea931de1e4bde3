"""Checks of the parties: who they are, that their VÖEN can exist."""

import re
from collections.abc import Iterator
from typing import Final

from webapp.core.findings import Finding, block, warn
from webapp.waybills.validation.situation import Situation

WEIGHTS: Final = (4, 1, 8, 6, 2, 7, 5, 3)
VOEN: Final = re.compile(r"\d{9}[12]")


def is_voen(number: str) -> bool:
    """Whether `number` is ten digits, the ninth the check digit, the tenth 1 (legal) or 2 (natural person)."""
    if not VOEN.fullmatch(number):
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11 == int(number[8])


def parties_are_named(situation: Situation) -> Iterator[Finding]:
    """Consignor, carrier and consignee each have a VÖEN that can exist; a name not yet confirmed is a warning.

    Only the carrier must be known: it is the party that the portal reaches and that must sign next.
    """
    for role, party in situation.content.parties.items():
        if not party.number:
            yield block(f"{role}-missing", f"{role}_number")
        elif not is_voen(party.number):
            yield block(f"{role}-malformed", f"{role}_number")
        elif role not in situation.known_names:
            finding = block if role == "carrier" else warn
            yield finding(f"{role}-{_why_nameless(situation, role)}", f"{role}_number")


def every_consignee_is_named(situation: Situation) -> Iterator[Finding]:
    """Each further consignee has a VÖEN that can exist, a place, an address, a time and goods of its own."""
    content = situation.content
    for index, drop in enumerate(content.drops):
        n, number = index + 2, drop.consignee.number
        if not number:
            yield block("stop-consignee-missing", f"drops-{index}-number", n=n)
        elif not is_voen(number):
            yield block("stop-consignee-malformed", f"drops-{index}-number", n=n)
        elif number not in situation.known_numbers:
            yield warn("stop-consignee-unknown", f"drops-{index}-number", n=n)
        if not drop.unloading.name or not drop.unloading.address:
            yield block("stop-place-missing", f"drops-{index}-name", n=n)
        if drop.unloading.planned_at is None:
            yield block("stop-time-missing", f"drops-{index}-at", n=n)
    for place in range(len(content.stops) if content.drops else 0):
        if not content.lines_for(place):
            yield block("stop-without-goods", "goods-0-drop", n=place + 1)


def _why_nameless(situation: Situation, role: str) -> str:
    if role in situation.absent_names:
        return "absent"
    return "silent" if role in situation.silent_names else "unknown"


def carrier_may_carry(situation: Situation) -> Iterator[Finding]:
    """Whose activity is suspended takes no goods on: the offer, the acceptance and the departure wait for its end."""
    if situation.suspended_to is not None:
        yield block("carrier-suspended-until", "carrier_number", day=f"{situation.suspended_to:%d.%m.%Y}")
    elif situation.suspended:
        yield block("carrier-suspended", "carrier_number")


def ends_differ(situation: Situation) -> Iterator[Finding]:
    """One firm may be consignor and consignee only when it moves its own goods between its stores."""
    content = situation.content
    same = content.consignor.number and content.consignor.number == content.consignee.number
    if same and not content.internal:
        yield warn("consignor-is-consignee", "consignee_number")


def is_not_repeated(situation: Situation) -> Iterator[Finding]:
    """The same consignor, plate and goods within the hour look like the same waybill typed twice."""
    if situation.repeats:
        yield warn("looks-repeated", "goods-0-nature")
