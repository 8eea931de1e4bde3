"""A settlement file as text: columns apart by semicolons or commas, their names in the first line, perhaps a mark before it."""

import csv
import io
from typing import Final

from webapp.payments.gateways.provider import SettledLine, UnusableFile

WANTED: Final = frozenset({"payment", "kind", "amount", "currency"})
KINDS: Final = frozenset({"payment", "refund"})
MOST_LINES: Final = 1_000_000


def read_settlement(content: bytes) -> list[SettledLine]:
    """Return the lines of the file. Raises UnusableFile for one that has no head, misses a column or has an odd value."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFile("letters") from None
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    if not set(rows.fieldnames or ()) >= WANTED:
        raise UnusableFile("head")
    return [_line(row) for _number, row in zip(range(MOST_LINES), rows, strict=False)]


def _line(row: dict[str, str | None]) -> SettledLine:
    amount, kind = row["amount"] or "", row["kind"] or ""
    if not (amount.isascii() and amount.isdigit()) or kind not in KINDS or not row["payment"]:
        raise UnusableFile("line")
    operation = (row.get("operation") or "") if kind == "refund" else ""
    return SettledLine(row["payment"], kind, int(amount), row["currency"] or "", operation)
