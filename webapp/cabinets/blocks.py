"""What comes first on the cabinet's first page, above its cards: blocks that rooms plug in (my documents)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webapp.core.actor import Actor
from webapp.core.permissions import Permission
from webapp.core.registry import plugins


@dataclass(frozen=True, slots=True)
class HomeBlock:
    """A part of the first page: `collect` returns what `template` shows as `block`, None when there is nothing."""

    template: str
    collect: Callable[[Actor], dict[str, Any] | None]
    permission: Permission


def blocks(actor: Actor) -> list[tuple[str, dict[str, Any]]]:
    """Return (template, what it shows) of every block that has something for the actor."""
    mine = [(item.template, item.collect(actor)) for item in plugins(HomeBlock) if actor.has(item.permission.code)]
    return [(template, block) for template, block in mine if block is not None]
