"""The portal's addresses. How one is written is worked out when it is first written, not for all thousand at each start.

Werkzeug compiles two functions for each rule as it is added: an eighth of a start's processor time, in each of the dozen
processes, most of which write a few addresses only.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class Route(Rule):
    """A rule that compiles its builders at first use. Threads that meet there make the same function twice."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - Werkzeug's signature
        compiled = super()._compile_builder
        name = "_build_unknown" if append_unknown else "_build"

        def first(route: Rule, /, **values: Any) -> tuple[str, str]:
            write = compiled(append_unknown).__get__(route, None)
            setattr(route, name, write)
            address: tuple[str, str] = write(**values)
            return address

        return first
