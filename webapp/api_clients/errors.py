"""Typed refusals of the room."""

from webapp.core.errors import AppError, Conflict, Invalid, NotFound, SignInNeeded
from webapp.core.text import _l


class NoSuchProgram(NotFound):
    """There is none, or it is another firm's: both read the same."""

    code = "no-such-program"
    text = _l("Proqram tapılmadı.")


class ProgramEnded(Conflict):
    """What was ended is not changed any more."""

    code = "program-ended"
    text = _l("Proqram bağlanıb: onda heç nə dəyişdirilmir.")


class NameTaken(Conflict):
    """Two programs of a firm in use have different names."""

    code = "name-taken"
    text = _l("Bu adda proqramınız artıq var.")


class TokenRefused(SignInNeeded):
    """The token is unknown, out of date or revoked (RFC 6750, 3.1)."""

    code = "invalid-token"
    text = _l("Giriş tokeni yoxdur, vaxtı keçib və ya ləğv edilib.")


class KeyMalformed(AppError):
    """The Idempotency-Key is no text of 1 to 255 visible characters."""

    code = "idempotency-key-malformed"
    text = _l("Idempotency-Key başlığı 1–255 görünən simvoldan ibarət olmalıdır.")


class KeyReused(Invalid):
    """The same key came with another request."""

    code = "idempotency-key-reused"
    text = _l("Bu Idempotency-Key başqa sorğu ilə artıq istifadə olunub.")


class KeyInFlight(Conflict):
    """The first request with this key is not answered yet."""

    code = "idempotency-key-in-flight"
    text = _l("Bu Idempotency-Key ilə göndərilmiş sorğu hələ icra olunur.")


class TargetRefused(Invalid):
    """The address of a webhook is not one that we may call."""

    code = "target-refused"
    text = _l("Bu ünvana bildiriş göndərmək olmaz: açıq şəbəkədə olan https ünvanı yazın.")


class NotReplayable(Conflict):
    """The delivery is on its way already, or its subscription was ended."""

    code = "not-replayable"
    text = _l("Bu bildiriş indi təkrar göndərilə bilməz.")
