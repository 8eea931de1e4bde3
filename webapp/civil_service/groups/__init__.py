"""The groups of data of a servant's record (rules of keeping the register, clause 2.1): pure, no database behind them."""

from typing import Final

from webapp.civil_service.groups import passed
from webapp.civil_service.groups.entered import ENTERED
from webapp.civil_service.groups.kinds import Field, Group, Kind, Origin, Span
from webapp.civil_service.groups.passed import PASSED

__all__ = ["ASSUMED", "BY_CODE", "GROUPS", "Field", "Group", "Kind", "Origin", "Span", "group", "of_origin"]

ASSUMED: Final = True
"""The content of decree 395 of 17 May 2025 is not in the sources: names, numbers and fields of groups are assumed."""
IDENTITY_FIRST: Final = (passed.IDENTITY, *ENTERED, *(one for one in PASSED if one is not passed.IDENTITY))
GROUPS: Final[tuple[Group, ...]] = IDENTITY_FIRST
BY_CODE: Final[dict[str, Group]] = {one.code: one for one in GROUPS}


def group(code: str) -> Group | None:
    """Return the group with this code."""
    return BY_CODE.get(code)


def of_origin(origin: Origin) -> tuple[Group, ...]:
    """Return the groups that this origin brings in."""
    return tuple(one for one in GROUPS if one.origin is origin)
