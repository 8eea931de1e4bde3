"""The legal number of a waybill: AZ-YYYY-NNNNNNNNNN-C, gap-free per year, with a check digit (ISO 7064, mod 11-10)."""

import re
from typing import Final

SERIES: Final = "waybill"
NUMBER: Final = re.compile(r"AZ-?(\d{4})-?(\d{10})-?(\d)")
MODULUS: Final = 10
LAST: Final = 10**10 - 1


def check_digit(digits: str) -> str:
    """Return the ISO 7064 mod 11-10 check digit: it finds every wrong digit and nearly every swapped pair."""
    product = MODULUS
    for digit in digits:
        total = (int(digit) + product) % MODULUS or MODULUS
        product = 2 * total % (MODULUS + 1)
    return str((MODULUS + 1 - product) % MODULUS)


def legal_number(year: int, sequence: int) -> str:
    """Return the number of the waybill that is `sequence`-th in `year`. Raises ValueError when the year is full."""
    if not 0 < sequence <= LAST:
        raise ValueError(f"{sequence} does not fit into a waybill number")
    digits = f"{year:04d}{sequence:010d}"
    return f"AZ-{digits[:4]}-{digits[4:]}-{check_digit(digits)}"


def normal_number(typed: str) -> str | None:
    """Return `typed` in its one form, case, spaces and hyphens forgiven; None when it is no number of a waybill."""
    found = NUMBER.fullmatch(re.sub(r"\s", "", typed).upper())
    if not found or check_digit(found[1] + found[2]) != found[3]:
        return None
    return f"AZ-{found[1]}-{found[2]}-{found[3]}"
