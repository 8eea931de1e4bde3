"""Placeholders: `%(name)s`, `%s`, `{name}`, and the percent sign that means itself."""

import re
from collections import Counter
from typing import Final

from webapp.core.text import _l
from webapp.translations.checks.finding import Found, Source

NAMED: Final = re.compile(r"%\(\w+\)[-#0+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
PLACED: Final = re.compile(r"%[-#0+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
BRACED: Final = re.compile(r"\{[a-z_][a-z0-9_]*\}")
DOUBLED: Final = "%%"
SPEC: Final = re.compile(rf"{DOUBLED}|{NAMED.pattern}|{PLACED.pattern}|%")
"""Every place where filling looks at a percent sign, from left to right as it does."""


def names_in(words: str) -> set[str]:
    """Return the placeholders with names, whole: `%(count)d` is another one than `%(count)s`."""
    return {found for found in SPEC.findall(words) if found.startswith("%(")}


def named(source: Source, form: int, words: str) -> Found:
    """Every named placeholder of the original and no other. One form of a number may leave the number out."""
    theirs = names_in(words)
    own = set().union(*map(names_in, source.forms)) if source.has_plural else names_in(source.forms[0])
    for lost in sorted(names_in(source.beside(form)) - theirs):
        if not (source.has_plural and lost.startswith("%(num)")):
            yield _l("“%(lost)s” tərcümədə yoxdur.", lost=lost), {"lost": lost}
    for added in sorted(theirs - own):
        yield _l("“%(added)s” orijinalda yoxdur.", added=added), {"added": added}


def placed(source: Source, form: int, words: str) -> Found:
    """As many unnamed placeholders, in the same order: they are filled by place."""
    own, theirs = (_unnamed(text) if source.filled else [] for text in (source.beside(form), words))
    if own != theirs:
        yield _l("Adsız doldurulan yerlər orijinaldakı kimi deyil."), {"own": own, "theirs": theirs}


def percent(source: Source, form: int, words: str) -> Found:  # noqa: ARG001 - all checks are asked alike
    """In a text that is filled, a percent sign that stands for itself is doubled, and nothing else."""
    if not source.filled:
        return
    if "%" in SPEC.findall(words):
        yield _l("Bu mətndə faiz işarəsi iki dəfə yazılmalıdır."), {}


def braced(source: Source, form: int, words: str) -> Found:
    """The same `{name}` places: scripts fill them."""
    own, theirs = (Counter(BRACED.findall(text)) for text in (source.beside(form), words))
    for lost in sorted(own - theirs):
        yield _l("“%(lost)s” tərcümədə yoxdur.", lost=lost), {"lost": lost}
    for added in sorted(theirs - own):
        yield _l("“%(added)s” orijinalda yoxdur.", added=added), {"added": added}


def _unnamed(words: str) -> list[str]:
    return [found for found in SPEC.findall(words) if found not in {"%", DOUBLED} and not found.startswith("%(")]
