"""The machine-readable zone of identity papers (ICAO Doc 9303, parts 3 to 6): slips put right by place, check digits.

Which places hold digits and which letters is laid down, so that O and 0 are told apart by where they stand; a value counts
only when its check digit agrees.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from webapp.core.clock import today

WEIGHTS: Final = (7, 3, 1)
TO_DIGITS: Final = str.maketrans("OQDILZSGB", "000112568")
TO_LETTERS: Final = str.maketrans("012568", "OIZSGB")
SIGNS: Final = re.compile(r"[^A-Z0-9<]")
TD3_LENGTH, TD1_LENGTH = 44, 30
CENTURY: Final = 100


@dataclass(frozen=True, slots=True)
class Zone:
    """What the zone says; dates are days of the calendar as 2030-01-01, names as printed in the zone."""

    number: str
    surname: str
    given: str
    nationality: str
    born: str
    expires: str
    personal: str


def check_digit(text: str) -> str:
    """Return the check digit of `text` (part 3, 4.9): weights 7, 3, 1; letters count from ten, the filler nothing."""
    values = (int(c, 36) if c != "<" else 0 for c in text)
    return str(sum(value * WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def zone_in(lines: Sequence[str]) -> Zone | None:
    """Return the zone among the lines that a reader gave, None when there is none whose check digits agree."""
    plain = [SIGNS.sub("", line.upper().replace("«", "<<")) for line in lines]
    for at in range(len(plain)):
        found = _td3(plain[at : at + 2]) or _td1(plain[at : at + 3])
        if found:
            return found
    return None


def _td3(lines: Sequence[str]) -> Zone | None:
    """A passport: two lines of 44."""
    fitted = _fitted(lines, 2, TD3_LENGTH)
    if fitted is None or not fitted[0].startswith("P"):
        return None
    upper, lower = fitted
    return _zone(upper[5:], lower[0:10], lower[10:13], lower[13:20], lower[21:28], lower[28:42])


def _td1(lines: Sequence[str]) -> Zone | None:
    """A card: three lines of 30."""
    fitted = _fitted(lines, 3, TD1_LENGTH)
    if fitted is None or fitted[0][0] not in "IAC1":
        return None
    first, second, third = fitted
    return _zone(third, first[5:15], second[15:18], second[0:7], second[8:15], first[15:30])


def _fitted(lines: Sequence[str], count: int, length: int) -> list[str] | None:
    """Return the lines at their full length, None when they are not of that shape; fillers at the end are lost first."""
    if len(lines) < count or not all(length - 6 <= len(line) <= length + 1 for line in lines):
        return None
    return [line.ljust(length, "<")[:length] for line in lines]


def _zone(names: str, number: str, nationality: str, born: str, expires: str, optional: str) -> Zone | None:
    """Return the zone of its parts, None when a check digit does not agree."""
    sure_number, birth, expiry = _number(number), _day(born), _day(expires)
    if sure_number is None or birth is None or expiry is None:
        return None
    surname, _, given = names.translate(TO_LETTERS).partition("<<")
    birth_day, expiry_day = _calendar(birth, past=True), _calendar(expiry, past=False)
    if birth_day is None or expiry_day is None:
        return None
    surname, given = (" ".join(part.replace("<", " ").split()) for part in (surname, given))
    return Zone(
        number=sure_number,
        surname=surname,
        given=given,
        nationality=nationality.translate(TO_LETTERS).strip("<"),
        born=birth_day,
        expires=expiry_day,
        personal=optional.strip("<"),
    )


def _number(field: str) -> str | None:
    """Return the number of nine places whose check digit agrees; where O and 0 may both stand, both are tried."""
    digit = field[9].translate(TO_DIGITS)
    doubtful = [place for place, c in enumerate(field[:9]) if c in "O0I1"][:6]
    swaps = {"O": "0", "0": "O", "I": "1", "1": "I"}
    for choice in sorted(product((False, True), repeat=len(doubtful)), key=sum):
        letters = list(field[:9])
        for place in (place for place, other in zip(doubtful, choice, strict=True) if other):
            letters[place] = swaps[letters[place]]
        if check_digit("".join(letters)) == digit:
            return "".join(letters).strip("<")
    return None


def _day(field: str) -> str | None:
    digits = field.translate(TO_DIGITS)
    return digits[:6] if digits.isdigit() and check_digit(digits[:6]) == digits[6] else None


def _calendar(digits: str, *, past: bool) -> str | None:
    """Return the day: of two possible centuries the one before today, or for an expiry this one."""
    year, this = int(digits[:2]), today().year
    whole = this - this % CENTURY + year
    if past and whole > this:
        whole -= CENTURY
    try:
        return date(whole, int(digits[2:4]), int(digits[4:6])).isoformat()
    except ValueError:
        return None
