"""Markup and addresses: the same elements with the same attributes, of a short list; nothing that runs or loads."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from webapp.core.text import _l
from webapp.translations.checks.finding import Found, Source

ALLOWED: Final = frozenset(
    {"a", "abbr", "b", "bdi", "br", "code", "em", "i", "kbd", "li", "ol", "p", "small", "span", "strong", "sub", "sup", "time", "ul", "var"}
)  # fmt: skip
EMPTY: Final = frozenset({"br"})
ADDRESS: Final = re.compile(r"(?:https?://|(?:mailto|tel|javascript|data|vbscript):(?=\S))[^\s<>\"']*", re.IGNORECASE)
ENTITY: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
LOOKS_LIKE_A_TAG: Final = re.compile(r"<(?:[a-z/!?]|$)", re.IGNORECASE)
TAG: Final = re.compile(r"<[^<>]*>")


class _Reader(HTMLParser):
    """Reads the elements of a text, and whether they are closed as they were opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.opened: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.waiting: list[str] = []
        self.crooked = False
        self.other = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, tuple(sorted(attrs, key=lambda pair: pair[0]))))
        if tag not in EMPTY:
            self.waiting.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # a browser does not see the stroke: `<b/>` stays open

    def handle_endtag(self, tag: str) -> None:
        if not self.waiting or self.waiting.pop() != tag:
            self.crooked = True

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - the parser's own interface
        self.other = True

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002 - the same
        self.other = True

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 - the same
        self.other = True

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002 - the same
        self.other = True


def tags(source: Source, form: int, words: str) -> Found:
    """The same elements with the same attributes, closed as they were opened; only elements of the list are ever taken."""
    own, theirs = _read(source.beside(form)), _read(words)
    for tag, attributes in theirs.opened:
        yield from _dangers(tag, attributes, own)
    if theirs.other or theirs.crooked or theirs.waiting or _unread(words):
        yield _l("Teqlər düzgün açılıb-bağlanmayıb."), {}
    missing = Counter(own.opened) - Counter(theirs.opened)
    added = Counter(theirs.opened) - Counter(own.opened)
    for tag, _attributes in missing:
        yield _l("<%(tag)s> teqi orijinaldakı kimi deyil və ya yoxdur.", tag=tag), {"tag": tag}
    for tag, _attributes in added:
        yield _l("<%(tag)s> teqi orijinalda yoxdur və ya başqa cürdür.", tag=tag), {"tag": tag}


def _dangers(tag: str, attributes: tuple[tuple[str, str | None], ...], own: _Reader) -> Found:
    known = {name for other, given in own.opened if other == tag for name, _value in given}
    if tag not in ALLOWED and all(other != tag for other, _given in own.opened):
        yield _l("<%(tag)s> teqinə icazə verilmir.", tag=tag), {"tag": tag}
    for name, _value in attributes:
        if name not in known or name.startswith("on") or name == "style":
            yield _l("“%(name)s” atributuna icazə verilmir.", name=name), {"name": name}


def entities(source: Source, form: int, words: str) -> Found:
    """The same HTML entities: one that is spoiled is read aloud as letters."""
    own, theirs = (Counter(ENTITY.findall(text)) for text in (source.beside(form), words))
    if own != theirs:
        yield _l("HTML işarələri (&…;) orijinaldakı kimi deyil."), {}


def addresses(source: Source, form: int, words: str) -> Found:
    """The same addresses: a translation leads nowhere else."""
    own, theirs = (Counter(_addresses(text)) for text in (source.beside(form), words))
    for lost in own - theirs:
        yield _l("“%(lost)s” ünvanı tərcümədə yoxdur.", lost=lost), {"lost": lost}
    for added in theirs - own:
        yield _l("“%(added)s” ünvanı orijinalda yoxdur.", added=added), {"added": added}


def _addresses(words: str) -> Iterator[str]:
    for found in ADDRESS.findall(words):
        yield found.rstrip(".,;:!?)»”")


def _read(words: str) -> _Reader:
    """Return the elements of `words`. What the library and a browser may read each in its way (`<![`) is never taken."""
    reader = _Reader()
    reader.other = "<![" in words
    try:
        reader.feed(words.replace("<![", " "))
        reader.close()
    except AssertionError:  # what the library says of declarations that it does not know
        reader.other = True
    return reader


def _unread(words: str) -> bool:
    """Whether the words hold the beginning of a tag that never ends: a browser would swallow what follows."""
    return bool(LOOKS_LIKE_A_TAG.search(TAG.sub("", words)))
