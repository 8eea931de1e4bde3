"""Statements and reports as CSV and XLSX: a header of stable names, amounts in manat, nothing that is taken for a formula."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from webapp.core.csv_text import csv_text
from webapp.core.workbook import Cell, workbook
from webapp.settlements.queries import Total
from webapp.tills.api import manat

STATEMENT: Final = ("route", "trip", "station", "sold", "ended", "gross", "station_part", "advance", "carrier")
MONEY: Final = ("sold", "ended", "gross", "station_part", "advance", "carrier")


def statement_csv(lines: Iterable[Total]) -> str:
    """Return the lines of a statement."""
    return totals_csv(STATEMENT[:3], lines)


def totals_csv(names: Sequence[str], lines: Iterable[Total]) -> str:
    """Return bookings that were added up, with the columns by which they were."""
    amounts = ((one, (one.gross, one.station, one.advance, one.carrier)) for one in lines)
    rows = ([*one.of, one.sold, one.ended, *map(manat, qepik)] for one, qepik in amounts)
    return csv_text([[*names, *MONEY], *rows])


def statement_xlsx(lines: Iterable[Total]) -> bytes:
    """Return the lines of a statement as a workbook."""
    return totals_xlsx(STATEMENT[:3], lines)


def totals_xlsx(names: Sequence[str], lines: Iterable[Total]) -> bytes:
    """Return bookings that were added up as a workbook; amounts are numbers, in manat."""
    rows: list[list[Cell]] = [
        [
            *(str(value) for value in one.of),
            one.sold,
            one.ended,
            *(Decimal(qepik).scaleb(-2) for qepik in (one.gross, one.station, one.advance, one.carrier)),
        ]
        for one in lines
    ]
    return b"".join(workbook([*names, *MONEY], rows))
