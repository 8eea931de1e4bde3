"""A table as people send it, as rows of texts: CSV in the encodings of Windows and Excel, XLSX, XLS, ODS.

Files come from outside: sizes inside an archive are looked at before anything is unpacked, a workbook is opened by a
process of its own with little memory, formulas are never computed.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from webapp.core import sheet_program

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 60
MOST_UNPACKED: Final = 80 * 1024 * 1024
MOST_RATIO: Final = 200
LONGEST_CELL: Final = 2_000
ZIPPED: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DIVIDERS: Final = ";,\t|"
PATIENCE: Final = 60
"""Seconds that the program which opens a workbook may take."""


class NotATable(ValueError):
    """The file cannot be read: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_table(content: bytes, most_rows: int = MOST_ROWS) -> list[list[str]]:
    """Return the rows of the first sheet, the header first, every cell as text. Raises NotATable."""
    rows = read_sheet(content, most_rows)[1] if is_workbook(content) else _lines(content)
    found: list[list[str]] = []
    for row in rows:
        if len(found) > most_rows:
            raise NotATable("too-many-rows")
        if len(row) > MOST_COLUMNS:
            raise NotATable("too-many-columns")
        found.append([" ".join(cell.split())[:LONGEST_CELL] for cell in row])
    if not any(any(row) for row in found):
        raise NotATable("empty")
    return found


def is_workbook(content: bytes) -> bool:
    """Whether the file begins as XLSX, ODS or XLS do."""
    return content.startswith((ZIPPED, OLD_OFFICE))


def read_sheet(content: bytes, most_rows: int = MOST_ROWS) -> tuple[str, list[list[str]]]:
    """Return the name of a workbook's first sheet and its rows, header first, each text letter by letter. Raises NotATable."""
    if content.startswith(ZIPPED):
        _ensure_small(content)
    command = [sys.executable, "-I", sheet_program.__file__, str(most_rows + 1), str(MOST_COLUMNS)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603 - our own program, our own arguments
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise NotATable("bomb") from None
    said = json.loads(done.stdout)
    if "code" in said:
        raise NotATable(said["code"])
    if len(said["rows"]) > most_rows + 1:
        raise NotATable("too-many-rows")
    return said["name"], said["rows"]


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
