"""The Harmonized System (2022): which codes of goods there are, and what some headings say of how goods travel. Pure."""

from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("hs.txt")
HEADING, SUBHEADING = 4, 6
PERISHABLE: Final = frozenset({"02", "03", "04"})  # meat, fish, dairy: chapters that travel cold
PERISHABLE_HEADINGS: Final = frozenset({"0601", "0603", "0710", "1601", "1602", "2105", "3002"})
FOOD: Final = frozenset(f"{chapter:02}" for chapter in range(2, 24))
BY_VOLUME: Final = frozenset({"2203", "2204", "2205", "2206", "2207", "2208", "2709", "2710", "4403", "4407"})
DANGEROUS: Final = frozenset({"2709", "2710", "2711", "3102", "3601", "3602", "3603", "3604", "3605", "3606", "2207"})


def is_heading(code: str) -> bool:
    """Whether the first four digits of a code are a heading."""
    return code[:HEADING] in _table()


def is_subheading(code: str) -> bool:
    """Whether the first six digits are a subheading; a code of four names none."""
    return len(code) < SUBHEADING or code[HEADING:SUBHEADING] in _table().get(code[:HEADING], ())


def is_perishable(code: str) -> bool:
    """Whether goods of the code are carried cold as a rule."""
    return code[:2] in PERISHABLE or code[:HEADING] in PERISHABLE_HEADINGS


def is_food(code: str) -> bool:
    """Whether goods of the code are eaten or fed."""
    return code[:2] in FOOD


def is_measured_by_volume(code: str) -> bool:
    """Whether the unit of the heading is the litre or the cubic metre."""
    return code[:HEADING] in BY_VOLUME


def may_be_dangerous(code: str) -> bool:
    """Whether goods of the heading are dangerous goods as a rule: fuel, gas, spirit, explosives."""
    return code[:HEADING] in DANGEROUS


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {head: frozenset(rest) for head, *rest in rows}
