"""Invented numbers that pass their checks: FİN, VÖEN, VIN, plates, numbers of documents."""

from contextlib import suppress
from random import Random
from typing import Final

from stdnum.az import voen as voen_rules

FIN_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
VIN_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
PLATE_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVXYZ"
REGIONS: Final = ("10", "77", "90", "99", "50", "20")


def fin(rng: Random) -> str:
    """Return a FİN of the alphabet without I and O."""
    return "".join(rng.choices(FIN_ALPHABET, k=7))


def voen(serial: int, *, entrepreneur: bool = False) -> str:
    """Return the VÖEN with this serial of eight digits: check digit, then 1 (organisation) or 2 (person).

    Raises ValueError when the serial has no check digit; `voens` skips such ones.
    """
    body = f"{serial:08d}"
    last = "2" if entrepreneur else "1"
    for check in "0123456789":
        if voen_rules.is_valid(body + check + last):
            return body + check + last
    raise ValueError("this serial has no check digit")


def voens(first: int, count: int, *, entrepreneur: bool = False) -> list[str]:
    """Return `count` valid VÖEN with serials from `first` on."""
    found: list[str] = []
    serial = first
    while len(found) < count:
        with suppress(ValueError):  # one serial in eleven has no check digit
            found.append(voen(serial, entrepreneur=entrepreneur))
        serial += 1
    return found


def vin(rng: Random) -> str:
    """Return 17 characters of the VIN alphabet."""
    return "".join(rng.choices(VIN_ALPHABET, k=17))


def plate(rng: Random) -> str:
    """Return a plate such as 10-AB-123."""
    return f"{rng.choice(REGIONS)}-{''.join(rng.choices(PLATE_LETTERS, k=2))}-{rng.randrange(1, 1000):03d}"


def serial(rng: Random, prefix: str) -> str:
    """Return the number of a document: prefix and eight digits."""
    return f"{prefix}{rng.randrange(10**7, 10**8)}"
