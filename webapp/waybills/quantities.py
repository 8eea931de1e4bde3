"""What became of each line of goods: nothing is gained or lost between acceptance and the last act. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

NOUGHT: Final = Decimal(0)
ENDING: Final = ("receive", "receive_drop")
DELIVERING: Final = ("receive_part", *ENDING)
REFUSING: Final = ("refuse", "report_no_show", "refuse_drop", "miss_drop")
ENDING_A_DROP: Final = frozenset({"receive_drop", "refuse_drop", "miss_drop"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line, in packages or kilograms: accepted = delivered + refused + missing + stored + on the way."""

    accepted: Decimal
    delivered: Decimal = NOUGHT
    refused: Decimal = NOUGHT
    missing: Decimal = NOUGHT
    stored: Decimal = NOUGHT

    @property
    def left(self) -> Decimal:
        """What is still to be delivered: on the way, or stored on the way."""
        return self.accepted - self.delivered - self.refused - self.missing

    @property
    def aboard(self) -> Decimal:
        """What the vehicle has on it."""
        return self.left - self.stored


class NotConserved(ValueError):
    """An act says more than was left; `line` counts from 0."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def lines_after(
    accepted: Sequence[Decimal], acts: Iterable[tuple[str, Mapping[str, Any]]], drops: Sequence[int] = ()
) -> list[Line]:
    """Return each line after the acts, given as (action, data). Raises NotConserved.

    `drops` says for which stop each line is (all for the first). `receive_part` delivers and leaves the rest on the way;
    `receive` and `receive_drop` end a stop: what they neither deliver nor refuse of its lines is missing; a refusal refuses
    all that is left of them. `store_part` leaves goods on the way, `retrieve_part` takes them up. Other acts move nothing.
    """
    stops = list(drops) or [0] * len(accepted)
    lines = [Line(amount) for amount in accepted]
    for action, data in acts:
        mine = [stop == data.get("drop", 0) for stop in stops]
        if action in DELIVERING:
            lines = _delivered(lines, data, mine, ends=action in ENDING)
        elif action in REFUSING:
            lines = [_refused(line) if own else line for line, own in zip(lines, mine, strict=True)]
        elif action in {"store_part", "retrieve_part"}:
            lines = _stored(lines, _amounts(data, "stored", len(lines)), back=action == "retrieve_part")
    return lines


def _delivered(lines: list[Line], data: Mapping[str, Any], mine: list[bool], *, ends: bool) -> list[Line]:
    got, refused = _amounts(data, "delivered", len(lines)), _amounts(data, "refused", len(lines))
    return [
        _moved(place, line, got[place], refused[place], own=mine[place], last=ends and mine[place])
        for place, line in enumerate(lines)
    ]


def _moved(place: int, line: Line, got: Decimal, refused: Decimal, *, own: bool, last: bool) -> Line:
    if got < 0 or refused < 0 or got + refused > (line.aboard if own else NOUGHT):
        raise NotConserved(place)
    missing = line.aboard - got - refused if last else NOUGHT
    return replace(line, delivered=line.delivered + got, refused=line.refused + refused, missing=line.missing + missing)


def _refused(line: Line) -> Line:
    return replace(line, refused=line.refused + line.aboard)


def _stored(lines: list[Line], amounts: list[Decimal], *, back: bool) -> list[Line]:
    for place, (line, amount) in enumerate(zip(lines, amounts, strict=True)):
        if amount < 0 or amount > (line.stored if back else line.aboard):
            raise NotConserved(place)
    sign = -1 if back else 1
    return [replace(line, stored=line.stored + sign * amount) for line, amount in zip(lines, amounts, strict=True)]


def _amounts(data: Mapping[str, Any], name: str, count: int) -> list[Decimal]:
    given = [Decimal(one) for one in data.get(name) or ()]
    if given and len(given) != count:
        raise NotConserved(min(len(given), count))
    return given or [NOUGHT] * count
