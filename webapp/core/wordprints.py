"""Words of a sealed text as keyed digests: found by their beginning as in a search, while the table tells nobody what they are.

Each word leaves a number for each of its beginnings from three letters on; a word that is looked for is one number.
"""

import hashlib
import hmac
import re
from typing import Final

from webapp.core.azerbaijani import fold
from webapp.core.crypto import key_for

WORD: Final = re.compile(r"[0-9a-z]+")
SHORTEST, LONGEST_BEGINNING, MOST_WORDS = 2, 12, 20_000
MOST_SOUGHT: Final = 12
FROM: Final = 3


def prints_of(text: str, *, purpose: str) -> list[int]:
    """Return the numbers under which the words of `text` are found; `purpose` names the key, one for each kind of text."""
    beginnings: set[str] = set()
    for word in set(_words(text)):
        beginnings.update(word[:length] for length in range(FROM, min(len(word), LONGEST_BEGINNING) + 1))
        beginnings.add(word[:LONGEST_BEGINNING])
    return sorted(_print(word, purpose) for word in sorted(beginnings)[:MOST_WORDS])


def sought(typed: str, *, purpose: str) -> list[int]:
    """Return the numbers that a text must have to be found by `typed`; none when there is no word to look for."""
    return [_print(word[:LONGEST_BEGINNING], purpose) for word in dict.fromkeys(_words(typed))][:MOST_SOUGHT]


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(fold(text)) if len(word) >= SHORTEST]


def _print(word: str, purpose: str) -> int:
    digest = hmac.new(key_for(purpose), word.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
