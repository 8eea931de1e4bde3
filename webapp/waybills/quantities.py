"""What became of each line of goods: nothing is gained or lost between acceptance and the last act. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

NOUGHT: Final = Decimal(0)
ENDING: Final = "receive"
DELIVERING: Final = ("receive_part", ENDING)
REFUSING: Final = ("refuse", "report_no_show")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, in packages or kilograms: accepted = delivered + refused + missing + left."""

    accepted: Decimal
    delivered: Decimal = NOUGHT
    refused: Decimal = NOUGHT
    missing: Decimal = NOUGHT

    @property
    def left(self) -> Decimal:
        """What is still on the way."""
        return self.accepted - self.delivered - self.refused - self.missing


class NotConserved(ValueError):
    """An act says more than was left; `line` counts from 0."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def lines_after(accepted: Sequence[Decimal], acts: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Line]:
    """Return each line after the acts, given as (action, data). Raises NotConserved.

    `receive_part` delivers and leaves the rest on the way; `receive` ends it: what it neither delivers nor refuses is
    missing; a refusal refuses all that is left. Other acts move nothing.
    """
    lines = [Line(amount) for amount in accepted]
    for action, data in acts:
        if action in DELIVERING:
            got, refused = _amounts(data, "delivered", len(lines)), _amounts(data, "refused", len(lines))
            lines = [
                _moved(place, line, got[place], refused[place], last=action == ENDING)
                for place, line in enumerate(lines)
            ]
        elif action in REFUSING:
            lines = [Line(one.accepted, one.delivered, one.refused + one.left, one.missing) for one in lines]
    return lines


def _moved(place: int, line: Line, got: Decimal, refused: Decimal, *, last: bool) -> Line:
    if got < 0 or refused < 0 or got + refused > line.left:
        raise NotConserved(place)
    missing = line.left - got - refused if last else NOUGHT
    return Line(line.accepted, line.delivered + got, line.refused + refused, line.missing + missing)


def _amounts(data: Mapping[str, Any], name: str, count: int) -> list[Decimal]:
    given = [Decimal(one) for one in data.get(name) or ()]
    if given and len(given) != count:
        raise NotConserved(min(len(given), count))
    return given or [NOUGHT] * count
