"""How long an SMS is: letters of the GSM alphabet or not, parts, and what is left out of one that is too long.

One letter outside the GSM alphabet (ə, ğ, ı, ş, ç, any Cyrillic one) makes the whole message UCS-2 (3GPP TS 23.038), 70
letters a part instead of 160. Letters are never replaced by others: a name is written as its bearer writes it.
"""

from dataclasses import dataclass
from typing import Final

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_ESCAPED: Final = frozenset("\f^{}\\[~]|€")
ALONE: Final = {"gsm": 160, "ucs2": 70}
JOINED: Final = {"gsm": 153, "ucs2": 67}
LEFT_OUT: Final = {"gsm": "...", "ucs2": "…"}
BEYOND_BMP: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Size:
    """The alphabet (`gsm` or `ucs2`), the letters it takes in it, and the parts that are paid for."""

    alphabet: str
    units: int
    parts: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """The text as it goes out, its size, and what did not fit into it."""

    text: str
    size: Size
    left_out: str


def size_of(text: str) -> Size:
    """Return how long `text` is as an SMS."""
    alphabet = "gsm" if all(letter in GSM or letter in GSM_ESCAPED for letter in text) else "ucs2"
    widths = [_width(letter, alphabet) for letter in text]
    units = sum(widths)
    if units <= ALONE[alphabet]:
        return Size(alphabet, units, 1)
    return Size(alphabet, units, _parts(widths, JOINED[alphabet]))


def fitted(text: str, most_parts: int) -> Fitted:
    """Return `text` in at most `most_parts` parts: what is too long ends after a whole word, and says so by dots."""
    size = size_of(text)
    if size.parts <= most_parts:
        return Fitted(text, size, "")
    words = text.split(" ")
    low, high = 0, len(words) - 1  # the first `low` words fit, `high + 1` do not
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size_of(_begun(words, middle)).parts <= most_parts else (low, middle - 1)
    if low:
        kept, left = _begun(words, low), " ".join(words[low:])
    else:
        room = _room(most_parts)
        kept, left = text[:room] + LEFT_OUT[size_of(text[:room]).alphabet], text[room:]
    return Fitted(kept, size_of(kept), left)


def _begun(words: list[str], count: int) -> str:
    start = " ".join(words[:count]).rstrip(" ,;:")
    return start + LEFT_OUT[size_of(start).alphabet]


def _room(most_parts: int) -> int:
    """Return how many letters of a text whose first word alone is too long go out, whatever they are."""
    return (JOINED["ucs2"] * most_parts if most_parts > 1 else ALONE["ucs2"]) // 2 - 1


def _width(letter: str, alphabet: str) -> int:
    if alphabet == "gsm":
        return 2 if letter in GSM_ESCAPED else 1
    return 2 if ord(letter) > BEYOND_BMP else 1


def _parts(widths: list[int], room: int) -> int:
    """Count the parts: what takes two places is never torn apart between two of them."""
    parts, used = 1, 0
    for width in widths:
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts
