"""Refusals of this room."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, constraint
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


class AlreadyHeld(Conflict):
    """The vehicle is in the fleet by a power of attorney already."""

    code = "already-held"
    text = _l("Bu nəqliyyat vasitəsi etibarnamə ilə artıq parkınızdadır.")


class AlreadyAssigned(Conflict):
    """The driver is with the vehicle already."""

    code = "already-assigned"
    text = _l("Bu sürücü bu nəqliyyat vasitəsinə artıq təhkim olunub.")


class NotForYou(Invalid):
    """The power of attorney is over, not on record, or was given to somebody who does not work here."""

    code = "power-not-usable"
    text = _l("Bu etibarnamə ilə nəqliyyat vasitəsini parka əlavə etmək mümkün olmadı.")


class SecondPersonNeeded(Forbidden):
    """Who proposed a suspension cannot confirm or refuse it."""

    code = "second-person-needed"
    text = _l("Təklif etdiyiniz dayandırma barədə qərarı başqa əməkdaş verməlidir.")


class NoSuchCarrier(NotFound):
    """The register has no such entry."""

    code = "no-such-carrier"
    text = _l("Reyestrdə belə daşıyıcı yoxdur.")


class WrongState(Conflict):
    """What is asked for does not fit how the entry stands now."""

    code = "wrong-state"
    text = _l("Bu qeydin hazırkı vəziyyətində həmin əməliyyat mümkün deyil. Səhifəni yeniləyin.")


class OverlappingSuspension(Conflict):
    """Another suspension of the same carrier, decided or proposed, covers some of these days."""

    code = "suspension-overlaps"
    text = _l("Bu günləri əhatə edən başqa dayandırma artıq var və ya təklif olunub.")


constraint("one_open_refresh", RefreshRunning)
constraint("one_open_holding", AlreadyHeld)
constraint("one_open_assignment", AlreadyAssigned)
