"""Limits of copies and how their names are cleaned: pure functions, nothing imported but the standard library."""

import re
import unicodedata
from typing import Final

MEBIBYTE: Final = 1024 * 1024
MOST_BYTES: Final = 10 * MEBIBYTE
MOST_BYTES_OF_CASE: Final = 50 * MEBIBYTE
MOST_IN_SLOT: Final = 20
MOST_PAGES: Final = 50
MOST_PIXELS: Final = 60_000_000  # A3 at 400 dpi, or the largest phone's picture
MOST_SIDE: Final = 16_000
LONGEST_NAME: Final = 100
SLOT: Final = re.compile(r"^[a-z0-9][a-z0-9_.-]{0,79}$")

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
HEIC: Final = "image/heic"
ENDINGS: Final = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", HEIC: ".heic"}
ACCEPT: Final = ",".join((*ENDINGS, *ENDINGS.values(), ".jpeg"))
LATER_PART: Final = 1024
HEIC_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
INERT: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""With which headers a stranger's file is sent: to be kept, never run."""
NEVER_SHOWN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def media_type(content: bytes) -> str | None:
    """Return which of the four kinds of file the first bytes are, None for everything else.

    The mark must be the first thing in the file: a program or archive that hides a PDF behind its own beginning is none.
    """
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return HEIC
    return None


def clean_name(given: str, media: str) -> str:
    """Return the file's name as it is shown and sent back: no folders, no invisible signs, the ending of what it is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in NEVER_SHOWN)
    stem = " ".join(re.sub(r'[<>:"|?*%;]', " ", visible).split())
    stem = re.sub(r"(\.[A-Za-z0-9]{1,5})+$", "", stem).strip(". ")
    return f"{stem[:LONGEST_NAME] or 'sened'}{ENDINGS[media]}"
