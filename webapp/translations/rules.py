"""What a text is, in which states its translation stands, how many forms a language has. Pure."""

import json
import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from hashlib import sha256
from typing import Final

LANGUAGES: Final = ("az", "en", "ru")
ORIGINAL: Final = "az"
"""The language of the msgids."""
KEY_LETTERS: Final = 20
LONGEST_WORDS: Final = 5_000
"""Letters of one form; nothing on our pages is a tenth as long."""
IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue100-\ue112\ufffe\uffff]")
"""Signs that no text holds: control signs, what no XML can carry, and the marks of `showing`."""


class State(StrEnum):
    """How a text stands in a language: the newest of what anybody made of it."""

    UNTRANSLATED = "untranslated"
    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"


class VersionState(StrEnum):
    """How one version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"
    REJECTED = "rejected"
    REPLACED = "replaced"


class How(StrEnum):
    """By what a version came to be."""

    WRITTEN = "written"
    SUGGESTED = "suggested"
    REPLACED = "replaced"
    IMPORTED = "imported"
    REVERTED = "reverted"
    CARRIED = "carried"


OPEN: Final = frozenset({VersionState.DRAFT, VersionState.PROPOSED, VersionState.APPROVED})
"""Versions that are on their way to being published."""


class Reach(IntEnum):
    """Who meets a text at the latest: the lower, the sooner it matters."""

    VISITORS = 1
    CABINETS = 2
    OFFICES = 3


@dataclass(frozen=True, slots=True)
class Plural:
    """A plural form as CLDR names it, with numbers that take it."""

    name: str
    samples: str


PLURALS: Final = {
    "az": (Plural("one", "1"), Plural("other", "0, 2, 5, 21, 100")),
    "en": (Plural("one", "1"), Plural("other", "0, 2, 5, 21, 100")),
    "ru": (Plural("one", "1, 21, 101"), Plural("few", "2, 3, 4, 22"), Plural("many", "0, 5, 11, 100")),
}


def plurals_of(language: str) -> tuple[Plural, ...]:
    """Return the forms that a text with numbers has in `language`, in the order of the catalogue."""
    return PLURALS[language]


def forms_wanted(language: str, *, has_plural: bool) -> int:
    """Return how many forms a translation has."""
    return len(PLURALS[language]) if has_plural else 1


def key_of(msgid: str, plural: str | None = None, context: str | None = None) -> str:
    """Return the name of a text in addresses: it changes when a word of the original changes."""
    return digest_of([context or "", msgid, plural or ""])[:KEY_LETTERS]


def digest_of(forms: list[str]) -> str:
    """Return the digest of words, form by form."""
    return sha256(json.dumps(forms, ensure_ascii=False).encode()).hexdigest()


def is_template(locations: list[str]) -> bool:
    """Whether a template says the text: there it is always filled, so that a percent sign stands doubled."""
    return any(location.endswith((".html", ".txt")) for location in locations)
