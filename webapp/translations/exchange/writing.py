"""Rows written in each format."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any, Final

import polib
from lxml import etree

from webapp.core.workbook import workbook
from webapp.translations.exchange.rows import Row
from webapp.translations.rules import ORIGINAL, PLURALS

PLURAL_FORMS: Final = {
    "az": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
}
XLIFF_12: Final = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF_20: Final = "urn:oasis:names:tc:xliff:document:2.0"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
COLUMNS: Final = ("key", "form", "source", "target", "state", "locations", "notes")
WIDTHS: Final = (24, 8, 60, 60, 13, 40, 40)
BOM: Final = "\ufeff"
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would compute."""


def write(kind: str, rows: Sequence[Row], language: str) -> bytes:
    """Return the rows as a file of `kind` in `language`."""
    return WRITERS[kind](rows, language)


def po(rows: Sequence[Row], language: str) -> bytes:
    """Return a PO file as the repository has them: one line a text, places without line numbers."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "Kabinet VERSION",
        "Language": language,
        "Plural-Forms": PLURAL_FORMS[language],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for row in rows:
        flags = [*(["fuzzy"] if row.fuzzy else []), *row.flags]
        entry = polib.POEntry(
            msgid=row.original[0], msgctxt=row.context, comment=row.note, flags=flags,
            occurrences=[(place, "") for place in row.locations],
        )  # fmt: skip
        if len(row.original) > 1:
            entry.msgid_plural = row.original[1]
            entry.msgstr_plural = dict(enumerate(row.forms or [""] * len(PLURALS[language])))
        else:
            entry.msgstr = row.forms[0] if row.forms else ""
        file.append(entry)
    return f"{file}\n".encode()


def xliff12(rows: Sequence[Row], language: str) -> bytes:
    """Return XLIFF 1.2. A text with plural forms is a group of units, as the guide for gettext wants it."""
    root = _root(XLIFF_12, version="1.2")
    file = _sub(root, XLIFF_12, "file", original="messages.po", datatype="po")
    file.set("source-language", ORIGINAL)
    file.set("target-language", language)
    body = _sub(file, XLIFF_12, "body")
    for row in rows:
        parent = body
        if row.has_plural:
            parent = _sub(body, XLIFF_12, "group", id=row.key, restype="x-gettext-plurals")
        for place, (source, target) in enumerate(_pairs(row, language)):
            name = f"{row.key}[{place}]" if row.has_plural else row.key
            unit = _sub(parent, XLIFF_12, "trans-unit", id=name)
            unit.set(SPACE, "preserve")
            _sub(unit, XLIFF_12, "source").text = source
            if target:
                told = _sub(unit, XLIFF_12, "target", state="needs-review-translation" if row.fuzzy else "translated")
                told.text = target
            for words in _notes(row):
                _sub(unit, XLIFF_12, "note").text = words
    return _xml(root)


def xliff20(rows: Sequence[Row], language: str) -> bytes:
    """Return XLIFF 2.0. A text with plural forms is a group of units."""
    root = _root(XLIFF_20, version="2.0", srcLang=ORIGINAL, trgLang=language)
    file = _sub(root, XLIFF_20, "file", id="messages")
    for row in rows:
        parent = _sub(file, XLIFF_20, "group", id=row.key) if row.has_plural else file
        for place, (source, target) in enumerate(_pairs(row, language)):
            name = f"{row.key}.{place}" if row.has_plural else row.key
            unit = _sub(parent, XLIFF_20, "unit", id=name)
            unit.set(SPACE, "preserve")
            if _notes(row):
                notes = _sub(unit, XLIFF_20, "notes")
                for words in _notes(row):
                    _sub(notes, XLIFF_20, "note").text = words
            segment = _sub(unit, XLIFF_20, "segment", state="translated" if target and not row.fuzzy else "initial")
            _sub(segment, XLIFF_20, "source").text = source
            if target:
                _sub(segment, XLIFF_20, "target").text = target
    return _xml(root)


def table(rows: Sequence[Row], language: str) -> bytes:
    """Return CSV for spreadsheets: UTF-8 with its mark, one line a form, nothing that a spreadsheet would compute."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in line] for line in _lines(rows, language))
    return f"{BOM}{out.getvalue()}".encode()


def book(rows: Sequence[Row], language: str) -> bytes:
    """Return a workbook whose sheet is called by the language, one line a form; every cell is text."""
    return b"".join(workbook(COLUMNS, _lines(rows, language), name=language, widths=WIDTHS))


def _lines(rows: Sequence[Row], language: str) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for place, (source, target) in enumerate(_pairs(row, language)):
            form = PLURALS[language][place].name if row.has_plural else ""
            state = "fuzzy" if row.fuzzy else "translated" if target else "untranslated"
            yield row.key, form, source, target, state, " ".join(row.locations), row.note


def plain(rows: Sequence[Row], language: str) -> bytes:
    """Return JSON: the language, and the texts by key."""
    texts = {
        row.key: {
            "source": list(row.original),
            "target": list(row.forms),
            "fuzzy": row.fuzzy,
            "locations": list(row.locations),
            **({"notes": row.note} if row.note else {}),
        }
        for row in rows
    }
    whole = {"format": "kabinet-texts", "version": 1, "source_language": ORIGINAL, "language": language, "texts": texts}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def _pairs(row: Row, language: str) -> list[tuple[str, str]]:
    """Return (source, target) for each form that the language has."""
    count = len(PLURALS[language]) if row.has_plural else 1
    sources = [row.original[min(place, len(row.original) - 1)] for place in range(count)]
    targets = [row.forms[place] if place < len(row.forms) else "" for place in range(count)]
    return list(zip(sources, targets, strict=True))


def _notes(row: Row) -> list[str]:
    return [words for words in (row.note, " ".join(row.locations)) if words]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(RISKY) else cell


def _root(space: str, **attributes: str) -> etree._Element:
    names: Any = {None: space}  # the stubs know no default namespace
    return etree.Element(f"{{{space}}}xliff", attributes, names)


def _sub(parent: etree._Element, space: str, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


WRITERS: Final[dict[str, Callable[[Sequence[Row], str], bytes]]] = {
    "po": po,
    "xliff12": xliff12,
    "xliff20": xliff20,
    "xlsx": book,
    "csv": table,
    "json": plain,
}
