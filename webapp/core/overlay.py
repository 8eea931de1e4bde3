"""Texts as pages show them: the catalogues of the repository, with what is published over them.

The catalogues are read once. What is published is handed in whole (`serve`) by whoever follows it, and takes effect
with the next text; `texts_key` changes with it, so that what was drawn from former words is not shown again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, Final

from babel.support import Translations

Original = tuple[str, str | None]
"""Singular (or only) form and plural of the original: what the code says."""
Fault = Callable[[str, str, str, Exception], None]
DOMAIN: Final = "messages"


@dataclass(frozen=True, slots=True)
class Published:
    """What is served over the catalogues: the number of its publication, a version never seen before, the words."""

    number: int = 0
    version: str = ""
    words: Mapping[str, Mapping[Original, tuple[str, ...]]] = field(default_factory=dict)


class Over(GNUTranslations):
    """A catalogue with some texts in other words. Plural forms are counted as the catalogue counts them."""

    def __init__(self, base: NullTranslations, words: Mapping[Original, tuple[str, ...]]) -> None:
        super().__init__()
        known: dict[Any, str] = getattr(base, "_catalog", {})
        self._catalog: dict[Any, str] = {**known}
        self.plural: Callable[[int], int] = getattr(base, "plural", _as_english)
        for (singular, plural), forms in words.items():
            if plural is None:
                self._catalog[singular] = forms[0]
            else:
                self._catalog.update({(singular, place): form for place, form in enumerate(forms)})


class _Texts:
    """The texts of this process."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.published = Published()
        self.base: dict[str, NullTranslations] = {}
        self.shown: dict[str, NullTranslations] = {}
        self.fault: Fault | None = None


_texts: Final = _Texts()


def install_catalogues(folder: Path) -> None:
    """Read the catalogues from `folder` (`<language>/LC_MESSAGES/messages.mo`) from now on, nothing published over them."""
    _texts.folder, _texts.published = folder, Published()
    _texts.base, _texts.shown = {}, {}


def serve(published: Published) -> None:
    """Show `published` over the catalogues from now on, in this process."""
    _texts.published, _texts.shown = published, {}


def on_fault(tell: Fault | None) -> None:
    """Have `tell(language, singular, words, error)` called when published words cannot be filled."""
    _texts.fault = tell


def published() -> Published:
    """Return what this process shows over the catalogues."""
    return _texts.published


def base_catalogue(language: str) -> NullTranslations:
    """Return the catalogue of the repository."""
    found = _texts.base.get(language)
    if found is None:
        found = NullTranslations()
        if _texts.folder is not None:
            found = Translations.load(str(_texts.folder), [language], DOMAIN)
        _texts.base[language] = found
    return found


def shown_catalogue(language: str) -> NullTranslations:
    """Return the catalogue with what is published over it."""
    shown = _texts.shown
    found = shown.get(language)
    if found is None:
        words = _texts.published.words.get(language)
        found = shown[language] = Over(base_catalogue(language), words) if words else base_catalogue(language)
    return found


def tell_of_fault(language: str, singular: str, words: str, error: Exception) -> None:
    """Tell whoever wants to know that published words could not be filled."""
    if _texts.fault is not None:
        _texts.fault(language, singular, words, error)


def _as_english(number: int) -> int:
    return int(number != 1)
