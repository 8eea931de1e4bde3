"""Typed refusals of the room."""

from webapp.core.errors import NotFound
from webapp.core.text import _l


class NoSuchTrip(NotFound):
    """There is no such trip, it does not go between these stations, or it is another carrier's."""

    code = "no-such-trip"
    text = _l("Belə reys tapılmadı.")
