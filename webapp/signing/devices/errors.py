"""Typed refusals about the keys of phones."""

from webapp.core.errors import AppError, Conflict, Invalid, NotFound
from webapp.core.text import _l


class NoSuchKey(NotFound):
    """There is no such key, or it is somebody else's."""

    code = "no-such-device"
    text = _l("Belə cihaz tapılmadı.")


class KeyKnown(Conflict):
    """Somebody registered this key before."""

    code = "device-known"
    text = _l("Bu cihaz artıq qeydiyyatdadır.")


class KeyWrong(Invalid):
    """What was sent is no key."""

    code = "device-key-wrong"
    text = _l("Telefonun açarı oxunmadı. Səhifəni yeniləyin və yenidən cəhd edin.")


class TooManyKeys(Conflict):
    """The person has enough phones."""

    code = "too-many-devices"
    text = _l("Artıq on telefonunuz qeydiyyatdadır. İstifadə etmədiyinizin hüququnu alın.")


class Unproved(AppError):
    """What was sent bears no signature of a key that we know."""

    status = 401
    code = "device-unproved"
    text = _l("Göndərilən məlumat qeydiyyatdakı cihazın imzası ilə təsdiqlənməyib.")
