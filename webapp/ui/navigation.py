"""Menus and home tiles: subsystems plug them in, the layouts show those that the actor may use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Flask, request, url_for

from webapp.core.actor import Actor, current_actor
from webapp.core.permissions import Permission
from webapp.core.registry import from_manifests, plugins
from webapp.core.text import Text, texts_key
from webapp.core.transaction import in_transaction

Place = Literal["public", "cabinet", "office"]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the menu at `place`. Seen by holders of `permission`; `badge` counts what waits (None: nothing).

    `when` hides it from holders whose right does not hold at the moment; it is asked inside a transaction only.
    """

    label: Text
    endpoint: str
    icon: str
    place: Place
    permission: Permission | None = None
    order: int = 50
    badge: Callable[[Actor], int | None] | None = None
    when: Callable[[Actor], bool] | None = None


@dataclass(frozen=True, slots=True)
class HomeTile:
    """A card of the cabinet's first page: what it is, and in one line how things stand."""

    title: Text
    endpoint: str
    icon: str
    describe: Callable[[Actor], Text]
    permission: Permission | None = None
    order: int = 50


@dataclass(frozen=True, slots=True)
class Link:
    """A menu item as the layout shows it."""

    label: str
    href: str
    icon: str
    current: bool
    badge: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in and for whom, as the header shows it."""

    name: str
    acting_for: str
    is_office: bool


def init_navigation(app: Flask) -> None:
    """Give `navigation`, `identity` and `page_address` to every template."""
    app.context_processor(_navigation_context)


def _navigation_context() -> dict[str, Any]:
    address = request.full_path.rstrip("?")
    return {"navigation": links(place_of_request()), "identity": identity(), "page_address": address}


def identity() -> Identity | None:
    """Return who is signed in, None for a visitor."""
    actor = current_actor()
    if not actor.signed_in:
        return None
    return Identity(actor.name, actor.party_name, bool(actor.office_roles))


def place_of_request() -> Place:
    """Return which menu belongs to the page: the office's below /office, the cabinet's for the signed-in."""
    if request.path.startswith("/office"):
        return "office"
    return "cabinet" if current_actor().signed_in else "public"


def may_see(item: MenuItem, actor: Actor) -> bool:
    """Whether `actor` may use what `item` leads to."""
    return item.permission is None or actor.has(item.permission.code)


def links(place: Place) -> tuple[Link, ...]:
    """Return the menu of `place` for the current actor, in order. Badges are counted inside a transaction only."""
    actor, path, counting = current_actor(), request.path, in_transaction()
    shown = [
        (item, label, href)
        for item, label, href in _menu(place, texts_key())
        if may_see(item, actor) and (item.when is None or (counting and item.when(actor)))
    ]
    here = max((href for _item, _label, href in shown if _is_at(path, href)), key=len, default="")
    return tuple(
        [
            Link(label, href, item.icon, href == here, (counting and item.badge and item.badge(actor)) or None)
            for item, label, href in shown
        ]
    )


@from_manifests
def _menu(place: Place, language: str) -> tuple[tuple[MenuItem, str, str], ...]:  # noqa: ARG001 - labels are words of it
    found = sorted((item for item in plugins(MenuItem) if item.place == place), key=lambda item: item.order)
    return tuple((item, str(item.label), address_of(item.endpoint)) for item in found)


@from_manifests
def address_of(endpoint: str) -> str:
    """Return the address of a page that has only one. A menu and the first page need a dozen, always the same."""
    return url_for(endpoint)


def _is_at(path: str, href: str) -> bool:
    """Whether the page at `path` belongs to the item that leads to `href`."""
    return path == href or (path.startswith(f"{href}/") and href.count("/") > 1)
