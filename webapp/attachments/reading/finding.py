"""Fields in words: patterns over the text of each page, the words under a match give place and confidence."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from webapp.attachments.offer import Pattern
from webapp.attachments.reading.repairing import repaired
from webapp.attachments.reading.values import FoundField, Word
from webapp.attachments.values import Box

LONGEST_VALUE = 300


def text_of(words: Sequence[Word]) -> str:
    """Return the words of a page as lines of text, the usual slips of readers put right."""
    return repaired(_plain(words))


def fields_in(pages: Mapping[int, Sequence[Word]], patterns: Sequence[Pattern]) -> tuple[FoundField, ...]:
    """Return for each pattern the surest value that its check accepts, on the first page that has one."""
    found = (_on_pages(pages, pattern) for pattern in patterns)
    return tuple(field for field in found if field is not None)


def _on_pages(pages: Mapping[int, Sequence[Word]], pattern: Pattern) -> FoundField | None:
    for n in sorted(pages):
        values = [
            field
            for match in pattern.expression.finditer(_plain(pages[n]))
            if (field := _field(match, n, pages[n], pattern))
        ]
        if values:
            return max(values, key=lambda field: field.confidence)
    return None


def _field(match: re.Match[str], page: int, words: Sequence[Word], pattern: Pattern) -> FoundField | None:
    group = "value" if "value" in match.re.groupindex else 0
    as_read = match[group][:LONGEST_VALUE]
    value = pattern.check(as_read)
    under = [
        word
        for word, (start, end) in zip(words, _spans(words), strict=True)
        if start < match.end(group) and end > match.start(group)
    ]
    if value is None or not under:
        return None
    return FoundField(
        pattern.code, value, as_read.strip(), min(word.confidence for word in under), page, _around(under)
    )


def _plain(words: Sequence[Word]) -> str:
    lines = groupby(words, key=lambda word: word.line)
    return "\n".join(" ".join(word.text for word in line) for _number, line in lines)


def _spans(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return where each word stands in `_plain`: every word is followed by one sign, a space or the end of its line."""
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word.text)))
        at += len(word.text) + 1
    return spans


def _around(words: Sequence[Word]) -> Box:
    left, top = min(word.box.left for word in words), min(word.box.top for word in words)
    right = max(word.box.left + word.box.width for word in words)
    bottom = max(word.box.top + word.box.height for word in words)
    return Box(left, top, right - left, bottom - top)
