"""Azerbaijani letters in one place: upper and lower case (İ/ı), folding for search, alphabetical order, numbers typed.

Python's own `upper` and `lower` are wrong for i and ı; people search without ə, ğ, ş and with a Cyrillic keyboard.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

ALPHABET: Final = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
ORDER: Final = {letter: place for place, letter in enumerate(ALPHABET)}
FOLDS: Final = str.maketrans("əğışçöüэ", "egiscoue")
LOOK_ALIKES: Final = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
FIN: Final = re.compile(r"^[0-9A-HJ-NP-Z]{7}$")
PLATE: Final = re.compile(r"^(\d{2,3})([A-Z]{2})(\d{3})$")
VOEN_LENGTH: Final = 10


def upper(text: str) -> str:
    """Return `text` in capitals: i becomes İ, ı becomes I."""
    return text.replace("i", "İ").replace("ı", "I").upper()


def lower(text: str) -> str:
    """Return `text` in small letters: İ becomes i, I becomes ı."""
    return text.replace("İ", "i").replace("I", "ı").lower()


def fold(text: str) -> str:
    """Return `text` as search compares it: no case, no diacritics, ə as e, ı as i, single spaces."""
    small = lower(unicodedata.normalize("NFC", text)).translate(FOLDS)
    plain = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
    return " ".join(plain.split())


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Return the key that orders names as the Azerbaijani alphabet does; a word ends before a longer one, other letters come last."""
    return tuple((-1 if letter == " " else ORDER.get(letter, len(ORDER)), letter) for letter in lower(text))


def sort_text(text: str) -> str:
    """Return `text` as digits that every database, whatever its collation, puts in the order of `sort_key`."""
    return "".join(f"{place + 1:02}" if place < len(ORDER) else f"99{ord(sign):07}" for place, sign in sort_key(text))


def normal_fin(typed: str) -> str | None:
    """Return a FİN in its one normal form, None when it cannot be one.

    Case, spaces and dotted capitals are forgiven; O is read as 0 and I as 1, for the FİN has neither letter.
    """
    plain = "".join(typed.split()).replace("-", "").replace("İ", "1").replace("ı", "1").upper()
    plain = plain.translate(LOOK_ALIKES).replace("O", "0").replace("I", "1")
    return plain if FIN.match(plain) else None


def normal_voen(typed: str) -> str | None:
    """Return a VÖEN as ten digits (a lost leading zero is put back), None when its check digit is wrong."""
    digits = re.sub(r"[\s.-]", "", typed)
    if not digits.isascii() or not digits.isdigit():
        return None
    digits = digits.rjust(VOEN_LENGTH, "0") if len(digits) == VOEN_LENGTH - 1 else digits
    return digits if len(digits) == VOEN_LENGTH and _is_voen(digits) else None


@lru_cache(maxsize=4096)  # the same firms are named again and again
def _is_voen(digits: str) -> bool:
    from stdnum.az import voen

    return bool(voen.is_valid(digits))


def normal_plate(typed: str) -> str | None:
    """Return a registration plate as 10-AA-123, None when it is not of that shape (two or three digits of region)."""
    plain = re.sub(r"[\s-]", "", typed).replace("İ", "I").replace("i", "I").upper().translate(LOOK_ALIKES)
    found = PLATE.match(plain)
    return "-".join(found.groups()) if found else None


def mask(number: str) -> str:
    """Return a personal number with its middle hidden, for screens: 5••••L1."""
    return number if len(number) < 4 else f"{number[0]}{'•' * (len(number) - 3)}{number[-2:]}"  # noqa: PLR2004 - nothing to hide
