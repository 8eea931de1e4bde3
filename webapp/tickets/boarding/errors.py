"""Typed refusals at the door."""

from webapp.core.errors import AppError, Conflict, Invalid, NotFound
from webapp.core.text import _l


class NoSuchDevice(NotFound):
    """There is no such device, or it is another carrier's."""

    code = "no-such-device"
    text = _l("Belə cihaz tapılmadı.")


class DeviceKnown(Conflict):
    """Somebody registered this key before."""

    code = "device-known"
    text = _l("Bu cihaz artıq qeydiyyatdadır.")


class DeviceUnproved(AppError):
    """The batch bears no signature of a device that we know."""

    status = 401
    code = "device-unproved"
    text = _l("Göndərilən məlumat qeydiyyatdakı cihazın imzası ilə təsdiqlənməyib.")


class BatchWrong(Invalid):
    """What a device sent is not as it should be, or too much at once."""

    code = "batch-wrong"
    text = _l("Cihazın göndərdiyi məlumat oxunmadı.")
