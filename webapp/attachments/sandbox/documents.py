"""A PDF looked at without being drawn: pages, password, anything that acts (ISO 32000-1, 12.6 and 7.11.4)."""

import io
from typing import Any, Final

from webapp.attachments.rules import MOST_PAGES
from webapp.attachments.sandbox.refusing import Refused

ACTING: Final = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
FORBIDDEN_KEYS: Final = ("/JS", "/JavaScript", "/EmbeddedFiles", "/XFA", "/RichMediaContent")
FILE_TYPES: Final = {"/Filespec", "/EmbeddedFile"}
FILE_NOTES: Final = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
MOST_OBJECTS: Final = 200_000
DEEPEST: Final = 30


def pages_of_pdf(content: bytes) -> int:
    """Return how many pages the PDF has. Raises Refused: damaged, encrypted, pages, active."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if document.is_encrypted:
                raise Refused("encrypted")
            pages = _count(document)
            if len(document.objects) > MOST_OBJECTS:
                raise Refused("damaged")
            for item in document.objects:
                _look(item)
            _look(document.trailer)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        raise Refused("damaged") from None
    return pages


def _count(document: Any) -> int:
    pages = len(document.pages)
    if pages > MOST_PAGES:
        raise Refused("pages")
    if not pages:
        raise Refused("damaged")
    return pages


def _look(item: Any, depth: int = 0) -> None:
    """Refuse what acts, in an object and in what stands directly inside it; other objects come in their own turn."""
    import pikepdf

    if depth > DEEPEST:
        raise Refused("damaged")
    if isinstance(item, pikepdf.Array):
        inner = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        _judge(item)
        inner = [item[key] for key in item.keys()]  # noqa: SIM118 - the library's own dictionary
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect:
            _look(value, depth + 1)


def _judge(item: Any) -> None:
    if any(key in item for key in FORBIDDEN_KEYS):
        raise Refused("active")
    named = {str(item.get(key, "")) for key in ("/S", "/Type", "/Subtype")}
    if str(item.get("/S", "")) in ACTING or named & FILE_TYPES or str(item.get("/Subtype", "")) in FILE_NOTES:
        raise Refused("active")
