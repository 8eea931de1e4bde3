"""Checks of the receipt: what was delivered, line by line, against what was accepted."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from webapp.waybills.content import GoodsRow
from webapp.waybills.quantities import Line
from webapp.waybills.validation.situation import Finding, block


def accepted_quantity(row: GoodsRow) -> Decimal:
    """Return how much of a line was accepted: packages, or kilograms of goods in bulk."""
    return Decimal(row.packages) if row.packages else (row.gross_kg or Decimal(0))


def left_fits(lines: Sequence[Line], said: Mapping[str, Any], *, explained: bool, last: bool) -> Iterator[Finding]:
    """0 <= delivered + refused <= left in every line; when it is the `last` receipt, what is missing is explained."""
    delivered, refused = ([Decimal(one) for one in said.get(name) or ()] for name in ("delivered", "refused"))
    refused = refused or [Decimal(0)] * len(delivered)
    if len(delivered) != len(lines) or len(refused) != len(lines):
        yield block("delivered-lines-differ", "difference")
        return
    for index, (line, got, back) in enumerate(zip(lines, delivered, refused, strict=True)):
        if got < 0 or back < 0 or got + back > line.left:
            yield block("delivered-above-accepted", f"delivered-{index}", line=index + 1, accepted=line.left)
    less = any(got < line.left for line, got in zip(lines, delivered, strict=True))
    if not sum(delivered) and not last:
        yield block("nothing-received", "delivered-0")
    if last and less and not explained:
        yield block("difference-unexplained", "difference")


def is_counted(row: GoodsRow) -> bool:
    """Whether a line is received by the number of its packages rather than by weight."""
    return bool(row.packages)
