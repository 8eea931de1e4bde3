"""The found list as CSV or XLSX, written while it is sent: a page of rows in memory, however long the list is.

Nothing in it is a formula to a spreadsheet: in CSV such a cell begins with an apostrophe, in XLSX every cell is text.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local
from webapp.core.csv_text import MARK, csv_text
from webapp.core.text import Text, _, _l
from webapp.core.transaction import transaction
from webapp.core.workbook import workbook
from webapp.waybills import wording
from webapp.waybills.finding.queries import hits
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.models import Waybill
from webapp.waybills.queries import LINE, line_of, name_of, written

ROWS: Final = 1_000
COLUMNS: Final[tuple[Text, ...]] = (
    _l("Nömrə"),
    _l("Vəziyyət"),
    _l("Yükləmə vaxtı"),
    _l("Yükləmə yeri"),
    _l("Boşaltma yeri"),
    _l("Yükgöndərən"),
    _l("Daşıyıcı"),
    _l("Yükalan"),
    _l("Qeydiyyat nişanı"),
    _l("Yük"),
    _l("Ümumi kütlə, kq"),
)


def rows_of(wanted: Wanted, *, actor: Actor) -> Iterator[list[str]]:
    """Yield the header and then every found waybill; each page is read in a short transaction of its own."""
    yield [str(column) for column in COLUMNS]
    after: str | None = None
    while True:
        with transaction(read_only=True):
            found = hits(actor.party_id or 0, wanted, after=after, size=ROWS)
            rows = _cells([hit.waybill_id for hit in found.rows])
        yield from rows
        after = found.following
        if after is None:
            return


def as_csv(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield CSV, UTF-8 with its mark so that spreadsheets read the letters."""
    yield MARK.encode()
    for row in rows:
        yield csv_text([row], mark=False).encode()


def as_xlsx(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield a workbook of one sheet, compressed on its way."""
    lines = iter(rows)
    yield from workbook(next(lines), lines)


def _cells(ids: list[int]) -> list[list[str]]:
    more = (name_of("carrier"), func.coalesce(written("total_gross_kg"), ""), Waybill.id)
    rows = db.session().execute(select(*LINE, *more).where(Waybill.id.in_(ids)))
    known = {row[-1]: _texts(row) for row in rows}
    return [known[one] for one in ids]


def _texts(row: Any) -> list[str]:
    line, carrier, kilograms = line_of(row), row[len(LINE)], row[len(LINE) + 1]
    loading = f"{local(line.loading_at):%d.%m.%Y %H:%M}" if line.loading_at else ""
    parties = [line.consignor, carrier, line.consignee]
    state = str(wording.state_tag(line.state)[0])
    number = line.number or _("nömrəsiz")
    return [number, state, loading, line.loading, line.unloading, *parties, line.plate or "", line.goods, kilograms]
