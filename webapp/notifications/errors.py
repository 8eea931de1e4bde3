"""What this room refuses."""

from webapp.core.errors import Conflict, Invalid
from webapp.core.text import _l


class NotADevice(Invalid):
    """What a browser gave us is no address of a push service, or its keys are none."""

    code = "not-a-device"
    text = _l("Bu cihaza bildiriş göndərmək olmur: brauzerin verdiyi ünvan və ya açar düzgün deyil.")


class TooManyDevices(Conflict):
    """The person has as many devices as one can have."""

    code = "too-many-devices"
    text = _l("Ən çoxu 10 cihaz qoşmaq olar. Əvvəlcə birini ayırın.")


class NotYours(Conflict):
    """The one who proposed a notice to many may not let it go out alone."""

    code = "second-person"
    text = _l("Bu bildirişi onu hazırlayandan başqa bir nəfər təsdiq etməlidir.")


class AlreadyDecided(Conflict):
    """A notice to a group was sent or refused already, or changed meanwhile."""

    code = "already-decided"
    text = _l("Bu bildiriş barədə artıq qərar verilib.")


class NobodyThere(Invalid):
    """A group without anybody in it."""

    code = "nobody-there"
    text = _l("Bu qrupda hələ heç kim yoxdur.")
