"""Words for people: the translation functions, in one place so that code below the pages can have messages too.

The msgids are Azerbaijani, the original; `lazy` is for texts made at import time. Words that are published over the
catalogues (`overlay.py`) are only shown when they can be filled: a page never fails by a translation.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from gettext import NullTranslations
from typing import Any, Final, Protocol

from flask.globals import app_ctx
from flask_babel import LazyString, force_locale, get_locale
from markupsafe import escape

from webapp.core.overlay import base_catalogue, published, shown_catalogue, tell_of_fault

LANGUAGES: Final = ("az", "en", "ru")
Text = str | LazyString
OWN: Final = "own_texts"
HAD_OWN: Final = "had_own_texts"
UNFILLED: Final = (TypeError, ValueError, KeyError)
"""What filling a text raises when its placeholders are not those that are given."""
_nothing: Final = NullTranslations()


class OwnTexts(Protocol):
    """Texts that one request alone has: a translator's drafts, a language for trying layouts."""

    def catalogue(self, language: str) -> NullTranslations:
        """Return the texts of `language`."""

    def key(self, language: str) -> str:
        """Return what `texts_key` is while they are shown; never one of anybody else."""


def catalogue() -> NullTranslations:
    """Return the texts of the current language; the msgids themselves outside any request or job."""
    here = _here()
    if here is None:
        return _nothing
    language = _language(here)
    own = here.get(OWN)
    found: NullTranslations = own.catalogue(language) if own is not None else shown_catalogue(language)
    return found


def texts_key() -> str:
    """Return the key under which drawn texts may be kept: another one for each language and each publication."""
    here = _here()
    if here is None:
        return LANGUAGES[0]
    language, own = _language(here), here.get(OWN)
    return str(own.key(language)) if own is not None else f"{language}{published().version}"


def have_own_texts(texts: OwnTexts | None) -> None:
    """Show `texts` for the rest of this request."""
    here = _here()
    if here is not None:
        setattr(here, OWN, texts)
        if texts is not None:
            setattr(here, HAD_OWN, True)


def had_own_texts() -> bool:
    """Whether anything of this request was shown with texts of its own: then no browser may keep other pages by it."""
    here = _here()
    return here is not None and HAD_OWN in here


def _here() -> Any:
    """Return what belongs to this request or job, None outside."""
    try:
        return app_ctx._get_current_object().g  # type: ignore[attr-defined] # noqa: SLF001 - the way out of werkzeug's proxy
    except RuntimeError:
        return None


def _language(here: Any) -> str:
    """Return the language that the library chose for this request, asking it only the first time: it is slow to answer."""
    locale = getattr(here.get("_flask_babel"), "babel_locale", None) or get_locale()
    language: str = locale.language
    return language


def _(text: str, **variables: Any) -> str:
    """Return `text` in the current language, its `%(name)s` filled from `variables` when there are any."""
    found = catalogue().gettext(text)
    if not variables:
        return found
    try:
        return found % variables
    except UNFILLED as error:
        return instead(error, found, text) % variables


def _n(singular: str, plural: str, num: int, **variables: Any) -> str:
    """Return the form that belongs to `num`, which also fills `%(num)s`."""
    variables.setdefault("num", num)
    found = catalogue().ngettext(singular, plural, num)
    try:
        return found % variables
    except UNFILLED as error:
        return instead(error, found, singular, plural, num) % variables


def instead(error: Exception, found: str, singular: str, plural: str | None = None, num: int = 0) -> str:
    """Return the catalogue's own words for published ones (`found`) that could not be filled.

    Raises `error` again when they are the catalogue's: then the code is wrong, not the words.
    """
    language = current_language()
    base = base_catalogue(language)
    words = base.gettext(singular) if plural is None else base.ngettext(singular, plural, num)
    if words == found:
        raise error
    tell_of_fault(language, singular, found, error)
    return words


def _l(text: str, **variables: Any) -> LazyString:
    """Return a text that becomes words of the current language only when it is shown."""
    return _Lazy(_, text, **variables)


def filled(text: str | LazyString, variables: Mapping[str, Any]) -> str:
    """Return a text whose places are filled after it was looked up. Where published words cannot be, the catalogue's are.

    A text whose original has no place to fill is left as it is: "100% safe" is a fine translation, not a format.
    """
    found = str(text)
    original = text.original if isinstance(text, _Lazy) else found
    if "%" not in original:
        return found
    try:
        return found % variables
    except UNFILLED as error:
        return instead(error, found, original) % variables


class _Lazy(LazyString):  # type: ignore[misc] # the library has no types
    """Templates ask each value whether it is HTML: without this answer the text would be looked up just for that."""

    def __html__(self) -> str:
        """Return the words, escaped."""
        return escape(str(self))

    @property
    def original(self) -> str:
        """What the code says."""
        said: str = self._args[0]
        return said


__all__ = ["LANGUAGES", "LazyString", "Text", "_", "_l", "_n", "catalogue", "current_language", "in_language"]


def current_language() -> str:
    """Return the language of the page or message being made: az, en or ru."""
    here = _here()
    return LANGUAGES[0] if here is None else _language(here)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make texts inside in `language`, whatever the request says: for messages to somebody else, and for what is kept."""
    here = _here()
    own = here.get(OWN) if here is not None else None
    have_own_texts(None)  # drafts and marks of the page are for who looks at it alone
    try:
        with force_locale(language):
            yield
    finally:
        have_own_texts(own)
