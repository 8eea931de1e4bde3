"""What the formats have in common."""

from dataclasses import dataclass, field
from typing import Final

from webapp.core.text import Text
from webapp.core.workbook import MEDIA_TYPE
from webapp.translations.rules import key_of

KINDS: Final = ("po", "xliff12", "xliff20", "xlsx", "csv", "json")
ENDINGS: Final = {"po": "po", "xliff12": "xlf", "xliff20": "xlf", "xlsx": "xlsx", "csv": "csv", "json": "json"}
MEDIA: Final = {
    "po": "text/x-gettext-translation; charset=utf-8",
    "xliff12": "application/xliff+xml",
    "xliff20": "application/xliff+xml",
    "xlsx": MEDIA_TYPE,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


class Unreadable(ValueError):
    """A file that cannot be read at all: `words` say why."""

    def __init__(self, words: Text) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Row:
    """One text in one language. `original` are the words that the file has for the source, where it has them."""

    key: str
    original: tuple[str, ...]
    forms: tuple[str, ...]
    context: str | None = None
    locations: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    note: str = ""
    fuzzy: bool = False
    obsolete: bool = False

    @property
    def has_plural(self) -> bool:
        """Whether the text counts something."""
        return len(self.original) > 1 or len(self.forms) > 1


@dataclass(slots=True)
class Parsed:
    """What a file holds: its rows, and the language that it says it is in (None where it does not say)."""

    kind: str
    rows: list[Row] = field(default_factory=list)
    language: str | None = None


def key_from(original: tuple[str, ...], context: str | None) -> str:
    """Return the key of a text that is named by its words, as in PO."""
    return key_of(original[0], original[1] if len(original) > 1 else None, context)
