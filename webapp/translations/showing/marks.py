"""Texts that say which they are: invisible marks around them while a page is made, elements around them afterwards. Pure.

The marks are letters of the private use area, which no text of ours holds and no escaping changes. Where an element may
stand, the text gets one (`<tr-text data-tr="KEY">`, an element that no style sheet means); in attributes, titles and choices the marks are only taken away. Every
text of the page is told to the panel.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from markupsafe import escape

DIGITS: Final = "".join(chr(0xE100 + digit) for digit in range(16))
BEGIN, MIDDLE, END = "\ue110", "\ue111", "\ue112"
ANY: Final = re.compile(
    r"[\ue100-\ue112]"
    r"|\\ue1[01][0-9a-f]"  # as JSON in an attribute has them
    r"|%EE%84%(?:8[0-9A-F]|9[0-2])",  # as an address has them
    re.IGNORECASE,
)
MARKED: Final = re.compile(f"{BEGIN}([{DIGITS}]+){MIDDLE}([^{BEGIN}{MIDDLE}{END}]*){END}?")
PIECES: Final = re.compile(
    rf"(?P<comment><!--.*?-->)|(?P<tag><(?P<close>/)?(?P<name>[a-zA-Z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>)"
    rf"|(?P<begin>{BEGIN}(?P<id>[{DIGITS}]+){MIDDLE})|(?P<end>{END})",
    re.DOTALL,
)
VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
NO_ELEMENT: Final = frozenset(
    {"title", "textarea", "option", "optgroup", "select", "script", "style", "svg", "datalist", "html", "head", "table", "tbody", "tr", "ul", "ol", "dl"}
)  # fmt: skip
IN_WHOLE: Final = frozenset({"svg", "select", "datalist", "head", "textarea"})
"""Elements in which nothing may have an element, however deep."""


def mark(number: int, words: str) -> str:
    """Return `words` between the marks of the text with that number."""
    return f"{BEGIN}{''.join(DIGITS[int(digit, 16)] for digit in f'{number:x}')}{MIDDLE}{words}{END}"


def without_marks(words: str) -> str:
    """Return what people read."""
    return ANY.sub("", MARKED.sub(lambda found: found[2], words))


@dataclass(slots=True)
class Outlined:
    """A page with its texts outlined, and all texts that it says, by key: their words, and whether they stand out of sight."""

    html: str
    texts: dict[str, tuple[str, bool]] = field(default_factory=dict)


def outline(html: str, keys: Mapping[int, str]) -> Outlined:
    """Return the page with an element around each text that it may stand around, no mark left anywhere."""
    return _Outliner(html, keys).run()


class _Outliner:
    """Walks over a page once."""

    def __init__(self, html: str, keys: Mapping[int, str]) -> None:
        self._html, self._keys = html, keys
        self._out: list[str] = []
        self._inside: list[str] = []
        self._open: list[tuple[int, str, int]] = []
        self._found = Outlined("")

    def run(self) -> Outlined:
        """Return the outlined page."""
        at = 0
        for piece in PIECES.finditer(self._html):
            self._out.append(self._html[at : piece.start()])
            at = piece.end()
            if piece["begin"]:
                self._begin(piece["id"])
            elif piece["end"]:
                self._end()
            elif piece["tag"]:
                self._tag(piece)
            else:
                self._out.append(piece[0])
        self._out.append(self._html[at:])
        self._found.html = ANY.sub("", "".join(self._out))
        return self._found

    def _tag(self, piece: re.Match[str]) -> None:
        name = piece["name"].lower()
        for number, words in MARKED.findall(piece[0]):
            self._tell(self._key(number), words, hidden=True)
        self._out.append(piece[0])
        if piece["close"]:
            while self._inside and self._inside.pop() != name:
                pass
            self._open = [one for one in self._open if one[2] <= len(self._inside)]
        elif name not in VOID and not piece[0].endswith("/>"):
            self._inside.append(name)

    def _begin(self, number: str) -> None:
        self._out.append("")
        self._open.append((len(self._out) - 1, self._key(number), len(self._inside)))

    def _end(self) -> None:
        if not self._open:
            return
        place, key, depth = self._open.pop()
        words = "".join(self._out[place:])
        fits = depth == len(self._inside) and self._may_have_element()
        self._tell(key, re.sub(r"<[^>]*>", "", words), hidden=not fits)
        if fits and key:
            self._out[place] = f'<tr-text data-tr="{escape(key)}">'
            self._out.append("</tr-text>")

    def _may_have_element(self) -> bool:
        inside = self._inside
        return bool(inside) and inside[-1] not in NO_ELEMENT and not IN_WHOLE.intersection(inside)

    def _tell(self, key: str, words: str, *, hidden: bool) -> None:
        plain = unescape(without_marks(words)).strip()
        if key and plain and self._found.texts.get(key, ("", True))[1]:
            self._found.texts[key] = (plain, hidden)

    def _key(self, number: str) -> str:
        return self._keys.get(int("".join(f"{DIGITS.index(letter):x}" for letter in number), 16), "")
