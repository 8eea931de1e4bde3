"""Which letters the document's font has, and how the others are written: a signed paper never lacks one silently.

PDF/A (ISO 19005-2, 6.2.11.8) forbids letters without a shape. People type them all the same: emoji, a name in Arabic.
Such a letter stands in the document by its number, [U+1F34E], so that nothing is lost and nothing fails.
"""

import struct
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

FONTS: Final = Path(__file__).parent / "fonts"
DIRECTIONS: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
SEGMENTS: Final = 4  # the format of a map by segments (ISO/IEC 14496-22, 5.2.1)


def written(value: Any) -> Any:
    """Return data for a document with every letter that it cannot show, or that turns its line round, as [U+…]."""
    if isinstance(value, str):
        return value if value.isascii() else "".join(map(_written, value))
    if isinstance(value, Mapping):
        return {name: written(inner) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [written(inner) for inner in value]
    return value


@cache
def known_letters() -> frozenset[int]:
    """Return the code points that every face of the document's font has."""
    return frozenset.intersection(*(_letters_of(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))))


@cache
def _written(letter: str) -> str:
    if unicodedata.bidirectional(letter) in DIRECTIONS:
        return f"[U+{ord(letter):04X}]"
    invisible = unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}
    return letter if invisible or ord(letter) in known_letters() else f"[U+{ord(letter):04X}]"


def _letters_of(font: bytes) -> frozenset[int]:
    """Return the code points of the font's map of the Basic Multilingual Plane."""
    table = _table(font, b"cmap")
    for place in range(struct.unpack_from(">H", font, table + 2)[0]):
        at = table + struct.unpack_from(">HHL", font, table + 4 + 8 * place)[2]
        if struct.unpack_from(">H", font, at)[0] == SEGMENTS:
            return _by_segments(font, at)
    raise ValueError("a font without a map by segments")


def _table(font: bytes, name: bytes) -> int:
    for place in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise ValueError("a font without a table that it needs")


def _by_segments(font: bytes, at: int) -> frozenset[int]:
    size = struct.unpack_from(">H", font, at + 6)[0]
    ends, starts, deltas, ranges = (at + 14, at + 16 + size, at + 16 + 2 * size, at + 16 + 3 * size)
    found = set()
    for step in range(0, size, 2):
        end, start, delta, offset = (
            struct.unpack_from(">H", font, base + step)[0] for base in (ends, starts, deltas, ranges)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, ranges + step + offset + 2 * (code - start))[0]
            if (glyph + delta) % 0x10000 if glyph or not offset else 0:
                found.add(code)
    return frozenset(found)
