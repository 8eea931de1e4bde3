"""The words of a PDF page that has a text layer, with their places in thousandths of the page."""

from typing import Any, Final

WHOLE: Final = 1000
MOST_LETTERS: Final = 40_000


def words_on(page: Any) -> list[Any]:
    """Return (word, number of its line, box) for every word of the page, in reading order."""
    layer = page.get_textpage()
    try:
        width, height = page.get_size()
        count = min(layer.count_chars(), MOST_LETTERS)
        text = layer.get_text_range(0, count) if count else ""
        if len(text) != count:  # letters outside the basic plane: places would not fit
            return []
        return _grouped(text, [layer.get_charbox(i) for i in range(count)], width, height)
    finally:
        layer.close()


def _grouped(text: str, boxes: list[Any], width: float, height: float) -> list[Any]:
    words: list[Any] = []
    line, start = 0, 0
    for at, sign in enumerate([*text, "\n"]):
        if not sign.isspace():
            continue
        if at > start:
            words.append((text[start:at].replace("\ufffe", "-"), line, _box(boxes[start:at], width, height)))
        line += sign in "\r\n"
        start = at + 1
    return words


def _box(boxes: list[Any], width: float, height: float) -> list[int]:
    left, right = min(box[0] for box in boxes) / width, max(box[2] for box in boxes) / width
    top, bottom = 1 - max(box[3] for box in boxes) / height, 1 - min(box[1] for box in boxes) / height
    edges = [max(0, min(WHOLE, round(WHOLE * edge))) for edge in (left, top, right, bottom)]
    return [edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]]
