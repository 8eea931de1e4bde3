"""What changed between two texts, word by word; a placeholder or a tag is one word, however long."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

Kind = Literal["same", "removed", "added"]
TOKEN: Final = re.compile(
    r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]"  # %(name)s, %(sum).2f
    r"|%%|%[a-zA-Z]"
    r"|\{\w*\}"
    r"|</?[A-Za-z][^<>]*>"  # a tag with its attributes
    r"|[^\W_]+(?:['’\-][^\W_]+)*"  # a word, with an apostrophe or hyphen in it
    r"|\s+"
    r"|."
)
MOST: Final = 2_000  # tokens
LONG: Final = 200  # beyond, words that come again and again are passed over: a thousand times the same one took minutes


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both, only in the old one (removed) or only in the new one (added)."""

    kind: Kind
    text: str


def tokens(text: str) -> list[str]:
    """Return `text` cut into words, spaces, marks, placeholders and tags; joined they are `text` again."""
    return TOKEN.findall(text)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the way from `old` to `new`.

    What is same or removed, joined, is `old`; what is same or added is `new`. Texts too long to compare are shown whole.
    """
    before, after = tokens(old), tokens(new)
    if old == new:
        return (Piece("same", old),) if old else ()
    if len(before) > MOST or len(after) > MOST:
        return tuple(piece for piece in (Piece("removed", old), Piece("added", new)) if piece.text)
    return tuple(_joined(_without_lone_spaces(list(_steps(before, after)))))


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)
    for step, i, j, k, m in matcher.get_opcodes():
        if step == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        if i < j:
            yield Piece("removed", "".join(before[i:j]))
        if k < m:
            yield Piece("added", "".join(after[k:m]))


def _without_lone_spaces(pieces: list[Piece]) -> Iterator[Piece]:
    """Return the pieces so that a mere space between two changes belongs to both: three new words read as one change."""
    for place, piece in enumerate(pieces):
        lone = piece.kind == "same" and not piece.text.strip() and 0 < place < len(pieces) - 1
        if lone:
            yield Piece("removed", piece.text)
            yield Piece("added", piece.text)
        else:
            yield piece


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Return the pieces with neighbours of one change put together, what was removed before what was added."""
    for changed, run in groupby(pieces, key=lambda piece: piece.kind != "same"):
        found = list(run)
        for kind in ("removed", "added") if changed else ("same",):
            text = "".join(piece.text for piece in found if piece.kind == kind)
            if text:
                yield Piece(kind, text)
