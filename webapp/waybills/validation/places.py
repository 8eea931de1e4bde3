"""Checks of places and times."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from webapp.core.findings import Finding, block, warn
from webapp.waybills.validation.situation import Situation

PAST: Final = timedelta(minutes=15)
FASTEST_KMH: Final = 90
HOUR: Final = timedelta(hours=1)
AHEAD: Final = timedelta(days=30)


def places_are_given(situation: Situation) -> Iterator[Finding]:
    """Both ends have a settlement and a planned time; the consignee's address is needed by the form itself."""
    for end in ("loading", "unloading"):
        place = getattr(situation.content, end)
        if not place.name:
            yield block(f"{end}-place-missing", f"{end}_name")
        if place.planned_at is None:
            yield block(f"{end}-time-missing", f"{end}_at")
    if not situation.content.unloading.address:
        yield block("unloading-address-missing", "unloading_address")


def places_differ(situation: Situation) -> Iterator[Finding]:
    """Goods go somewhere else."""
    start, end = situation.content.loading, situation.content.unloading
    same = (start.name.casefold(), start.address.casefold()) == (end.name.casefold(), end.address.casefold())
    if start.name and same:
        yield block("places-equal", "unloading_name")


def times_follow(situation: Situation) -> Iterator[Finding]:
    """Goods are loaded before they are unloaded, not in the past, and not a month away."""
    start, end = situation.content.loading.planned_at, situation.content.unloading.planned_at
    if start and end and end <= start:
        yield block("unloading-before-loading", "unloading_at")
    for index, drop in enumerate(situation.content.drops):
        if start and drop.unloading.planned_at and drop.unloading.planned_at <= start:
            yield block("stop-before-loading", f"drops-{index}-at", n=index + 2)
    if start and start < situation.now - PAST:
        yield block("loading-past", "loading_at")
    if start and start > situation.now + AHEAD:
        yield warn("loading-far", "loading_at")


def speed_is_possible(situation: Situation) -> Iterator[Finding]:
    """Over the stated way nobody has to drive faster than lorries may (90 km/h)."""
    content = situation.content
    start, end = content.loading.planned_at, content.last_unloading
    if content.distance_km and start and end and end > start:
        speed = content.distance_km / ((end - start) / HOUR)
        if speed > FASTEST_KMH:
            yield warn("too-fast", "distance_km", speed=round(speed), most=FASTEST_KMH)
