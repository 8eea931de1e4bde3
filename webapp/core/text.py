"""Words for people: the translation functions, in one place so that code below the pages can have messages too.

The msgids are Azerbaijani, the original; `lazy` is for texts made at import time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask_babel import LazyString, force_locale, get_locale, gettext, lazy_gettext, ngettext

LANGUAGES: Final = ("az", "en", "ru")
Text = str | LazyString

_ = gettext
_l = lazy_gettext
_n = ngettext

__all__ = ["LANGUAGES", "LazyString", "Text", "_", "_l", "_n", "current_language", "in_language"]


def current_language() -> str:
    """Return the language of the page or message being made: az, en or ru."""
    locale = get_locale()
    return locale.language if locale else LANGUAGES[0]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make texts inside in `language`, whatever the request says: for messages to somebody else."""
    with force_locale(language):
        yield
