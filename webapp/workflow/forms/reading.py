"""From what was typed to what is kept, and back: one rule for pages, autosave and tests.

What cannot be read stays as it was typed, a gap stays a gap: `content.value_problem` alone says what is wrong.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from webapp.core.azerbaijani import normal_fin, normal_plate, normal_voen
from webapp.ui.forms import clean_line, clean_text
from webapp.workflow.offer.fields import LONGEST_TEXT, Field, Kind

LONGEST: Final = 2 * LONGEST_TEXT
MOST_CHOSEN: Final = 1000
LONGEST_CODE: Final = 100
MOST_DIGITS: Final = 15
SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
NUMBER: Final = re.compile(r"[-+]?\d+(\.\d+)?")
DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
YEARS: Final = range(1900, 2200)
NO: Final = frozenset({"", "false", "0"})
CODES_OF_MOBILES: Final = 9


def value_of(field: Field, sent: Sequence[str]) -> Any:
    """Return what is kept of what was sent for a field: a text, a number, an ISO day, a list of codes, yes or no."""
    if field.kind is Kind.YES:
        return bool(sent) and sent[0] not in NO
    if field.kind is Kind.CHOICES:
        return list(dict.fromkeys(filter(None, (_line(code)[:LONGEST_CODE] for code in sent[:MOST_CHOSEN]))))
    if field.kind is Kind.TEXT:
        return str(clean_text(sent[0] if sent else ""))[:LONGEST]
    typed = _line(sent[0] if sent else "")
    read = READERS.get(field.kind)
    found = read(typed) if read and typed else None
    return typed if found is None else found


def typed_of(field: Field, value: Any) -> Any:
    """Return a kept value as it stands in the control of its field."""
    if field.kind in {Kind.YES, Kind.CHOICES}:
        return value
    if value is None or isinstance(value, list | dict):
        return ""
    if field.kind is Kind.DAY and ISO.fullmatch(str(value)):
        return ".".join(reversed(str(value).split("-")))
    return f"{Decimal(str(value)):f}".replace(".", ",") if isinstance(value, float) else str(value)


def _line(text: str) -> str:
    return str(clean_line(text))[:LONGEST]


def _number(typed: str) -> int | float | None:
    """Read 1 234,5 and 1.234,5 and 1234.5: of two kinds of marks the last one parts whole from fraction."""
    plain = SPACES.sub("", typed)
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma > point:
        plain = plain.replace(".", "").replace(",", ".", 1)
    elif comma >= 0:
        plain = plain.replace(",", "")
    if not plain.isascii() or not NUMBER.fullmatch(plain) or sum(sign.isdigit() for sign in plain) > MOST_DIGITS:
        return None
    number = float(plain)
    return int(number) if number.is_integer() else number


def _day(typed: str) -> str | None:
    found = DAY.fullmatch(typed) if typed.isascii() else None
    day, month, year = map(int, found.groups()) if found else (0, 0, 0)
    try:
        read = date.fromisoformat(typed) if ISO.fullmatch(typed) and typed.isascii() else date(year, month, day)
    except ValueError:
        return None
    return read.isoformat() if read.year in YEARS else None


def _phone(typed: str) -> str | None:
    """Read 050 123 45 67, 994 50 …, +994 (50) …; the national prefix is dropped."""
    digits = re.sub(r"[\s()\-.]", "", typed).removeprefix("+").removeprefix("00")
    if not digits.isascii() or not digits.isdigit():
        return None
    national = digits.removeprefix("994") if len(digits) > CODES_OF_MOBILES + 1 else digits.removeprefix("0")
    return f"+994{national}" if len(national) == CODES_OF_MOBILES else None


READERS: Final[dict[Kind, Callable[[str], Any]]] = {
    Kind.NUMBER: _number,
    Kind.DECIMAL: _number,
    Kind.DAY: _day,
    Kind.PLATE: normal_plate,
    Kind.VOEN: normal_voen,
    Kind.FIN: normal_fin,
    Kind.PHONE: _phone,
}
