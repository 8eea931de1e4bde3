"""Cards of the cabinet's first page, each with one line about how things stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from webapp.cabinets.permissions import SEE_ORGANISATION, SEE_PEOPLE
from webapp.cabinets.queries import INVITED_COUNT, LIVE_COUNT
from webapp.core.actor import Actor
from webapp.core.registry import from_manifests, plugins
from webapp.core.text import Text, _, _l, _n, texts_key
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem, address_of


def _people(actor: Actor) -> Text:
    """Say how many people work for the organisation."""
    count = figure("cabinets.people", actor)
    if not count:
        return _("Hələ heç kim təyin edilməyib")
    return _n("%(num)s məsul şəxs", "%(num)s məsul şəxs", count)


@dataclass(frozen=True, slots=True)
class Entry:
    """One card of the first page."""

    title: str
    href: str
    icon: str
    line: str


def entries(actor: Actor) -> list[Entry]:
    """Return the cards of the actor's first page: what rooms describe, and every page of the menu that none describes."""
    visible = [page for page in _pages(texts_key()) if page.permission is None or actor.has(page.permission)]
    described = {page.endpoint for page in visible if page.describe} | {HOME}
    return [
        Entry(page.title, page.href, page.icon, str(page.describe(actor)) if page.describe else "")
        for page in visible
        if page.describe or page.endpoint not in described
    ]


class _Page(NamedTuple):
    endpoint: str
    permission: str | None
    title: str
    href: str
    icon: str
    describe: Callable[[Actor], Text] | None


@from_manifests
def _pages(language: str) -> tuple[_Page, ...]:  # noqa: ARG001 - titles are words of it
    """Return what may stand on the first page, in order, described or not."""
    tiles = [(tile.order, _page(tile, tile.title, tile.describe)) for tile in plugins(HomeTile)]
    menu = [(item.order, _page(item, item.label, None)) for item in plugins(MenuItem) if item.place == "cabinet"]
    return tuple(page for _order, page in sorted(tiles + menu, key=lambda pair: pair[0]))


def _page(shown: HomeTile | MenuItem, title: Text, describe: Callable[[Actor], Text] | None) -> _Page:
    permission = shown.permission.code if shown.permission else None
    return _Page(shown.endpoint, permission, str(title), address_of(shown.endpoint), shown.icon, describe)


HOME: Final = "cabinets.home"
FIGURES: Final = (
    Figure("cabinets.people", LIVE_COUNT, permission=SEE_PEOPLE),
    Figure("cabinets.invited", INVITED_COUNT),
)
TILES: Final = (
    HomeTile(
        _l("Təşkilat"),
        "cabinets.organisation",
        "building",
        lambda _actor: _("Reyestrdəki məlumat, mənbə və tarix ilə"),
        SEE_ORGANISATION,
        order=60,
    ),
    HomeTile(_l("Məsul şəxslər"), "cabinets.people", "users", _people, SEE_PEOPLE, order=65),
    HomeTile(
        _l("Məlumatım"), "cabinets.me", "id", lambda _actor: _("Haqqınızda nə bilinir, haradan və nə vaxt"), order=70
    ),
    HomeTile(
        _l("Məlumatıma kim baxıb"),
        "audit.looks",
        "eye",
        lambda _actor: _("Kim, nə vaxt və hansı məqsədlə"),
        order=80,
    ),
)
