"""CSV for spreadsheets (RFC 4180): UTF-8 with its mark, and nothing in it is a formula to them (CWE-1236)."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

MARK: Final = "\ufeff"
"""By it spreadsheets know that the letters are UTF-8."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def harmless(cell: object) -> str:
    """Return what is written for a value: nothing for None; a text that a spreadsheet would compute begins with an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text


def csv_text(rows: Iterable[Iterable[object]], *, delimiter: str = ",", mark: bool = True) -> str:
    """Return the rows as CSV, the header among them; without the mark a program that reads bytes needs not skip it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([harmless(cell) for cell in row] for row in rows)
    return (MARK if mark else "") + out.getvalue()
