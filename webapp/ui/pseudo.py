"""Two languages that nobody speaks, for trying layouts: az-XA is longer and full of accents, az-XB runs from right to left.

Whoever sees plain Azerbaijani on a page in az-XA has found a text that no catalogue holds; what overflows there will in
another language. Placeholders, markup and addresses stay as they are. Never in production.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from gettext import NullTranslations
from typing import Final

from webapp.core.overlay import published, shown_catalogue

LONG: Final = "az-XA"
MIRRORED: Final = "az-XB"
PSEUDO: Final = (LONG, MIRRORED)
LANGUAGE: Final = "az"
KEPT: Final = re.compile(r"%\(\w+\)[-#0+]*\d*(?:\.\d+)?[a-zA-Z]|%[a-zA-Z%]|\{\w+\}|<[^<>]*>|&[#\w]+;|https?://\S+|\s+")
ACCENTS: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzƏəIıİ",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžȆȇÎîÏ",
)
PADDING: Final = "ẋýž"
GROWTH: Final = 0.4
RIGHT_TO_LEFT, POP = "\u202e", "\u202c"
MOST: Final = 20_000


@lru_cache(maxsize=MOST)
def longer(words: str) -> str:
    """Return `words` with accents, in brackets that show their ends, four tenths longer."""
    plain = KEPT.sub("", words)
    if not plain:
        return words
    said = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in _parts(words))
    missing = round(len(plain) * GROWTH)
    padding = " ".join((PADDING * 3)[: min(6, missing - start)] for start in range(0, missing, 6))
    return f"[{said}{' ' if missing > len(PADDING) else ''}{padding}]"


@lru_cache(maxsize=MOST)
def mirrored(words: str) -> str:
    """Return `words` running from right to left, letter by letter."""
    return "".join(part if KEPT.fullmatch(part) else f"{RIGHT_TO_LEFT}{part}{POP}" for part in _parts(words))


class PseudoTexts:
    """The texts of a request in one of the two languages."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._change: Callable[[str], str] = longer if name == LONG else mirrored

    def catalogue(self, language: str) -> NullTranslations:
        """Return the changed texts; what is said in another language meanwhile stays as it is."""
        base = shown_catalogue(language)
        return _Changed(base, self._change) if language == LANGUAGE else base

    def key(self, language: str) -> str:
        """Return a key that no real language has."""
        return f"{language}{published().version}.{self.name}"


class _Changed(NullTranslations):
    def __init__(self, base: NullTranslations, change: Callable[[str], str]) -> None:
        super().__init__()
        self._base, self._change = base, change

    def gettext(self, message: str) -> str:
        """Return the words, changed."""
        return self._change(self._base.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that belongs to a number, changed."""
        return self._change(self._base.ngettext(msgid1, msgid2, n))


def _parts(words: str) -> list[str]:
    found, at = [], 0
    for kept in KEPT.finditer(words):
        found += [words[at : kept.start()], kept[0]]
        at = kept.end()
    return [part for part in (*found, words[at:]) if part]
