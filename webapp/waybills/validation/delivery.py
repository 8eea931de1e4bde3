"""Checks of the receipt: what was delivered, line by line, against what was accepted."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from webapp.core.findings import Finding, block
from webapp.waybills.content import GoodsRow
from webapp.waybills.quantities import Line


def accepted_quantity(row: GoodsRow) -> Decimal:
    """Return how much of a line was accepted: packages, or kilograms of goods in bulk."""
    return Decimal(row.packages) if row.packages else (row.gross_kg or Decimal(0))


def left_fits(
    lines: Sequence[Line], said: Mapping[str, Any], own: Sequence[int] | None = None, *, explained: bool, last: bool
) -> Iterator[Finding]:
    """0 <= delivered + refused <= aboard in every line; when it is the `last` receipt, what is missing is explained.

    `own` are the lines of the consignee who receives (all, unless there are several consignees).
    """
    delivered, refused = ([Decimal(one) for one in said.get(name) or ()] for name in ("delivered", "refused"))
    refused = refused or [Decimal(0)] * len(delivered)
    if len(delivered) != len(lines) or len(refused) != len(lines):
        yield block("delivered-lines-differ", "difference")
        return
    mine = set(range(len(lines)) if own is None else own)
    for index, (line, got, back) in enumerate(zip(lines, delivered, refused, strict=True)):
        most = line.aboard if index in mine else Decimal(0)
        if got < 0 or back < 0 or got + back > most:
            yield block("delivered-above-accepted", f"delivered-{index}", line=index + 1, accepted=most)
    less = any(got < line.left for place, (line, got) in enumerate(zip(lines, delivered, strict=True)) if place in mine)
    if not sum(delivered) and not last:
        yield block("nothing-received", "delivered-0")
    if last and less and not explained:
        yield block("difference-unexplained", "difference")


def stored_fits(lines: Sequence[Line], stored: Sequence[str], *, back: bool) -> Iterator[Finding]:
    """0 <= what is left in storage <= what is aboard in every line (`back`: what is taken up <= what is stored)."""
    amounts = [Decimal(one) for one in stored]
    if len(amounts) != len(lines):
        yield block("delivered-lines-differ", "stored-0")
        return
    for index, (line, amount) in enumerate(zip(lines, amounts, strict=True)):
        most = line.stored if back else line.aboard
        if not 0 <= amount <= most:
            yield block("stored-above-aboard", f"stored-{index}", line=index + 1, most=most)
    if not sum(amounts):
        yield block("nothing-stored", "stored-0")
    elif not back and amounts == [line.aboard for line in lines]:
        yield block("all-stored", "stored-0")


def is_counted(row: GoodsRow) -> bool:
    """Whether a line is received by the number of its packages rather than by weight."""
    return bool(row.packages)
