"""Cards of the cabinet's first page, each with one line about how things stand."""

from dataclasses import dataclass
from typing import Final

from webapp.cabinets.permissions import SEE_ORGANISATION, SEE_PEOPLE
from webapp.cabinets.queries import INVITED_COUNT, LIVE_COUNT
from webapp.core.actor import Actor
from webapp.core.registry import plugins
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem, address_of, home_tiles, may_see


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
    tiles = home_tiles()
    described = {tile.endpoint for tile in tiles} | {HOME}
    bare = [
        item
        for item in plugins(MenuItem)
        if item.place == "cabinet" and may_see(item, actor) and item.endpoint not in described
    ]
    cards = [
        (tile.order, Entry(str(tile.title), address_of(tile.endpoint), tile.icon, str(tile.describe(actor))))
        for tile in tiles
    ]
    cards += [(item.order, Entry(str(item.label), address_of(item.endpoint), item.icon, "")) for item in bare]
    return [card for _order, card in sorted(cards, key=lambda pair: pair[0])]


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
