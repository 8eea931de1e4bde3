"""The program that opens a workbook of a stranger, in a process of its own: `python -I sheet_program.py ROWS COLUMNS`.

The library lays a sheet out whole: two cells in its far corners take it terabytes, and then it ends the process it is
in. It reads the file from its input and says the first sheet's name and rows as JSON, or a code why not.
"""

import json
import resource
import sys
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import Any, Final

MEBIBYTE: Final = 1024 * 1024
MEMORY: Final = 1_024 * MEBIBYTE
SECONDS: Final = 30


def confine() -> None:
    """Let this process have so much memory and processor time, write no file, and leave no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read(content: bytes, most_rows: int, most_columns: int) -> dict[str, Any]:
    """Return the name and the rows of the first sheet, one row more than wanted when there are more; or the code of a refusal."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        if not book.sheet_names:
            return {"code": "empty"}
        rows = list(islice(book.get_sheet_by_index(0).iter_rows(), most_rows + 1))
    except PasswordError:
        return {"code": "locked"}
    except CalamineError:
        return {"code": "damaged"}
    if any(len(row) > most_columns for row in rows[:1]):
        return {"code": "too-many-columns"}
    return {"name": book.sheet_names[0], "rows": [[as_text(cell) for cell in row] for row in rows]}


def as_text(cell: Any) -> str:
    """Return a cell as people read it; a text as it stands."""
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
    return str(cell) if cell is not None else ""


if __name__ == "__main__":
    confine()
    json.dump(read(sys.stdin.buffer.read(), *map(int, sys.argv[1:])), sys.stdout)
