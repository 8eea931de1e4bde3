"""Pages of a file, one at a time: a picture to show, a cleaned one for the reader, the words of a PDF that has them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps

from webapp.attachments.rules import HEIC, MOST_PAGES, MOST_PIXELS, MOST_SIDE, media_type
from webapp.attachments.sandbox.printed import words_on

SHOWN_WIDTH: Final = 1000
SHOWN_HEIGHT: Final = 4000
QUALITY: Final = 78
READ_DPI, POINTS_PER_INCH = 200, 72
LONGEST_READ: Final = 2600  # A4 at about 220 dpi
SHORTEST_READ: Final = 1900
ENOUGH_LETTERS: Final = 30
FEW_WORDS: Final = 5
ZONE_PAGES: Final = 2
LARGE: Final = 1800


def pages_of(source: Path, folder: Path, *, clean: bool, zone: bool) -> Iterator[dict[str, Any]]:
    """Yield what each page is: number, names and size of its pictures, the way back from the cleaned one, printed words.

    With `zone` the first pages are also written as large as a reader of machine-readable zones wants them.
    """
    drawn = _of_pdf(source) if source.suffix == ".pdf" else _of_picture(source)
    for n, (picture, words) in enumerate(drawn, start=1):
        told: dict[str, Any] = {"n": n, "words": words if clean else [], "clean": None, "back": []}
        if clean and not words:
            told |= _cleaned(picture, folder / f"clean-{n}.png")
        told["large"] = _large(picture, folder / f"large-{n}.jpg") if zone and n <= ZONE_PAGES else None
        yield told | _shown(picture, folder / f"shown-{n}.jpg")


def _of_pdf(source: Path) -> Iterator[tuple[Image.Image, list[Any]]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    for n in range(min(len(document), MOST_PAGES)):
        page = document[n]
        words = words_on(page)
        letters = sum(len(text) for text, _line, _box in words)
        printed = words if len(words) >= FEW_WORDS and letters >= ENOUGH_LETTERS else []
        yield page.render(scale=_scale(*page.get_size())).to_pil().convert("RGB"), printed
        page.close()


def _scale(width: float, height: float) -> float:
    """Return pixels per point: 200 dpi, less for pages that are larger than A4 so that no page outgrows the memory."""
    return min(READ_DPI / POINTS_PER_INCH, LONGEST_READ / max(width, height, 1))


def _of_picture(source: Path) -> Iterator[tuple[Image.Image, list[Any]]]:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if media_type(source.read_bytes()[:16]) == HEIC:
        from pillow_heif import register_heif_opener

        register_heif_opener()
    with Image.open(source) as picture:
        if max(picture.size) > MOST_SIDE or picture.size[0] * picture.size[1] > MOST_PIXELS:
            raise MemoryError
        picture.draft("RGB", (LONGEST_READ, LONGEST_READ))  # a JPEG is decoded at a half or quarter when that is enough
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_READ, LONGEST_READ), Image.Resampling.BOX)
        yield _on_white(upright), []


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture in plain colours, transparent places white, nothing left of what stood in the file besides."""
    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _shown(picture: Image.Image, place: Path) -> dict[str, Any]:
    small = picture.copy()
    small.thumbnail((SHOWN_WIDTH, SHOWN_HEIGHT), Image.Resampling.LANCZOS)
    small.save(place, "JPEG", quality=QUALITY, optimize=True)
    return {"picture": place.name, "width": small.width, "height": small.height}


def _large(picture: Image.Image, place: Path) -> str:
    large = picture.copy()
    large.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    large.save(place, "JPEG", quality=90)
    return place.name


def _cleaned(picture: Image.Image, place: Path) -> dict[str, Any]:
    from webapp.attachments.sandbox.cleaning import clean

    longest = max(picture.size)
    wanted = max(longest, SHORTEST_READ)
    back = clean(picture, wanted / longest, place)
    return {"clean": place.name, "back": back}
