"""How the words are written: numbers, line ends, first and last signs, spaces, letters that nobody sees."""

import re
import unicodedata
from collections import Counter
from typing import Final

from webapp.core.text import _l
from webapp.translations.checks.finding import Found, Source
from webapp.translations.checks.placeholders import BRACED, DOUBLED, NAMED, PLACED

NUMBER: Final = re.compile(r"\d+(?:[.,   ]\d+)*")
TAG: Final = re.compile(r"<[^<>]*>|&[#\w]+;")
ENDS: Final = ".…:!?,;"
WORD: Final = re.compile(r"[^\W\d_]+")
SHORTEST: Final = 3
SPACES: Final = re.compile(r"  +")
ORDINARY: Final = frozenset("\n\t\u00a0\u00ad")
"""Invisible signs that are at home in a text: line end, tab, the space that does not break, the soft hyphen."""
DIRECTIONS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


def plain(words: str) -> str:
    """Return what people read: without placeholders and tags."""
    for pattern in (NAMED, PLACED, BRACED, TAG):
        words = pattern.sub(" ", words.replace(DOUBLED, "%") if pattern is BRACED else words)
    return words


def numbers(source: Source, form: int, words: str) -> Found:
    """The same numbers; how thousands and decimals are written is the language's own."""
    own, theirs = (Counter(_digits(text)) for text in (source.beside(form), words))
    if source.has_plural:
        return  # "a single one" says no number
    for lost in own - theirs:
        yield _l("“%(lost)s” rəqəmi tərcümədə yoxdur.", lost=lost), {"lost": lost}
    for added in theirs - own:
        yield _l("“%(added)s” rəqəmi orijinalda yoxdur.", added=added), {"added": added}


def newlines(source: Source, form: int, words: str) -> Found:
    """As many lines, beginning and ending with a line end where the original does."""
    own = source.beside(form)
    if own.count("\n") != words.count("\n") or own.endswith("\n") != words.endswith("\n"):
        yield _l("Sətirlərin sayı və ya sətir sonu orijinaldakı kimi deyil."), {}


def ends(source: Source, form: int, words: str) -> Found:
    """The same last sign: a full stop, a colon, dots, a question mark."""
    own, theirs = (_last_sign(text) for text in (source.beside(form), words))
    if own != theirs:
        yield _l("Sondakı durğu işarəsi orijinaldakı kimi deyil."), {"own": own, "theirs": theirs}


def edges(source: Source, form: int, words: str) -> Found:
    """The same spaces at both ends: texts are put beside others."""
    own = source.beside(form)
    if own[: len(own) - len(own.lstrip(" "))] != words[: len(words) - len(words.lstrip(" "))]:
        yield _l("Əvvəldəki boşluq orijinaldakı kimi deyil."), {}
    if own[len(own.rstrip(" ")) :] != words[len(words.rstrip(" ")) :]:
        yield _l("Sondakı boşluq orijinaldakı kimi deyil."), {}


def spaces(source: Source, form: int, words: str) -> Found:
    """No double space that the original does not have."""
    if SPACES.search(words.strip()) and not SPACES.search(source.beside(form).strip()):
        yield _l("Qoşa boşluq var."), {}


def invisible(source: Source, form: int, words: str) -> Found:
    """Nothing that cannot be seen and none that turns the line round: such signs hide words or break searches."""
    if words.isprintable():
        return
    own = set(source.beside(form))
    for letter in sorted(set(words) - own - ORDINARY):
        category = unicodedata.category(letter)
        if letter in DIRECTIONS or category in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}:
            name = f"U+{ord(letter):04X}"
            yield _l("Görünməyən işarə var: %(name)s.", name=name), {"name": name}


def unchanged(source: Source, form: int, words: str) -> Found:
    """Not the same words as the original, where there are words at all."""
    own = source.beside(form)
    if words == own and any(len(word) >= SHORTEST and not word.isupper() for word in WORD.findall(plain(own))):
        yield _l("Mətn orijinalla eynidir: tərcümə olunmayıb?"), {}


def empty(source: Source, form: int, words: str) -> Found:
    """Something to read where the original says something."""
    if not words.strip() and source.beside(form).strip():
        yield _l("Mətn boşdur."), {}


def _digits(words: str) -> list[str]:
    return [re.sub(r"[.,   ]", "", found) for found in NUMBER.findall(plain(words))]


def _last_sign(words: str) -> str:
    last = words.rstrip()[-1:].replace("...", "…")
    return last if last in ENDS else ""
