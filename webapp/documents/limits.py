"""How often one address may ask: tokens cannot be guessed, so this only keeps load away. An office shares an address."""

from collections.abc import Callable
from functools import cache, wraps
from time import monotonic
from typing import Any, Final

from flask import current_app
from flask_limiter.util import get_remote_address

from webapp.ui.counting import counted

LIMITED: Final = ("documents.show", "documents.proofs", "documents.file", "documents_api.verify")
SEARCHED: Final = (
    "documents.by_number",
    "documents.by_plate",
    "documents_api.verify_number",
    "documents_api.verify_plate",
)
LISTS: Final = ("documents_api.keys", "documents_api.revoked")
DEFAULT: Final = "600 per minute"
MINUTE: Final = 60
PARTS: Final = 8
MOST_ADDRESSES: Final = 100_000
SEARCH_DEFAULT: Final = "60 per minute"  # a policeman looks at one car at a time; numbers can be guessed, tokens cannot


def init_limits(app: Any) -> None:
    """Count calls of the public views per address, when the application has a limiter.

    VERIFY_PER_MINUTE is the number for tokens; VERIFY_LIMIT and VERIFY_SEARCH_LIMIT are these and that for numbers and
    plates, for an application made by hand.
    """
    asked_for = getattr(app, "settings", None)
    usual = f"{asked_for.verify_per_minute} per minute" if asked_for else DEFAULT
    app.config.setdefault("VERIFY_LIMIT", usual)
    app.config.setdefault("VERIFY_SEARCH_LIMIT", SEARCH_DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    settings = {**dict.fromkeys((*LIMITED, *LISTS), "VERIFY_LIMIT"), **dict.fromkeys(SEARCHED, "VERIFY_SEARCH_LIMIT")}
    for limiter in app.extensions.get("limiter", ()):
        for endpoint, setting in settings.items():
            if endpoint in app.view_functions:
                app.view_functions[endpoint] = _counted(limiter, app.view_functions[endpoint], setting)


@cache
def _counted(limiter: Any, view: Callable[..., Any], setting: str) -> Callable[..., Any]:
    """Return the view that counts: here first, where what may be asked often is asked seldom."""
    shared = counted(limiter, view, setting)
    if setting != "VERIFY_LIMIT":
        return shared

    @wraps(view)
    def first_counted_here(*args: Any, **kwargs: Any) -> Any:
        few = _few.count(get_remote_address(), most=_allowance(str(current_app.config[setting])))
        return view(*args, **kwargs) if few else shared(*args, **kwargs)

    return first_counted_here


class _Few:
    """Questions of this minute by address, in this process.

    The shared counter costs as much as half of the answer; who asks seldom never meets it.
    """

    def __init__(self) -> None:
        self._minute = 0
        self._asked: dict[str, int] = {}

    def count(self, address: str, *, most: int) -> bool:
        """Count one question; say whether this address asked here `most` times at most."""
        minute = int(monotonic() // MINUTE)
        if minute != self._minute or len(self._asked) > MOST_ADDRESSES:
            self._minute, self._asked = minute, {}
        asked = self._asked[address] = self._asked.get(address, 0) + 1
        return asked <= most


_few: Final = _Few()


@cache
def _allowance(limit: str) -> int:
    """Return how many questions a minute are counted in this process alone: an eighth of the limit."""
    amount, _, period = limit.partition(" ")
    return int(amount) // PARTS if period == "per minute" and amount.isdecimal() else 0
