"""Fields that stand on many papers, ready for a CopyKind: shape, typical slips of a reader put right, check digit.

What the reader confuses is repaired only where the shape decides (a letter among digits), and believed only when the check
digit or the calendar agrees.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from webapp.attachments.offer import CopyKind, Pattern
from webapp.core.azerbaijani import fold, normal_fin, normal_plate, normal_voen
from webapp.core.text import Text, _l

AS_DIGITS: Final = str.maketrans("OoQDİIıil|ZzSsBGg", "00001111112255866")
DIGITISH: Final = r"[0-9OoQDİIıil|ZzSsBG]"
NUMBER_SIGN: Final = r"(?:№|[NM][eoº°0ə]|Nö|#)"  # how readers see №
MONTHS: Final = dict(
    zip(
        [
            "yanvar",
            "fevral",
            "mart",
            "aprel",
            "may",
            "iyun",
            "iyul",
            "avqust",
            "sentyabr",
            "oktyabr",
            "noyabr",
            "dekabr",
        ],
        range(1, 13),
        strict=True,
    )
)
DAY: Final = re.compile(rf"^({DIGITISH}{{1,2}})\s?[.,/-]\s?({DIGITISH}{{1,2}})\s?[.,/-]\s?({DIGITISH}{{4}})")
DAY_IN_WORDS: Final = re.compile(rf"^[«\"“]?\s?({DIGITISH}{{1,2}})\s?[»\"”]?\s+([^\W\d]+)\s+({DIGITISH}{{4}})")
A_DAY: Final = rf"(?P<value>{DIGITISH}{{1,2}}\s?[.,/-]\s?{DIGITISH}{{1,2}}\s?[.,/-]\s?{DIGITISH}{{4}}|[«\"“]?\s?{DIGITISH}{{1,2}}\s?[»\"”]?\s+[^\W\d]+\s+{DIGITISH}{{4}})"
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_LINE: Final = 120


def voen(read: str) -> str | None:
    """Return a VÖEN of ten digits whose check digit is right, None otherwise."""
    return normal_voen(read.translate(AS_DIGITS))


def day(read: str) -> str | None:
    """Return a day of the calendar as 2026-11-22 from 22.11.2026 or 22 noyabr 2026, None otherwise."""
    text = read.strip()
    if found := DAY.match(text):
        parts = [int(part.translate(AS_DIGITS)) for part in found.groups()]
    elif found := DAY_IN_WORDS.match(text):
        month = MONTHS.get(fold(found[2]), 0)
        parts = [int(found[1].translate(AS_DIGITS)), month, int(found[3].translate(AS_DIGITS))]
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        parts = [int(part) for part in reversed(text.split("-"))]
    else:
        return None
    try:
        return date(parts[2], parts[1], parts[0]).isoformat() if FIRST_YEAR <= parts[2] <= LAST_YEAR else None
    except ValueError:
        return None


def as_written(iso: str) -> str:
    """Return the day 2026-11-22 as people write it, 22.11.2026."""
    return ".".join(reversed(iso.split("-")))


def number(read: str) -> str | None:
    """Return the number of a paper (letters of a series, digits, strokes) without spaces, None when no digit is in it."""
    plain = re.sub(r"\s", "", read).strip(".,:;-/").upper().replace("İ", "I")
    return plain if re.fullmatch(r"[A-Z]{0,4}-?[0-9][0-9/-]*", plain) else None


def line(read: str) -> str | None:
    """Return words as they stand, single-spaced; None when there is no letter."""
    plain = " ".join(read.split()).strip(" .,:;_|-")
    return plain if len(plain) <= LONGEST_LINE and any(letter.isalpha() for letter in plain) else None


def after(
    code: str,
    label: Text,
    *beginnings: str,
    value: str = r"(?P<value>[^\n]+)",
    check: Callable[[str], str | None] = line,
) -> Pattern:
    """Return the pattern of what stands after one of the printed words `beginnings` (regular expressions), as in `Soyadı: …`."""
    words = "|".join(beginnings)
    return Pattern(code, label, re.compile(rf"(?:{words})[ \t]*[:;.\-–—]*\s*{value}", re.IGNORECASE), check)


def day_after(code: str, label: Text, *beginnings: str) -> Pattern:
    """Return the pattern of the day that stands after one of the printed words `beginnings`."""
    return replace(after(code, label, *beginnings, value=rf"[^\n]{{0,40}}?{A_DAY}", check=day), shown=as_written)


VOEN: Final = Pattern(
    "voen",
    _l("VÖEN"),
    re.compile(rf"V\W?[ÖO0Ğ]\W?EN\W{{0,4}}(?P<value>(?:{DIGITISH}\s?){{9,10}})(?!\d)", re.IGNORECASE),
    voen,
)
PLATE: Final = Pattern(
    "plate",
    _l("Dövlət qeydiyyat nişanı"),
    re.compile(r"(?<![\w])(?P<value>\d{2,3}[ -]{0,2}[A-ZİI]{2}[ -]{0,2}\d{3})(?!\w)"),
    normal_plate,
)
NUMBER: Final = Pattern(
    "number",
    _l("Sənədin nömrəsi"),
    re.compile(rf"{NUMBER_SIGN}\s?[.:]?\s*(?P<value>[A-ZİI]{{0,4}}[ -]?\d[\d/-]*)"),
    number,
)
DATE: Final = day_after(
    "issued_on", _l("Verilmə tarixi"), r"verilmə\s+tarixi", r"verilmişdir", r"verilib", r"verildiyi\s+tarix", r"tarix"
)
FIN: Final = Pattern(
    "fin",
    _l("FİN"),
    re.compile(r"F[İIiı1]N(?:\s*kodu?|-i)?\W{0,4}(?P<value>[0-9A-ZİI]{7,8})(?!\w)"),
    normal_fin,
    hint=True,
)
NEVER: Final = re.compile(r"(?!)")  # found by place and check digit, not by a pattern in the text
ZONE: Final = (
    Pattern("zone_number", _l("Sənədin nömrəsi"), NEVER, number),
    Pattern("zone_surname", _l("Soyadı"), NEVER, line),
    Pattern("zone_given", _l("Adı"), NEVER, line),
    Pattern("zone_nationality", _l("Vətəndaşlığı"), NEVER, line),
    Pattern("zone_born", _l("Doğum tarixi"), NEVER, day, shown=as_written),
    Pattern("zone_expires", _l("Bitmə tarixi"), NEVER, day, shown=as_written),
    Pattern("zone_personal", _l("FİN"), NEVER, normal_fin, hint=True),
)


def patterns_of(paper: CopyKind | None) -> tuple[Pattern, ...]:
    """Return every field that may be found on the kind of paper."""
    if paper is None:
        return ()
    return (*ZONE, *paper.patterns) if paper.machine_zone else paper.patterns
