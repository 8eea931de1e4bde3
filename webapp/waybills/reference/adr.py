"""Dangerous goods: the numbers of ADR's table A, points of 1.1.3.6, what may not travel together (7.5.2). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from webapp.waybills.content import DangerousGoods

TABLE: Final = Path(__file__).with_name("adr.txt")
FORBIDDEN, NO_CATEGORY = "X", "-"
POINTS: Final = {"0": None, "1": 50, "2": 3, "3": 1, "4": 0}  # 1.1.3.6.3: nought is carried only under all of ADR
MOST_POINTS: Final = 1000
GROUPS: Final = ("I", "II", "III")
GROUPED: Final = frozenset({"3", "4.2", "4.3", "5.1", "6.1", "8"})  # articles of these classes have none
UNGROUPED: Final = frozenset({"1", "2", "5.2", "6.2", "7"})
ARTICLES: Final = frozenset({"C11", "F3", "O3", "W3", "T10", "S6", "CT3", "WF3"})
ALONE: Final = "1"
LOADED_WITH_ANYTHING: Final = "1.4S"
TOGETHER: Final = (frozenset("CDEG"), frozenset("CDEGN"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of table A."""

    un_number: str
    hazard_class: str
    code: str
    category: str
    tunnel: str
    name: str

    @property
    def is_grouped(self) -> bool:
        """Whether the goods belong to one of the packing groups."""
        return self.hazard_class in GROUPED and self.code not in ARTICLES


def entries(un_number: str) -> Sequence[Entry]:
    """Return the rows of a number; none for one that ADR does not know."""
    return _table().get(un_number, ())


def known_of(un_number: str) -> DangerousGoods | None:
    """Return what ADR itself says of a number, where its rows agree; None for one that it does not know."""
    found = entries(un_number)
    if not found:
        return None
    tunnels = {one.tunnel for one in found} - {NO_CATEGORY, FORBIDDEN}
    return DangerousGoods(
        un_number=un_number,
        proper_name=found[0].name,
        hazard_class=found[0].hazard_class,
        tunnel_code=tunnels.pop() if len(tunnels) == 1 else "",
    )


def category_of(goods: DangerousGoods) -> str:
    """Return the transport category of the goods: of the row with their tunnel code, else the strictest of the number."""
    found = [one for one in entries(goods.un_number) if one.category in POINTS]
    same = [one.category for one in found if one.tunnel == goods.tunnel_code] or [one.category for one in found]
    by_group = str(GROUPS.index(goods.packing_group) + 1) if goods.packing_group in GROUPS else ""
    return by_group if by_group in same else min(same, default="4")


def points_of(lines: Iterable[DangerousGoods]) -> Decimal | None:
    """Return the points of a load by 1.1.3.6.4; None when some of it is carried only under all of ADR.

    Limited quantities (3.4) do not count.
    """
    total = Decimal(0)
    for one in lines:
        worth = POINTS[category_of(one)]
        if one.limited:
            continue
        if worth is None:
            return None
        total += worth * (one.amount or Decimal(0))
    return total


def may_not_travel_together(lines: Sequence[DangerousGoods]) -> bool:
    """Whether the load mixes what 7.5.2.1 and 7.5.2.2 forbid: explosives with other classes or with other groups."""
    codes = {entry.code for one in lines for entry in entries(one.un_number)[:1] if one.hazard_class.startswith(ALONE)}
    codes -= {LOADED_WITH_ANYTHING}
    others = {one.hazard_class for one in lines if not one.hazard_class.startswith(ALONE)}
    if codes and others:
        return True
    groups = {code[-1] for code in codes}
    return len(groups) > 1 and not any(groups <= allowed for allowed in TOGETHER)


@cache
def _table() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            entry = Entry(*line.split("|"))
            found.setdefault(entry.un_number, []).append(entry)
    return {number: tuple(rows) for number, rows in found.items()}
