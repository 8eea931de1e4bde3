"""Reads the files as tables of text (RFC 4180 as GTFS wants it: UTF-8, a header, quotes doubled, any line ending)."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.schema import FILES, File

MOST_ROWS: Final = 200_000
LONGEST_VALUE: Final = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line on which it begins, its values by column; a value that is not there is an empty text."""

    line: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a value."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: which columns it has, and its rows."""

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


Tables = dict[str, Table]


def read(contents: Mapping[str, bytes], faults: Faults) -> Tables:
    """Return the tables of an archive; a file that is not there is an empty one. What cannot be read is a fault."""
    csv.field_size_limit(LONGEST_VALUE * 8)
    found: Tables = {}
    for name, file in FILES.items():
        content = contents.get(name)
        if content is None and file.required:
            faults.add("file-missing", name)
        found[name] = Table() if content is None else _table(file, content, faults)
        if content is not None and file.required and not found[name].rows:
            faults.add("file-without-rows", name)
    return found


def _table(file: File, content: bytes, faults: Faults) -> Table:
    text = _text(file.name, content, faults)
    if not text.strip():
        if text or not content:
            faults.add("file-empty", file.name)
        return Table()
    lines = _lines(file.name, text, faults)
    header = next(lines, None)
    if header is None or not _header(file, header[1], faults):
        return Table()
    names = tuple(name.strip() for name in header[1])
    return Table(names, list(_rows(file.name, names, lines, faults)))


def _text(name: str, content: bytes, faults: Faults) -> str:
    try:
        text = content.decode("utf-8-sig")  # a byte order mark is allowed and not part of the first name
    except UnicodeDecodeError as error:
        faults.add("not-utf8", name, content[: error.start].count(b"\n") + 1)
        return ""
    if "\x00" in text:
        faults.add("nul-inside", name, text[: text.index("\x00")].count("\n") + 1)
        return ""
    return text


def _lines(name: str, text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Return each record with the line on which it begins: a quoted value may go over several."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for count, record in enumerate(reader):
            if count > MOST_ROWS:
                faults.add("rows-many", name, begins)
                return
            yield begins, record
            begins = reader.line_num + 1
    except csv.Error:
        faults.add("quotes-wrong", name, begins)


def _header(file: File, header: list[str], faults: Faults) -> bool:
    """Whether the first line names the columns that the file needs."""
    names = [name.strip() for name in header]
    for name in names:
        if not name:
            faults.add("column-nameless", file.name, 1)
        elif names.count(name) > 1:
            faults.add("column-twice", file.name, 1, name)
        elif name not in file.columns:
            faults.add("column-unknown", file.name, 1, name)
    missing = [one.name for one in file.columns.values() if one.required and one.name not in names]
    for name in missing:
        faults.add("column-missing", file.name, 1, name)
    return not missing and all(names) and len(set(names)) == len(names)


def _rows(file: str, names: tuple[str, ...], lines: Iterator[tuple[int, list[str]]], faults: Faults) -> Iterator[Row]:
    for line, record in lines:
        if not any(value.strip() for value in record):
            faults.add("row-blank", file, line)
        elif len(record) != len(names):
            faults.add("row-short" if len(record) < len(names) else "row-long", file, line)
        else:
            yield Row(line, dict(zip(names, record, strict=True)))
