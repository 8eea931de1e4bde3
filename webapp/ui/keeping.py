"""Components that look the same for the same arguments are drawn once per language: menus, tiles, names.

`{{ keep(tile, title, href) }}` instead of `{{ tile(title, href) }}`. Only for macros that look at nothing but their
arguments: no request, no CSRF token.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any, Final

from flask import Flask
from markupsafe import Markup

from webapp.core.text import current_language

MOST: Final = 2_000
_kept: OrderedDict[tuple[Any, ...], Markup] = OrderedDict()
_lock: Final = Lock()


def init_keeping(app: Flask) -> None:
    """Give `keep` to every template of `app`."""
    _kept.clear()  # another application may have other texts
    app.add_template_global(keep)


def keep(macro: Any, *arguments: Any) -> Markup:
    """Return what `macro` draws for `arguments`, from memory when it was drawn before in this language.

    Arguments that cannot be a key (a list) are drawn anew each time.
    """
    key = (macro.name, current_language(), arguments)
    try:
        known = _kept.get(key)
    except TypeError:
        return Markup(macro(*arguments))  # noqa: S704 - see below
    if known is None:
        known = Markup(macro(*arguments))  # noqa: S704 - what a macro returns is markup already
        with _lock:
            _kept[key] = known
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    return known
