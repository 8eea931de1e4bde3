"""Slips that readers of Azerbaijani print make again and again, put right where the word decides."""

import re
from typing import Final

# What was seen on official texts that were scanned: the wrong word is none, the right one is beyond doubt.
WORDS: Final = {
    "əhəlinin": "əhalinin",
    "sərnəşin": "sərnişin",
    "münisflər": "münsiflər",
    "bibliografiya": "biblioqrafiya",
    "monitoring": "monitorinq",
    "azərişiq": "azərişıq",
    "danışqları": "danışıqları",
    "hüquqmüəyyənədiçi": "hüquqmüəyyənedici",
    "təsdiqedicisi": "təsdiqedici",
}
WORD: Final = re.compile(r"[^\W\d_]+")
SIGN: Final = re.compile(r"(?<![\w])[NM][eoº°0ə](?=[ .]?\s?[A-Z]{0,4}[ -]?\d)")


def repaired(text: str) -> str:
    """Return `text` with known slips put right: words that do not exist, and № read as Ne or No before a number."""
    return SIGN.sub("№", WORD.sub(_word, text))


def _word(found: re.Match[str]) -> str:
    read = found[0]
    right = WORDS.get(read.replace("İ", "i").replace("I", "ı").lower())
    if right is None:
        return read
    return right[0].replace("i", "İ").upper() + right[1:] if read[:1].isupper() else right
