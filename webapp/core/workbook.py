"""A workbook of one sheet (ECMA-376, SpreadsheetML), made piece by piece: texts are texts, never formulas; amounts are numbers.

The first row is bold and stays in sight. Every other text cell has the format "text": what somebody types over it, be it
1/2 or =A1, stays what was typed.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final
from xml.sax.saxutils import escape

Cell = str | int | Decimal
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MEDIA_TYPE: Final = f"{KIND}.sheet"
SHEET: Final = "xl/worksheets/sheet1.xml"
PARTS: Final = {"xl/workbook.xml": "sheet.main", SHEET: "worksheet", "xl/styles.xml": "styles"}
NUMBER, BOLD, MONEY, TEXT = 0, 1, 2, 3
STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf numFmtId="2" applyNumberFormat="1"/>'
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    "</cellXfs></styleSheet>"
)
FROZEN: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
UNKEEPABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold."""
ESCAPES: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as the number of a letter (ECMA-376, ST_Xstring)."""


def workbook(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str = "1", widths: Sequence[int] = ()
) -> Iterator[bytes]:
    """Yield the workbook whose sheet is called `name`, compressed on its way; `widths` are those of its columns, in letters."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        for path, content in _around(name).items():
            book.writestr(path, content)
        with book.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}">{FROZEN}{_columns(widths)}<sheetData>'.encode())
            sheet.write(_row(head, BOLD))
            for row in rows:
                sheet.write(_row(row, TEXT))
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


def _around(name: str) -> dict[str, str]:
    sheets = f'<sheets><sheet name="{escape(name)}" sheetId="1" r:id="r1"/></sheets>'
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _links(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": STYLES,
    }


def _columns(widths: Sequence[int]) -> str:
    each = (f'<col min="{at}" max="{at}" width="{wide}" customWidth="1"/>' for at, wide in enumerate(widths, 1))
    return f"<cols>{''.join(each)}</cols>" if widths else ""


def _row(cells: Sequence[Cell], style: int) -> bytes:
    return f"<row>{''.join(_cell(one, style) for one in cells)}</row>".encode()


def _cell(value: Cell, style: int) -> str:
    if isinstance(value, str):
        words = escape(ESCAPES.sub("_x005F_", UNKEEPABLE.sub("", value)), {"\r": "_x000D_"})
        return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{words}</t></is></c>'
    return f'<c s="{MONEY if isinstance(value, Decimal) else NUMBER}"><v>{value}</v></c>'


def _types() -> str:
    parts = "".join(f'<Override PartName="/{name}" ContentType="{KIND}.{kind}+xml"/>' for name, kind in PARTS.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}</Types>'
    )


def _links(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
