"""How long the words are, and whether they keep to the terms."""

import re
from typing import Final

from webapp.core.azerbaijani import fold
from webapp.core.text import _l
from webapp.translations.checks.finding import Found, Source, TermRule
from webapp.translations.checks.writing import plain
from webapp.translations.rules import LONGEST_WORDS

SHORT: Final = 14
"""An original of fewer letters stands on a button or in a heading: there twice the length does not fit."""
GROWTH: Final = 1.7
SHORT_GROWTH: Final = 2.2
STEM: Final = 0.7
"""As much of a word's beginning is the same in all its cases; declined words are found by it."""
SHORTEST_STEM: Final = 3


def too_long(source: Source, form: int, words: str) -> Found:  # noqa: ARG001 - all checks are asked alike
    """No form longer than what can be kept at all."""
    if len(words) > LONGEST_WORDS:
        yield _l("Mətn çox uzundur: %(most)s işarədən çox ola bilməz.", most=LONGEST_WORDS), {"length": len(words)}


def limit(source: Source, form: int, words: str) -> Found:  # noqa: ARG001 - the same
    """Not longer than the limit that somebody set for this text."""
    if source.longest is not None and len(plain(words).strip()) > source.longest:
        yield (
            _l("Bu mətn üçün hədd %(most)s işarədir.", most=source.longest),
            {"length": len(plain(words).strip()), "most": source.longest},
        )


def growth(source: Source, form: int, words: str) -> Found:
    """Not much longer than the original; short ones stand on buttons."""
    own, theirs = len(plain(source.beside(form)).strip()), len(plain(words).strip())
    if own and theirs > (own * SHORT_GROWTH + 4 if own < SHORT else own * GROWTH + 10):
        yield _l("Tərcümə orijinaldan xeyli uzundur: telefonda yerləşməyə bilər."), {"own": own, "theirs": theirs}


def terms(source: Source, words: str, rules: tuple[TermRule, ...]) -> Found:
    """The words that the glossary wants where the original has the term, none that it forbids."""
    original, said = fold(source.forms[0]), fold(words)
    for rule in rules:
        if not _says(original, fold(rule.original)):
            continue
        if rule.wanted and not any(_says(said, fold(one)) for one in rule.wanted.split(" / ")):
            facts = {"term": rule.original, "wanted": rule.wanted}
            yield _l("Lüğətə görə “%(term)s” – “%(wanted)s”.", **facts), facts


def forbidden(source: Source, words: str, rules: tuple[TermRule, ...]) -> Found:
    """No words that the glossary forbids for a term of the original."""
    original, said = fold(source.forms[0]), fold(words)
    for rule in rules:
        for word in rule.forbidden if _says(original, fold(rule.original)) else ():
            if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", said):
                yield (
                    _l("“%(word)s” yazılmır: lüğət bunu qadağan edir.", word=word),
                    {"word": word, "term": rule.original},
                )


def _says(text: str, term: str) -> bool:
    """Whether folded `text` says the folded term in any case: every word of it by its beginning, one after another."""
    stems = [re.escape(word[: max(SHORTEST_STEM, round(len(word) * STEM))]) + r"\w*" for word in term.split()]
    return bool(stems) and re.search(r"(?<!\w)" + r"\W+".join(stems), text) is not None
