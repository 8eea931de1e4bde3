"""The found list as CSV or XLSX, written while it is sent: a page of rows in memory, however long the list is.

Nothing in it is a formula to a spreadsheet: in CSV such a cell begins with an apostrophe, in XLSX every cell is text.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local
from webapp.core.text import Text, _, _l
from webapp.core.transaction import transaction
from webapp.waybills import wording
from webapp.waybills.finding.queries import hits
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.models import Waybill
from webapp.waybills.queries import LINE, line_of, name_of, written

ROWS: Final = 1_000
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
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
TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{relations}/{kind}" Target="{target}"/></Relationships>'
)
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
SHEET: Final = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{MAIN}"><sheetData>'


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
    yield "\ufeff".encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
        yield line.getvalue().encode()


def as_xlsx(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield a workbook of one sheet, compressed on its way."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", LINK.format(relations=RELATIONS, kind="officeDocument", target="xl/workbook.xml"))
        book.writestr("xl/workbook.xml", BOOK)
        sheet_link = LINK.format(relations=RELATIONS, kind="worksheet", target="worksheets/sheet1.xml")
        book.writestr("xl/_rels/workbook.xml.rels", sheet_link)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(SHEET.encode())
            for row in rows:
                sheet.write(_row(row))
                yield sink.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where the archive writes; what was written is taken away at once."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """Return what was written since, and forget it."""
        held, self._held = bytes(self._held), bytearray()
        return held


def _row(cells: list[str]) -> bytes:
    inside = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_plain(cell))}</t></is></c>' for cell in cells
    )
    return f"<row>{inside}</row>".encode()


def _plain(cell: str) -> str:
    return "".join(c for c in cell if c.isprintable())


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
