"""From a file to pages, words and fields. The large libraries are loaded by the processes of the sandbox, never here."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from webapp.attachments.reading.drawing import Drawn, draw
from webapp.attachments.reading.finding import fields_in, text_of
from webapp.attachments.reading.recognising import recognise
from webapp.attachments.reading.values import NOTHING_THERE, Found, Wanted, Word
from webapp.attachments.reading.zone import zone_fields

__all__ = ["read"]


def read(wanted: Wanted) -> Found:
    """Return the pages as pictures, the text and the fields of the file; what cannot be read is told by `trouble`."""
    with TemporaryDirectory(prefix="kabinet-") as folder:
        drawn = draw(wanted.content, wanted.media_type, Path(folder), clean=wanted.recognise, zone=wanted.machine_zone)
        if drawn.trouble or not wanted.recognise:
            return Found(drawn.pictures, "", (), None, "", drawn.trouble)
        zone = zone_fields(drawn.pages)
        found = _recognised(wanted, drawn)
        return replace(found, fields=(*zone, *found.fields), trouble="" if zone else found.trouble)


def _recognised(wanted: Wanted, drawn: Drawn) -> Found:
    scanned = [page for page in drawn.pages if not page.words]
    by_page, trouble = recognise(scanned) if scanned else ({}, "")
    pages = {page.n: list(page.words) or by_page.get(page.n, []) for page in drawn.pages}
    words = [word for n in sorted(pages) for word in pages[n]]
    reader = "+".join([*(["pdf"] if len(scanned) < len(drawn.pages) else []), *(["tesseract"] if by_page else [])])
    text = "\n\n".join(text_of(pages[n]) for n in sorted(pages)).strip()
    missing = "" if words else trouble or NOTHING_THERE
    return Found(drawn.pictures, text, fields_in(pages, wanted.patterns), _sureness(words), reader, missing)


def _sureness(words: list[Word]) -> int | None:
    """Return the mean confidence, longer words weighing more; None without words."""
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters) if letters else None
