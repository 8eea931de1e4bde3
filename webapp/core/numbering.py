"""Numbers without gaps: taken under a row lock, in the transaction that uses them, so that a rollback gives them back.

Ask as late in the transaction as possible: the lock lasts until it ends.
"""

from typing import Final, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core.numbering_tables import NumberSeries
from webapp.core.statements import Statement

_series = cast("Table", NumberSeries.__table__)
_taken = (
    insert(_series)
    .values(series=bindparam("series"), year=bindparam("year"), last=1)
    .on_conflict_do_update(index_elements=["series", "year"], set_={"last": _series.c.last + 1})
    .returning(_series.c.last)
    .cte("taken")
)
NEXT: Final = Statement(select(_taken.c.last))


def next_number(series: str, year: int) -> int:
    """Return the next number of `series` in `year`, starting with 1; the same transaction must use it."""
    ((last,),) = NEXT.all(series=series, year=year)
    return int(last)
