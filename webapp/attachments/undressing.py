"""What a telephone writes into a picture besides the picture (where, when, with what, a small preview) is left out of what is sent.

The file that was handed in stays as it is, sealed. Nothing is decoded here: a JPEG and a PNG are rows of labelled pieces,
and the pieces that are not the picture are left out. How the picture is to be turned is kept.
"""

import struct
from collections.abc import Iterator
from typing import Final

START: Final = b"\xff\xd8"
MARK: Final = 0xFF
SCAN, LAST = 0xDA, 0xD9
EXIF, ADOBE = 0xE1, 0xEE  # Adobe's piece says how colours are kept
TOLD: Final = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, ADOBE}  # 0xE2 holds the profile of colours
EXIF_NAME: Final = b"Exif\0\0"
ORIENTATION: Final = 0x0112
TURNS: Final = range(2, 9)
PNG: Final = b"\x89PNG\r\n\x1a\n"
TOLD_IN_PNG: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def undressed(content: bytes, media_type: str) -> bytes:
    """Return the picture without what is told about its making; what is no picture, or is built oddly, as it is."""
    try:
        if media_type == "image/jpeg" and content.startswith(START):
            return b"".join(_of_jpeg(content))
        if media_type == "image/png" and content.startswith(PNG):
            return b"".join(_of_png(content))
    except (struct.error, IndexError):
        return content
    return content


def _of_jpeg(content: bytes) -> Iterator[bytes]:
    yield START
    at = len(START)
    while content[at + 1] not in {SCAN, LAST}:
        if content[at] != MARK:
            raise IndexError
        (length,) = struct.unpack_from(">H", content, at + 2)
        piece, label = content[at : at + 2 + length], content[at + 1]
        if label == EXIF and (turn := _turn(piece[4:])) in TURNS:
            yield _exif_of(turn)
        if label not in TOLD:
            yield piece
        at += 2 + length
    yield content[at:]


def _turn(piece: bytes) -> int:
    """Return the orientation that an EXIF piece tells, 0 for none."""
    if not piece.startswith(EXIF_NAME):
        return 0
    told = piece[len(EXIF_NAME) :]
    order = "<" if told[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", told, 4)
    (count,) = struct.unpack_from(f"{order}H", told, first)
    for n in range(count):
        tag, _kind, _number, value = struct.unpack_from(f"{order}HHIH", told, first + 2 + 12 * n)
        if tag == ORIENTATION:
            return int(value)
    return 0


def _exif_of(turn: int) -> bytes:
    told = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, turn, 0, 0)
    piece = EXIF_NAME + told
    return struct.pack(">BBH", MARK, EXIF, len(piece) + 2) + piece


def _of_png(content: bytes) -> Iterator[bytes]:
    yield PNG
    at = len(PNG)
    while at < len(content):
        length, label = struct.unpack_from(">I4s", content, at)
        if label not in TOLD_IN_PNG:
            yield content[at : at + 12 + length]
        at += 12 + length
