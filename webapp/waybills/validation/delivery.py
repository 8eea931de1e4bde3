"""Checks of the receipt: what was delivered, line by line, against what was accepted."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from webapp.waybills.content import GoodsRow
from webapp.waybills.validation.situation import Finding, block


def accepted_quantity(row: GoodsRow) -> Decimal:
    """Return how much of a line was accepted: packages, or kilograms of goods in bulk."""
    return Decimal(row.packages) if row.packages else (row.gross_kg or Decimal(0))


def delivered_fits(goods: Sequence[GoodsRow], delivered: Sequence[Decimal], difference: str) -> Iterator[Finding]:
    """0 <= delivered <= accepted in every line; whoever receives less says in words what is missing."""
    if len(delivered) != len(goods):
        yield block("delivered-lines-differ", "difference")
        return
    accepted = [accepted_quantity(row) for row in goods]
    for index, (had, got) in enumerate(zip(accepted, delivered, strict=True)):
        if not 0 <= got <= had:
            yield block("delivered-above-accepted", f"delivered-{index}", line=index + 1, accepted=had)
    if sum(delivered) < sum(accepted) and not difference:
        yield block("difference-unexplained", "difference")


def is_counted(row: GoodsRow) -> bool:
    """Whether a line is received by the number of its packages rather than by weight."""
    return bool(row.packages)
