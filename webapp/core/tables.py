"""A table as people send it, as rows of texts: CSV in the encodings of Windows and Excel, XLSX, XLS, ODS. Pure.

Files come from outside: sizes inside an archive are looked at before anything is unpacked, formulas are never computed.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 60
MOST_UNPACKED: Final = 80 * 1024 * 1024
MOST_RATIO: Final = 200
LONGEST_CELL: Final = 2_000
ZIPPED: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DIVIDERS: Final = ";,\t|"


class NotATable(ValueError):
    """The file cannot be read: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_table(content: bytes, most_rows: int = MOST_ROWS) -> list[list[str]]:
    """Return the rows of the first sheet, the header first, every cell as text. Raises NotATable."""
    rows = _sheet(content) if content.startswith((ZIPPED, OLD_OFFICE)) else _lines(content)
    found: list[list[str]] = []
    for row in rows:
        if len(found) > most_rows:
            raise NotATable("too-many-rows")
        if len(row) > MOST_COLUMNS:
            raise NotATable("too-many-columns")
        found.append([_text(cell) for cell in row])
    if not any(any(row) for row in found):
        raise NotATable("empty")
    return found


def _sheet(content: bytes) -> Iterator[list[Any]]:
    if content.startswith(ZIPPED):
        _ensure_small(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        if not book.sheet_names:
            raise NotATable("empty")
        yield from book.get_sheet_by_index(0).iter_rows()
    except PasswordError:
        raise NotATable("locked") from None
    except CalamineError:
        raise NotATable("damaged") from None


def _ensure_small(content: bytes) -> None:
    """Refuse an archive that would unpack to far more than it is."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            sizes = [(one.file_size, one.compress_size) for one in archive.infolist()]
    except BadZipFile:
        raise NotATable("damaged") from None
    unpacked = sum(size for size, _packed in sizes)
    if unpacked > MOST_UNPACKED or any(size > MOST_RATIO * max(packed, 1024) for size, packed in sizes):
        raise NotATable("bomb")


def _lines(content: bytes) -> Iterable[list[str]]:
    text = _decoded(content)
    if "\x00" in text:
        raise NotATable("damaged")
    head = text[:4096].partition("\n")[0]
    divider = max(DIVIDERS, key=head.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=divider, strict=False)
    except csv.Error:
        raise NotATable("damaged") from None


def _decoded(content: bytes) -> str:
    """Return the text: by its mark, else UTF-8, else the encoding of Windows for Cyrillic."""
    named = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    for encoding in [named] if named else ["utf-8", "cp1251"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable("damaged")


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return " ".join(str(cell).split())[:LONGEST_CELL] if cell is not None else ""
