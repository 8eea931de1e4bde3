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


class AlreadyRegistered(Conflict):
    """The register has this carrier or operator already."""

    code = "already-registered"
    text = _l("Bu daşıyıcı reyestrdə artıq var.")


class OverlappingSuspension(Conflict):
    """Another suspension of the same carrier, decided or proposed, covers some of these days."""

    code = "suspension-overlaps"
    text = _l("Bu günləri əhatə edən başqa dayandırma artıq var və ya təklif olunub.")


constraint("one_open_refresh", RefreshRunning)
