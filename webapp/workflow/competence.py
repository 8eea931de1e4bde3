"""Services as competence knows them: `permits.taxi` stands for its seven operations."""

from collections.abc import Collection
from typing import Final

from webapp.core.text import Text
from webapp.workflow.offer.case_type import case_types
from webapp.workflow.rules import Officer, who_takes

DEPTH: Final = 2


def families() -> dict[str, Text]:
    """Return the families of services in force, each with the name of its first one."""
    found: dict[str, Text] = {}
    for one in case_types():
        found.setdefault(family_of(one.code), one.name)
    return found


def family_of(code: str) -> str:
    """Return the family to which a service belongs."""
    return ".".join(code.split(".")[:DEPTH])


def names_of(kinds: Collection[str]) -> list[Text]:
    """Return the names of what an officer may decide; one that is not declared any more keeps its code."""
    known = families()
    return [known.get(kind, kind) for kind in kinds]


def taken_by_nobody(officers: list[Officer]) -> list[Text]:
    """Return the families of services that nobody of those who are there may decide."""
    left = {family_of(one.code) for one in case_types() if who_takes(one.code, officers) is None}
    return [name for family, name in families().items() if family in left]
