"""Which addresses lead to pages of one kind, so that whoever walks everything looks at each kind once."""

import re
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode

from werkzeug.exceptions import HTTPException

FILTERS = {
    "state",
    "period",
    "authority",
    "area",
    "shelf",
    "place",
    "of",
}  # of one list, which looks the same whatever stands in it
NUMBER = re.compile(r"[A-Z]+-?\d+|\d+|\d{4}-\d\d-\d\d")  # one of many entries or days, which look the same
WORD = re.compile(r"[a-z]+(-[a-z]+)*")


class Kinds:
    """Tells addresses that lead to one kind of page: one for all waybills, one for all services of the exchange."""

    def __init__(self, app):
        self.routes = app.url_map.bind("house")

    def of(self, address, *, by_word=True):
        """Return the view, whatever it is to show, and what is asked of it, without places in a list.

        With `by_word` a step of a case or a service, which is named by a word (`block`, `e-waybill`), is a page of its own.
        """
        asked = [
            (name, "*" if NUMBER.fullmatch(value) or name in FILTERS else value)
            for name, value in parse_qsl(address.query)
            if name not in {"after", "before", "lang", "q"}
        ]
        view, told = address.path, {}
        with suppress(HTTPException):
            view, told = self.routes.match(address.path, method="GET")
        words = [word for word in told.values() if by_word and WORD.fullmatch(str(word))]
        return f"{' '.join([view, *words])}?{urlencode(asked)}"
