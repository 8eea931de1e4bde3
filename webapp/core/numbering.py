"""Numbers without gaps: taken under a row lock, in the transaction that uses them, so that a rollback gives them back.

Ask as late in the transaction as possible: the lock lasts until it ends.
"""

from typing import Final

from sqlalchemy import text

from webapp.core import db

NEXT: Final = text("""
    INSERT INTO number_series (series, year, last) VALUES (:series, :year, 1)
    ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + 1
    RETURNING last
""")


def next_number(series: str, year: int) -> int:
    """Return the next number of `series` in `year`, starting with 1; the same transaction must use it."""
    return int(db.session().execute(NEXT, {"series": series, "year": year}).scalar_one())
