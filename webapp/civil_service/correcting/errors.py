"""Typed refusals of corrections, complaints and messages."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NoSuchCorrection(NotFound):
    """There is none, or it is somebody else's: both read the same."""

    code = "no-such-service-correction"
    text = _l("Düzəliş müraciəti tapılmadı.")


class CorrectionWaits(Conflict):
    """The servant asked for a correction of the same fact, and it is not answered."""

    code = "service-correction-waits"
    text = _l("Bu məlumat barədə müraciətiniz artıq var və baxılır.")


class CorrectionStands(Conflict):
    """The correction is in a state in which that cannot be done."""

    code = "service-correction-stands"
    text = _l("Müraciətin vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class CorrectionWrong(Invalid):
    """Something is missing; `fields` says what."""

    code = "service-correction-wrong"
    text = _l("Müraciət qəbul edilmədi: düzəliş tələb olunur.")


class NoRecord(Forbidden):
    """Who asks has no record in the register."""

    code = "no-service-record"
    text = _l("Reyestrdə sizin qeydiniz yoxdur.")


class NoSuchComplaint(NotFound):
    """There is none, or it is somebody else's."""

    code = "no-such-service-complaint"
    text = _l("Şikayət tapılmadı.")


class ComplainedAlready(Conflict):
    """A complaint about it is open."""

    code = "service-complaint-open"
    text = _l("Bu müraciət barədə şikayətiniz artıq baxılır.")


class OwnCorrection(Forbidden):
    """Whose record it is does not decide about its correction, whatever office they hold."""

    code = "service-correction-own"
    text = _l("Öz qeydinizin düzəlişinə özünüz qərar verə bilməzsiniz: ona başqa əməkdaş baxır.")


class DecidedYourself(Forbidden):
    """Who decided, and whose correction it is, does not answer the complaint about it."""

    code = "service-complaint-own"
    text = _l("Qərarı verən şəxs ondan şikayətə baxmır.")


class NoSuchMessage(NotFound):
    """There is none, or it is somebody else's."""

    code = "no-such-service-message"
    text = _l("Bildiriş tapılmadı.")
