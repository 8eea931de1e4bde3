"""Words of a copy as keyed digests, under the room's own key (`core.wordprints`)."""

from typing import Final

from webapp.core import wordprints

PURPOSE: Final = "attachments-words"


def prints_of(text: str) -> list[int]:
    """Return the numbers under which the words of `text` are found."""
    return wordprints.prints_of(text, purpose=PURPOSE)


def sought(typed: str) -> list[int]:
    """Return the numbers that a copy must have to be found by `typed`; none when there is no word to look for."""
    return wordprints.sought(typed, purpose=PURPOSE)
