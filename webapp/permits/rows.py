"""What a row of law says, by its family: frozen values, checked when a row is read or added."""

from dataclasses import dataclass, fields
from typing import Any, Final, TypeVar, get_type_hints

from webapp.core.text import current_language
from webapp.permits.errors import RowNotReadable

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with a name in the three languages."""

    name_az: str
    name_en: str
    name_ru: str

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return str(getattr(self, f"name_{current_language()}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitType(Named):
    """A kind of permit. `item` is its number in annex 3 of law 176-VQ, where it is known for certain.

    `carriage` is what a card lets carry; terms are months (None: by the period or the trip); a type that is `excepted`
    is named by the charter as one that is not kept here, and cannot be created.
    """

    code: str
    item: int | None
    carriage: str | None
    card_per_vehicle: bool
    term_months: int | None
    card_term_months: int | None
    decision_days: int
    territory_bound: bool
    cap_bound: bool
    issuer: str
    series: str
    card_series: str | None
    excepted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """A duty: `what` is permit, card, duplicate, reregistration or restoration."""

    type: str
    what: str
    qepik: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleRule:
    """What a vehicle must be for a type of permit: a number (years, Euro class) or one of some words (colours)."""

    type: str
    rule: str
    number: int | None
    words: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory(Named):
    """Where a territory-bound permit holds; `taxi` when cards of taxis are given for it."""

    code: str
    taxi: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most cards of a type that may be valid in a territory."""

    type: str
    territory: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRate:
    """What a month of a distinguishing mark costs: qəpik for a seat, a vehicle or a tonne."""

    kind: str
    unit: str
    qepik: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCoefficient:
    """By what a mark's rate is multiplied in a territory, in hundredths."""

    territory: str
    hundredths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OversizeLimit:
    """A size or mass above which a trip needs a permit, in cm or kg."""

    code: str
    number: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A number of days."""

    code: str
    number: int


FAMILIES: Final[dict[str, type]] = {
    "type": PermitType,
    "tariff": Tariff,
    "vehicle_rule": VehicleRule,
    "territory": Territory,
    "cap": Cap,
    "mark_rate": MarkRate,
    "mark_coefficient": MarkCoefficient,
    "oversize_limit": OversizeLimit,
    "setting": Setting,
}
FIXED: Final = frozenset({"code", "type", "what", "rule", "territory", "kind", "unit", "series", "card_series"})
"""Parts that say what the row is about: a new row of the same key keeps them."""


def content_of(family: str, content: dict[str, Any]) -> Any:
    """Return the row's content as its family's value. Raises RowNotReadable when a part is missing, strange or too much."""
    kind = FAMILIES.get(family)
    if kind is None:
        raise RowNotReadable
    hints = get_type_hints(kind)
    if content.keys() != {one.name for one in fields(kind)}:
        raise RowNotReadable
    if not all(_fits(content[name], hints[name]) for name in hints):
        raise RowNotReadable
    return kind(**content)


def _fits(value: Any, hint: Any) -> bool:
    if hint is bool:
        return isinstance(value, bool)
    if hint == list[str]:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return hint in (int, int | None) and value >= 0
    return isinstance(value, hint)
