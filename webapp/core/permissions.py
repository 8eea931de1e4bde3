"""Permissions: declared once by a subsystem's manifest, asked for by views and services."""

from dataclasses import dataclass
from typing import Final

from webapp.core.actor import Actor
from webapp.core.errors import Forbidden
from webapp.core.text import Text


@dataclass(frozen=True, slots=True)
class Permission:
    """A right to do something.

    `code` is `subsystem.verb`. `area` names the group in which the head of an organisation hands it out (waybills,
    fleet, people …); None for rights that only the operator's offices have. `everybody` rights come with being
    signed in as oneself. `kinds` are the kinds of parties (state body, organisation …) that have an area's right at all;
    None is every kind.
    """

    code: str
    title: Text
    area: str | None = None
    everybody: bool = False
    kinds: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OfficeRole:
    """A post of the operator or an authority, and what it may do: the code is what is kept with the person."""

    code: str
    title: Text
    permissions: tuple[Permission, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A group of rights as the head of an organisation sees it when making somebody a responsible person."""

    code: str
    title: Text
    hint: Text


SIGNED_IN: Final = "signed-in"


def ensure_may(actor: Actor, permission: Permission) -> None:
    """Raise Forbidden unless `actor` holds `permission`. The system may do everything."""
    if not actor.is_system and not actor.has(permission.code):
        raise Forbidden
