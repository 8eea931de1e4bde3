"""Words of a name for the index, and words that somebody typed: folded letters, Cyrillic read as Azerbaijani Latin.

Endings come last in Azerbaijani, so that a word is found by its beginning; what finds nothing is tried once more without
the last letters of its long words.
"""

import re
from typing import Final

from webapp.core.azerbaijani import fold

CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "q", "ғ": "ğ", "д": "d", "е": "e", "ё": "yo", "ә": "ə", "ж": "j", "з": "z",
        "и": "i", "ы": "ı", "ј": "y", "й": "y", "к": "k", "ҝ": "g", "л": "l", "м": "m", "н": "n", "о": "o", "ө": "ö",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ү": "ü", "ф": "f", "х": "x", "һ": "h", "ц": "s", "ч": "ç",
        "ҹ": "c", "ш": "ş", "щ": "ş", "ъ": "", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
WORD: Final = re.compile(r"[0-9a-z]+(?:\.[0-9]+)*")
MOST_WORDS: Final = 12
LONGEST_WORD: Final = 40
SHORTENED_FROM: Final = 5
KEPT: Final = 0.6


def words_of(*texts: str) -> list[str]:
    """Return the different words of the texts, in order."""
    plain = " ".join(fold(text.lower().translate(CYRILLIC)) if _is_cyrillic(text) else fold(text) for text in texts)
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(plain)))


def typed_words(typed: str) -> list[str]:
    """Return the words that are looked for, at most a dozen."""
    return words_of(typed)[:MOST_WORDS]


def by_beginning(words: list[str], *, loose: bool = False) -> str:
    """Return the tsquery that wants every word by its beginning; with `loose` long words lose their endings."""
    wanted = [_shortened(word) if loose else word for word in words]
    return " & ".join(f"'{word}':*" for word in wanted)


def are_in(words: list[str], text_words: list[str]) -> bool:
    """Whether each of `words` begins one of `text_words`: what the index does, for the few texts that are not in it."""
    return all(any(known.startswith(word) for known in text_words) for word in words)


def _shortened(word: str) -> str:
    if len(word) < SHORTENED_FROM or not word.isalpha():
        return word
    return word[: max(SHORTENED_FROM - 1, round(len(word) * KEPT))]


def _is_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "ӿ" for letter in text.lower())
