"""Refusals of this room."""

from webapp.core.errors import Conflict, Forbidden, constraint
from webapp.core.text import _l


class RefreshRunning(Conflict):
    """The registers are being asked for this party right now."""

    code = "refresh-running"
    text = _l("Reyestrlərə sorğu artıq göndərilib. Cavab gələn kimi siyahı yenilənəcək.")


class NoFleetHere(Forbidden):
    """The actor acts for a person without business: registers are asked for organisations and sole traders only."""

    code = "no-fleet"
    text = _l("Nəqliyyat parkını görmək üçün təşkilat və ya fərdi sahibkar adından işləyin.")


constraint("one_open_refresh", RefreshRunning)
