"""Figures that a process comes by while it works, kept until it next tells how it is."""

from typing import Final, Literal

Noticed = Literal["authority_offset_ms"]
_figures: Final[dict[str, int]] = {}


def notice(name: Noticed, value: int) -> None:
    """Remember the newest value of a figure."""
    _figures[name] = value


def noticed(name: Noticed) -> int | None:
    """Return the newest value of a figure, None when this process never came by it."""
    return _figures.get(name)
