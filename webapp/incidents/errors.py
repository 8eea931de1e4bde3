"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Invalid, NotFound
from webapp.core.text import _l


class NoSuchIncident(NotFound):
    """There is none, or it is not for the actor."""

    code = "no-such-incident"
    text = _l("İnsident tapılmadı.")


class NoSuchRequest(NotFound):
    """There is no such request of a supervising body."""

    code = "no-such-request"
    text = _l("Nəzarət orqanının sorğusu tapılmadı.")


class NoSuchReport(NotFound):
    """There is no such report of a fault."""

    code = "no-such-report"
    text = _l("Nasazlıq haqqında bildiriş tapılmadı.")


class StepNotPossible(Conflict):
    """The life cycle knows no such step from the state in which the thing is."""

    code = "step-not-possible"
    text = _l("Vəziyyət dəyişib: bu addım artıq mümkün deyil.")


class AlreadyAnswered(Conflict):
    """The request has its answer."""

    code = "already-answered"
    text = _l("Bu sorğu artıq cavablandırılıb.")


class OneOpen(Conflict):
    """An incident of this cause is open today already."""

    code = "one-open-incident"
    text = _l("Bu səbəb üzrə bu gün açıq insident artıq var.")


class AlreadyReleased(Conflict):
    """This version was published."""

    code = "already-released"
    text = _l("Bu versiya artıq dərc edilib.")


class InTheFuture(Invalid):
    """What is registered has happened already."""

    code = "in-the-future"
    text = _l("Gələcək vaxt göstərilə bilməz.")
