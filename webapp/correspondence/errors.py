"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Invalid, NotFound, TooMany
from webapp.core.text import _l


class NoSuchLetter(NotFound):
    """There is no such letter, or it is somebody else's."""

    code = "no-such-letter"
    text = _l("Belə məktub tapılmadı.")


class NoSuchBody(NotFound):
    """No authority of this code was ever connected."""

    code = "no-such-letter-body"
    text = _l("Belə orqan tapılmadı.")


class BodyClosed(Conflict):
    """The authority does not take letters here (any more)."""

    code = "letter-body-closed"
    text = _l("Bu orqan hazırda portalda məktub qəbul etmir. Başqa orqan seçin və ya ona birbaşa müraciət edin.")


class StepNotPossible(Conflict):
    """The letter is in another state."""

    code = "letter-step-not-possible"
    text = _l("Məktubun vəziyyəti dəyişib, bu addım artıq mümkün deyil.")


class NotReady(Invalid):
    """Something is missing; `fields` says what."""

    code = "letter-not-ready"
    text = _l("Göndərməzdən əvvəl düzəliş tələb olunur.")


class SignatureNeeded(Invalid):
    """This kind of letter is sent with a signature."""

    code = "letter-signature-needed"
    text = _l("Bu növ məktub yalnız elektron imza ilə göndərilir.")


class OwnLetter(Conflict):
    """Whoever wrote a letter does not handle it."""

    code = "own-letter"
    text = _l("Öz məktubunuza orqan adından baxa bilməzsiniz: onu başqa əməkdaş icra edir.")


class AnotherHasIt(Conflict):
    """The letter is in a colleague's hands."""

    code = "letter-another-has-it"
    text = _l("Məktub başqa əməkdaşdadır.")


class NotForwarded(Invalid):
    """The letter cannot travel there."""

    code = "letter-not-forwarded"
    text = _l("Məktubu bu orqana yönləndirmək olmaz.")


class AlreadyExtended(Conflict):
    """A term is extended once."""

    code = "letter-already-extended"
    text = _l("Müddət artıq bir dəfə uzadılıb.")


class TermOver(Conflict):
    """What is late stays late: a term that is over is not made longer."""

    code = "letter-term-over"
    text = _l("Müddət artıq bitib və uzadıla bilməz. Cavabı verin.")


class NotSameSender(Invalid):
    """Only letters of one sender to one authority are joined."""

    code = "letter-not-same-sender"
    text = _l("Yalnız eyni göndərənin orqanınızda açıq olan məktubları birləşdirilir. Nömrəni yoxlayın.")


class AlreadyRated(Conflict):
    """The question after the answer is asked once."""

    code = "letter-already-rated"
    text = _l("Qiymətiniz artıq qəbul edilib.")


class TooLate(Conflict):
    """The days for it are over."""

    code = "letter-too-late"
    text = _l("Bunun vaxtı keçib. Yeni məktub yaza bilərsiniz.")


class ClockStopped(Conflict):
    """The clock stands already."""

    code = "letter-clock-stopped"
    text = _l("Müddət artıq dayandırılıb.")


class AlreadyConnected(Conflict):
    """The authority is connected."""

    code = "letter-body-connected"
    text = _l("Bu orqan artıq qoşulub.")


class DraftExists(Conflict):
    """This side of the thread has a draft already."""

    code = "letter-draft-exists"
    text = _l("Bu yazışmada artıq qaralama var.")


class NoSuchTerm(NotFound):
    """A kind of letter does not have this number."""

    code = "no-such-letter-term"
    text = _l("Belə müddət yoxdur.")


class TermRefused(Invalid):
    """A number that no law can mean, that another one contradicts, or from a day that is not to come."""

    code = "letter-term-refused"
    text = _l("Rəqəmi və gününü düzgün yazın.")


class TooManyLetters(TooMany):
    """One sender sends a few dozen letters a day at most."""

    code = "too-many-letters"
    text = _l("Bir gün ərzində çox məktub göndərmisiniz. Sabah davam edin.")
