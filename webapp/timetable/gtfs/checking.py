"""Checks every value by its kind, every key for being the only one, every reference for what it refers to."""

from collections.abc import Iterator

from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.kinds import KINDS
from webapp.timetable.gtfs.reading import LONGEST_VALUE, Row, Table, Tables
from webapp.timetable.gtfs.schema import FILES, Column, File


def checked(tables: Tables, faults: Faults) -> Tables:
    """Return the tables without outer spaces and without the rows that are at fault; each fault is kept."""
    found: Tables = {}
    every = {name: Table(table.columns, list(_stripped(name, table, faults))) for name, table in tables.items()}
    for name, file in FILES.items():
        rows = [row for row in every[name].rows if _in_order(file, row, faults)]
        found[name] = Table(tables[name].columns, list(_only_ones(file, rows, faults)))
    for file in FILES.values():
        for column in file.columns.values():
            _check_references(file, column, found, every, faults)
    return found


def _stripped(name: str, table: Table, faults: Faults) -> Iterator[Row]:
    for row in table.rows:
        for column, value in row.values.items():
            if value != value.strip():
                faults.add("spaces-outside", name, row.line, column, value)
                row.values[column] = value.strip()
        yield row


def _in_order(file: File, row: Row, faults: Faults) -> bool:
    good = True
    for column in file.columns.values():
        value = row[column.name]
        fault = _fault(column, value)
        if fault:
            faults.add(fault, file.name, row.line, column.name, value)
            good = False
    return good


def _fault(column: Column, value: str) -> str:
    if not value:
        return "value-missing" if column.required else ""
    if len(value) > LONGEST_VALUE:
        return "value-long"
    return KINDS[column.kind](value)


def _only_ones(file: File, rows: list[Row], faults: Faults) -> Iterator[Row]:
    """Return the rows whose key is not that of a row above."""
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(row[name] for name in file.key)
        if file.key and key in seen:
            faults.add("key-twice", file.name, row.line, file.key[0], " ".join(key))
        else:
            seen.add(key)
            yield row


def _check_references(file: File, column: Column, tables: Tables, every: Tables, faults: Faults) -> None:
    """Refer to what is there, even if something else is at fault in it: one fault is said once."""
    if column.refers is None:
        return
    target, name = column.refers
    known = {row[name] for row in every[target].rows}
    for row in tables[file.name].rows:
        value = row[column.name]
        if value and value not in known:
            faults.add("reference-unknown", file.name, row.line, column.name, value)
