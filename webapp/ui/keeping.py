"""Components that look the same for the same arguments are drawn once per language: menus, tiles, masthead, footer.

`{{ keep(tile, title, href) }}` instead of `{{ tile(title, href) }}`. Only for macros that look at nothing but their
arguments: no request, no CSRF token. What differs from page to page is given by name and put in afterwards, escaped:
`{{ keep(footer, theme, token=csrf_token()) }}` draws the footer once, with a mark where the token will stand. So a macro
may only write such a value, never decide by it or change it.
"""

import re
import secrets
from collections import OrderedDict
from threading import Lock
from typing import Any, Final

from flask import Flask
from markupsafe import Markup, escape

from webapp.core.text import texts_key

MOST: Final = 4_000  # a seat map alone has some hundred cells in each language
MARK: Final = secrets.token_hex(16)  # nobody can write it into a name or a title
MARKED: Final = re.compile(f"{MARK}-([a-z]+)-")
_kept: OrderedDict[tuple[Any, ...], tuple[Markup, ...]] = OrderedDict()
_lock: Final = Lock()


def init_keeping(app: Flask) -> None:
    """Give `keep` to every template of `app`."""
    _kept.clear()  # another application may have other texts
    app.add_template_global(keep)


def keep(macro: Any, *arguments: Any, **own: str) -> Markup:
    """Return what `macro` draws for `arguments`, from memory when it was drawn before in this language, from the texts that stand.

    `own` are the values of this page alone. Arguments that cannot be a key (a list) are drawn anew each time. Raises
    LookupError for a value of the page that the macro does not write as it is.
    """
    key = (macro.name, texts_key(), arguments)
    try:
        known = _kept.get(key)
    except TypeError:
        return Markup(macro(*arguments, **own))  # noqa: S704 - what a macro returns is markup already
    if known is None:
        known = _drawn(macro, arguments, own)
        with _lock:
            _kept[key] = known
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    return known[0] if len(known) == 1 else _filled(known, own)


def _drawn(macro: Any, arguments: tuple[Any, ...], own: dict[str, str]) -> tuple[Markup, ...]:
    """Return the markup, cut where values of the page belong: every second part is the name of one."""
    parts = MARKED.split(macro(*arguments, **{name: f"{MARK}-{name}-" for name in own}))
    lost = own.keys() - set(parts[1::2])
    if lost:
        raise LookupError(f"{macro.name} does not write {', '.join(sorted(lost))}")
    return tuple(map(Markup, parts))


def _filled(parts: tuple[Markup, ...], own: dict[str, str]) -> Markup:
    values = {name: escape(value) for name, value in own.items()}
    return Markup("".join([values[part] if place % 2 else part for place, part in enumerate(parts)]))  # noqa: S704 - values are escaped
