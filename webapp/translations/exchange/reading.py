"""Files of translators read into rows; which format it is, its content says."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

import polib
from lxml import etree

from webapp.core.plain_xml import NotPlainXml, plain_xml
from webapp.core.tables import is_workbook
from webapp.core.text import _l
from webapp.translations.exchange.rows import Parsed, Row, Unreadable, key_from
from webapp.translations.exchange.tabular import of_csv, of_workbook
from webapp.translations.exchange.writing import BOM, COLUMNS, XLIFF_12, XLIFF_20
from webapp.translations.rules import LANGUAGES, PLURALS

MOST_BYTES: Final = 6 * 1024 * 1024
MOST_ROWS: Final = 50_000
CHARSET: Final = re.compile(rb"charset=([\w.-]+)", re.IGNORECASE)
PLACE: Final = re.compile(r"^(?P<key>[0-9a-f]{20})(?:\[(?P<one>\d)\]|\.(?P<two>\d))?$")
CHARSETS: Final = re.compile(
    r"(?:us-?)?ascii|utf-?8|utf-?16(?:-?[lb]e)?|latin-?1|iso-?8859-\d{1,2}|(?:windows-?|cp)\d{3,4}|koi8-[ru]",
    re.IGNORECASE,
)
"""What files of translators are written in. Other codecs that Python knows unpack, or take hours for a megabyte."""
UNKEEPABLE: Final = re.compile("[\x00\ud800-\udfff]")
HEAD: Final = 8_000
DONE: Final = frozenset({"translated", "reviewed", "final", "signed-off", ""})


def parse(content: bytes, name: str = "") -> Parsed:
    """Return what a file holds. Raises Unreadable with the reason."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_l("Fayl həddindən artıq böyükdür."))
    head = content.lstrip(BOM.encode()).lstrip()[:1]
    if not head:
        raise Unreadable(_l("Fayl boşdur."))
    if is_workbook(content):
        found = of_workbook(content, MOST_ROWS)
    elif head == b"<":
        found = _xliff(content)
    elif head == b"{":
        found = _json(content)
    elif name.lower().endswith(".csv") or _decoded(content).lstrip(BOM).startswith(COLUMNS[0] + ","):
        found = of_csv(_decoded(content).lstrip(BOM))
    else:
        found = _po(content)
    if len(found.rows) > MOST_ROWS:
        raise Unreadable(_l("Faylda həddindən artıq sətir var."))
    if any(map(UNKEEPABLE.search, (said for row in found.rows for said in (row.key, *row.original, *row.forms)))):
        raise _not_in("UTF-8")
    if found.language is not None and found.language not in LANGUAGES:
        raise Unreadable(_l("Faylın dili (%(language)s) portalın dillərindən deyil.", language=found.language[:20]))
    return found


def _po(content: bytes) -> Parsed:
    declared = CHARSET.search(content[:HEAD])
    charset = declared[1].decode("ascii", "replace") if declared else "utf-8"
    words = _decoded(content, charset).lstrip(BOM)
    if "msgid" not in words:
        raise Unreadable(_l("Faylın formatı tanınmadı: PO, XLIFF, XLSX, CSV və ya JSON göndərin."))
    try:
        file = polib.pofile(words, wrapwidth=0)
    except (OSError, ValueError, IndexError, UnicodeError) as error:
        raise Unreadable(_l("PO faylı oxunmadı: %(why)s", why=str(error)[:120])) from None
    language = file.metadata.get("Language", "").replace("_", "-").split("-")[0].lower() or None
    return Parsed("po", [_of_entry(entry) for entry in file if entry.msgid], language)


def _of_entry(entry: polib.POEntry) -> Row:
    original = (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,)
    plural = entry.msgstr_plural
    forms = tuple(plural[place] for place in sorted(plural)) if entry.msgid_plural else (entry.msgstr,)
    key = key_from(original, entry.msgctxt)
    return Row(key, original, forms, entry.msgctxt, fuzzy=entry.fuzzy, obsolete=bool(entry.obsolete))


