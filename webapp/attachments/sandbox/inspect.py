"""Reads a file from standard input and says whether it may be kept: `{"pages": 3}` or `{"refused": "encrypted"}`.

Only the structure is looked at; no page is drawn and no picture decoded.
"""

import io
import json
import sys
import warnings

from webapp.attachments.rules import HEIC, MOST_PAGES, MOST_PIXELS, MOST_SIDE, PDF, media_type
from webapp.attachments.sandbox.confined import confine, tell
from webapp.attachments.sandbox.documents import pages_of_pdf
from webapp.attachments.sandbox.refusing import Refused


def verdict(content: bytes) -> dict[str, object]:
    """Return what is found out about `content`."""
    media = media_type(content)
    if media is None:
        return {"refused": "type"}
    try:
        pages = pages_of_pdf(content) if media == PDF else _one_picture(content, media)
    except Refused as refused:
        return {"refused": str(refused)}
    return {"pages": pages}


def _one_picture(content: bytes, media: str) -> int:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the size is judged here, before anything is decoded
    if media == HEIC:
        from pillow_heif import register_heif_opener

        register_heif_opener()
    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
    except (OSError, ValueError, SyntaxError, RuntimeError):
        raise Refused("damaged") from None
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise Refused("pixels")
    if frames > MOST_PAGES:
        raise Refused("pages")
    return 1


if __name__ == "__main__":
    confine(memory_mb=900, seconds=10, written_mb=1)
    warnings.simplefilter("ignore")
    tell(lambda: json.dumps(verdict(sys.stdin.buffer.read())))
