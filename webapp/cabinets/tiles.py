"""Cards of the cabinet's first page, each with one line about how things stand."""

from typing import Final

from webapp.cabinets.permissions import SEE_ORGANISATION, SEE_PEOPLE
from webapp.cabinets.queries import responsible_count
from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.navigation import HomeTile


def _people(actor: Actor) -> Text:
    """Say how many people work for the organisation."""
    count = responsible_count(actor.party_id or 0)
    if not count:
        return _("Hələ heç kim təyin edilməyib")
    return _n("%(num)s məsul şəxs", "%(num)s məsul şəxs", count)


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