def _xliff(content: bytes) -> Parsed:
    try:
        root = plain_xml(content, cap=MOST_BYTES)
    except NotPlainXml as error:
        raise Unreadable(_l("XML oxunmadı: %(why)s", why=str(error)[:120])) from None
    if root.tag == f"{{{XLIFF_12}}}xliff":
        file = root.find(f"{{{XLIFF_12}}}file")
        language = file.get("target-language") if file is not None else None
        units = (_unit12(unit) for unit in root.iter(f"{{{XLIFF_12}}}trans-unit"))
        return Parsed("xliff12", _gathered(units), _short(language))
    if root.tag == f"{{{XLIFF_20}}}xliff":
        units = (_unit20(unit) for unit in root.iter(f"{{{XLIFF_20}}}unit"))
        return Parsed("xliff20", _gathered(units), _short(root.get("trgLang")))
    raise Unreadable(_l("Bu XML faylı XLIFF 1.2 və ya 2.0 deyil."))


Unit = tuple[str, str, str, bool]
"""Name, source, target, whether the target is doubted."""


def _unit12(unit: etree._Element) -> Unit:
    target = unit.find(f"{{{XLIFF_12}}}target")
    state = target.get("state", "") if target is not None else ""
    doubted = state not in DONE or unit.get("approved") == "no"
    return unit.get("id", ""), _words(unit.find(f"{{{XLIFF_12}}}source")), _words(target), doubted


def _unit20(unit: etree._Element) -> Unit:
    segments = unit.findall(f"{{{XLIFF_20}}}segment")
    source = "".join(_words(one.find(f"{{{XLIFF_20}}}source")) for one in segments)
    target = "".join(_words(one.find(f"{{{XLIFF_20}}}target")) for one in segments)
    doubted = any(one.get("state", "") not in DONE for one in segments)
    return unit.get("id", ""), source, target, doubted and bool(target)


def _words(element: etree._Element | None) -> str:
    return "".join(map(str, element.itertext())) if element is not None else ""


def _gathered(units: Iterable[Unit]) -> list[Row]:
    """Return rows of units; the forms of one text come one after another."""
    rows: list[Row] = []
    for name, source, target, doubted in units:
        named = PLACE.match(name)
        key, place = (named["key"], named["one"] or named["two"]) if named else (name[:60], None)
        if place is not None and int(place) > 0 and rows and rows[-1].key == key and len(rows[-1].forms) == int(place):
            last = rows.pop()
            both = (last.original[0], source)
            rows.append(Row(key, both, (*last.forms, target), fuzzy=last.fuzzy or doubted))
        else:
            original = (source, source) if place is not None else (source,)
            rows.append(Row(key, original, (target,), fuzzy=doubted))
    return rows


def _json(content: bytes) -> Parsed:
    try:
        whole = json.loads(_decoded(content), object_pairs_hook=_pairs)
        texts = dict(whole).get("texts")
        if not isinstance(texts, _Pairs):
            raise Unreadable(_l("JSON faylında “texts” bölməsi yoxdur."))
        language = dict(whole).get("language")
        rows = [_of_pair(key, dict(value)) for key, value in texts]
    except (ValueError, TypeError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(_l("JSON faylı oxunmadı: %(why)s", why=str(error)[:120])) from None
    return Parsed("json", rows, _short(language if isinstance(language, str) else None))


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that what stands twice is seen twice."""


def _pairs(found: list[tuple[str, Any]]) -> _Pairs:
    return _Pairs(found)


def _of_pair(key: str, value: dict[str, Any]) -> Row:
    source, target = _texts(value.get("source", [""])), _texts(value.get("target", []))
    return Row(str(key)[:60], source or ("",), target, fuzzy=value.get("fuzzy") is True)


def _texts(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise TypeError("source and target are texts or lists of texts")
    return tuple(listed[: max(map(len, PLURALS.values())) + 1])


def _decoded(content: bytes, charset: str = "utf-8") -> str:
    if not CHARSETS.fullmatch(charset):
        raise _not_in(charset)
    try:
        return content.decode("utf-8-sig" if charset.lower() in {"utf-8", "utf8"} else charset)
    except (UnicodeError, LookupError):
        raise _not_in(charset) from None


def _not_in(charset: str) -> Unreadable:
    return Unreadable(_l("Faylın kodlaşdırması %(charset)s deyil. UTF-8 ilə saxlayın.", charset=charset[:20]))


def _short(language: str | None) -> str | None:
    return language.replace("_", "-").split("-")[0].lower() if language else None
