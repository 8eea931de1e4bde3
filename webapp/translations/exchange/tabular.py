"""Tables of translators read into rows: CSV, and workbooks as spreadsheets keep them. One line a plural form."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any, Final

from webapp.core.tables import NotATable, read_sheet
from webapp.core.text import Text, _l
from webapp.translations.exchange.rows import Parsed, Row, Unreadable
from webapp.translations.exchange.writing import RISKY
from webapp.translations.rules import LANGUAGES

NEEDED: Final = frozenset({"key", "target"})
WHY_NOT: Final[dict[str, Text]] = {
    "damaged": _l("Cədvəl oxunmadı. Onu XLSX kimi saxlayıb göndərin."),
    "locked": _l("Cədvəl parolla qorunur. Parolsuz saxlayıb göndərin."),
    "bomb": _l("Cədvəl açılanda çox böyük olur."),
    "too-many-rows": _l("Faylda həddindən artıq sətir var."),
    "too-many-columns": _l("Cədvəldə həddindən artıq sütun var."),
    "empty": _l("Fayl boşdur."),
}


def of_csv(words: str) -> Parsed:
    """Return what CSV holds. Raises Unreadable."""
    lines = csv.DictReader(StringIO(words, newline=""), strict=True)
    try:
        _ensure_columns(lines.fieldnames or ())
        return Parsed("csv", _gathered(_plain(line) for line in lines))
    except csv.Error as error:
        raise Unreadable(_l("CSV faylı oxunmadı: %(why)s", why=str(error)[:120])) from None


def of_workbook(content: bytes, most_rows: int) -> Parsed:
    """Return what the first sheet holds; a sheet called by a language is in it. Raises Unreadable."""
    try:
        name, rows = read_sheet(content, most_rows)
    except NotATable as error:
        raise Unreadable(WHY_NOT[error.code]) from None
    head = [cell.strip() for cell in rows[0]] if rows else []
    _ensure_columns(head)
    lines = (dict(zip(head, row, strict=False)) for row in rows[1:] if any(row))
    return Parsed("xlsx", _gathered(lines), name if name in LANGUAGES else None)


def _ensure_columns(names: Iterable[str]) -> None:
    if not set(names) >= NEEDED:
        raise Unreadable(_l("Cədvəldə “key” və “target” sütunları olmalıdır."))


def _gathered(lines: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return rows of lines; the forms of one text come one after another."""
    rows: list[Row] = []
    seen: set[str] = set()
    for cells in lines:
        key, form, doubted = cells["key"].strip()[:60], cells.get("form", "").strip(), cells.get("state") == "fuzzy"
        if form and form not in seen and rows and rows[-1].key == key:
            last = rows.pop()
            row = Row(key, (last.original[0], cells.get("source", "")), (*last.forms, cells["target"]), fuzzy=doubted)
        else:
            source, seen = cells.get("source", ""), set()
            row = Row(key, (source, source) if form else (source,), (cells["target"],), fuzzy=doubted)
        seen.add(form)
        rows.append(row)
    return rows


def _plain(line: Mapping[str, Any]) -> dict[str, str]:
    return {name: _as_written(str(value or "")) for name, value in line.items() if name}


def _as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(RISKY) else cell
