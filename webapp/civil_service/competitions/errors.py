"""Typed refusals of competitions and of the reserve."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound
from webapp.core.text import _l


class NoSuchCompetition(NotFound):
    """There is none."""

    code = "no-such-competition"
    text = _l("Müsabiqə tapılmadı.")


class NoSuchCandidate(NotFound):
    """There is none, or it is somebody else."""

    code = "no-such-candidate"
    text = _l("Namizəd tapılmadı.")


class RegistrationClosed(Conflict):
    """The moment of closing has passed, or the competition was called off."""

    code = "registration-closed"
    text = _l("Bu müsabiqəyə qeydiyyat bağlanıb.")


class RegisteredAlready(Conflict):
    """One person is one candidate."""

    code = "registered-already"
    text = _l("Siz bu müsabiqəyə artıq qeydiyyatdan keçmisiniz.")


class NotAtThisStage(Conflict):
    """The competition is at another stage."""

    code = "competition-stage"
    text = _l("Müsabiqənin indiki mərhələsində bu mümkün deyil.")


class AheadOfTheTest(Conflict):
    """The day of the test has not come: there is nothing to write down or to publish."""

    code = "competition-test-ahead"
    text = _l("Test imtahanının günü hələ gəlməyib: bal və nəticə ondan əvvəl yazıla bilməz.")


class OwnScores(Forbidden):
    """Who is a candidate does not write the own scores."""

    code = "own-scores"
    text = _l("Öz balınızı özünüz yaza bilməzsiniz: onu başqa əməkdaş yazır.")


class CompetitionWrong(Invalid):
    """Something is missing or cannot be; `fields` says what."""

    code = "competition-wrong"
    text = _l("Müsabiqə qəbul edilmədi: düzəliş tələb olunur.")
