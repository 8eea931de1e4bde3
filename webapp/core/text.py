"""Words for people: the translation functions, in one place so that code below the pages can have messages too.

The msgids are Azerbaijani, the original; `lazy` is for texts made at import time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from typing import Any, Final

from flask.globals import app_ctx
from flask_babel import LazyString, force_locale, get_domain, get_locale
from markupsafe import escape

LANGUAGES: Final = ("az", "en", "ru")
Text = str | LazyString

_catalogues: Final[dict[str, NullTranslations]] = {}


def catalogue() -> NullTranslations:
    """Return the texts of the current language; the msgids themselves outside any request or job."""
    locale = _locale()
    if locale is None:
        return get_domain().get_translations()  # type: ignore[no-any-return] # the library has no types
    found = _catalogues.get(locale.language)
    if found is None:
        # Kept here because the library looks everything up anew for each of the hundred texts of a page.
        found = _catalogues[locale.language] = get_domain().get_translations()
    return found


def _locale() -> Any:
    """Return the locale that the library chose for this request, asking it only the first time: it is slow to answer."""
    try:
        chosen = app_ctx._get_current_object().g.get("_flask_babel")  # type: ignore[attr-defined] # noqa: SLF001 - the way out of werkzeug's proxy
    except RuntimeError:
        return None
    return getattr(chosen, "babel_locale", None) or get_locale()


def _(text: str, **variables: Any) -> str:
    """Return `text` in the current language, its `%(name)s` filled from `variables` when there are any."""
    found = catalogue().gettext(text)
    return found % variables if variables else found


def _n(singular: str, plural: str, num: int, **variables: Any) -> str:
    """Return the form that belongs to `num`, which also fills `%(num)s`."""
    variables.setdefault("num", num)
    return catalogue().ngettext(singular, plural, num) % variables


def _l(text: str, **variables: Any) -> LazyString:
    """Return a text that becomes words of the current language only when it is shown."""
    return _Lazy(_, text, **variables)


class _Lazy(LazyString):  # type: ignore[misc] # the library has no types
    """Templates ask each value whether it is HTML: without this answer the text would be looked up just for that."""

    def __html__(self) -> str:
        """Return the words, escaped."""
        return escape(str(self))


__all__ = ["LANGUAGES", "LazyString", "Text", "_", "_l", "_n", "catalogue", "current_language", "in_language"]


def current_language() -> str:
    """Return the language of the page or message being made: az, en or ru."""
    locale = _locale()
    return locale.language if locale else LANGUAGES[0]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make texts inside in `language`, whatever the request says: for messages to somebody else."""
    with force_locale(language):
        yield
