"""What checks look at and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from webapp.core.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """The original: its words (with the plural as the second), the catalogue's flags, whether a template says it."""

    forms: tuple[str, ...]
    flags: tuple[str, ...] = ()
    template: bool = False
    longest: int | None = None

    @property
    def has_plural(self) -> bool:
        """Whether the text counts something."""
        return len(self.forms) > 1

    @property
    def filled(self) -> bool:
        """Whether values are put into the text, so that every percent sign means something."""
        return self.template or "python-format" in self.flags or self.has_plural

    def beside(self, place: int) -> str:
        """Return the original form that a form of the translation is compared with: the last for all but the first."""
        return self.forms[min(place, len(self.forms) - 1)]


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term as one language says it: the original, the words wanted, words that must not be used instead."""

    original: str
    wanted: str
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found: in which form (None: in the whole), in a sentence for the translator."""

    code: str
    blocks: bool
    words: Text
    form: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    dismissed: bool = False

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the words cannot be published."""
        return self.blocks and not self.dismissed


Found = Iterator[tuple[Text, dict[str, Any]]]
"""What the check of one form yields: a sentence, and what it is about."""
